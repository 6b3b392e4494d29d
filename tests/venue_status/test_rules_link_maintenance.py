"""Windows of maintenance: of one venue alone, watched all the same, without incident and without cost."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.venue_status.commands import CancelMaintenance
from shared.events.venues import LinkRefused, MaintenanceChanged
from tests.builders import clock
from tests.venue_status.link_book import LinkBook, plans


def cancels(book: LinkBook, window: Any) -> Any:
    return book.does(CancelMaintenance, by="hub-1", role="hub", window=window)


def changes(book: LinkBook) -> list[tuple[str, str]]:
    return [(clock(event.at), event.what) for event in book.says(MaintenanceChanged)]


def test_a_window_begins_and_ends_at_its_moments() -> None:
    book = LinkBook()
    book.alive(30)
    event = plans(book, "07:10", "07:20")
    assert (event.code, event.what, event.by, event.reason) == ("recorded", "set", "hub-1", "thay bộ chuyển mạch")
    book.alive(1800)
    assert changes(book) == [("07:00:30", "set"), ("07:10", "began"), ("07:20", "ended")]
    assert [it.window for it in book.says(MaintenanceChanged)] == [event.window] * 3
    assert book.strip == ["07:00 up", "07:10 maintenance", "07:20 up"]
    assert (book.link.windows, book.link.in_maintenance, book.news) == ((), False, [])


def test_a_window_that_has_begun_already_begins_at_once() -> None:
    book = LinkBook()
    book.alive(60)
    event = plans(book, "06:50", "07:05")
    assert event.state.in_maintenance
    book.alive(600)
    assert changes(book) == [("07:01", "set"), ("07:05", "ended")]


def test_a_window_that_is_over_is_refused() -> None:
    book = LinkBook()
    book.passes(600)
    event = plans(book, "07:00", "07:10")
    assert isinstance(event, LinkRefused)
    assert (event.code, event.state.windows) == ("window_past", ())


def test_a_window_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValidationError, match="window-out-of-order"):
        plans(LinkBook(), "07:20", "07:10")


def test_windows_that_overlap_are_one_maintenance() -> None:
    book = LinkBook()
    book.alive(30)
    plans(book, "07:05", "07:15")
    plans(book, "07:10", "07:20")
    book.passes(1800)
    assert book.strip[-2:] == ["07:05 maintenance", "07:20 down"]
    assert book.news == ["07:00:37 stale", "07:00:55 down", "07:20 down"]


def test_a_window_is_taken_back_before_it_begins() -> None:
    book = LinkBook()
    window = plans(book, "07:05", "07:15").window
    assert cancels(book, window).what == "cancelled"
    book.alive(1200)
    assert [what for _, what in changes(book)] == ["set", "cancelled"]
    assert book.strip == ["07:00 up"]


def test_a_window_that_is_taken_back_while_it_is_on_ends_now() -> None:
    book = LinkBook()
    window = plans(book, "07:00", "07:30").window
    book.beat()
    book.passes(600)
    event = cancels(book, window)
    assert (event.news, event.state.in_maintenance, event.state.windows) == (("down",), False, ())
    book.passes(60)
    book.alive(15)
    assert book.lost == {"network": 60.0}


def test_an_unknown_window_cannot_be_taken_back() -> None:
    book = LinkBook()
    window = plans(book, "07:05", "07:15").window
    cancels(book, window)
    assert cancels(book, window).code == "window_unknown"


def test_a_window_that_began_and_ended_while_we_were_away_is_still_told_of_in_order() -> None:
    book = LinkBook()
    book.alive(30)
    plans(book, "07:05", "07:15")
    book.stops_watching()
    book.passes(1800)
    book.watches_again()
    assert [what for _, what in changes(book)] == ["set", "began", "ended"]
    assert (book.observed, book.link.in_maintenance, book.news) == ("up", False, [])


def test_maintenance_of_a_venue_that_was_never_heard_is_shown_too() -> None:
    book = LinkBook()
    plans(book, "07:00", "07:10")
    book.passes(900)
    assert book.strip == ["07:00 maintenance", "07:10 no_data"]
    assert book.news == []


def test_a_window_that_is_taken_back_before_it_begins_is_no_news_of_an_outage() -> None:
    book = LinkBook()
    book.beat()
    window = plans(book, "07:05", "07:15").window
    book.passes(60)
    assert cancels(book, window).news == ()
