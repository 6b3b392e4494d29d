"""A line that comes and goes is found flapping, and is calm again when it has kept still."""

import pytest

from services.venue_status.settings import Thresholds
from shared.events.venues import LinkFlapping
from tests.builders import clock
from tests.venue_status.link_book import LinkBook


def flaps(book: LinkBook, seconds: float, on: float = 10, off: float = 10) -> None:
    """So many seconds on, so many off."""
    for _ in range(round(seconds / (on + off))):
        book.alive(on)
        book.passes(off)


def test_ten_seconds_on_and_ten_off_is_found_flapping_within_ninety_seconds() -> None:
    book = LinkBook()
    flaps(book, 300)
    (event,) = book.says(LinkFlapping)
    assert (clock(event.at), event.news) == ("07:01:20", ("flapping",))
    assert event.state.flapping


def test_five_minutes_of_flapping_are_three_news_and_never_down() -> None:
    book = LinkBook()
    flaps(book, 300)
    book.alive(300)
    assert book.news == ["07:00:17 stale", "07:01:20 flapping", "07:05:10 back", "07:07 calm"]


@pytest.mark.parametrize("phase", [0.1, 1.3, 2.5, 4.9])
def test_it_is_found_whatever_the_phase_of_the_beats(phase: float) -> None:
    book = LinkBook()
    book.beat()
    for tenth in range(3000):
        book.passes(0.1)
        is_on, is_beat = tenth / 10 % 20 < 10, round(tenth - phase * 10) % 50 == 0
        if is_on and is_beat:
            book.beat()
    assert book.link.flapping
    assert sum("flapping" in news for news in book.news) == 1


def test_pauses_that_never_reach_stale_count_too() -> None:
    book = LinkBook()
    for _ in range(6):
        book.alive(20)
        book.passes(5.5)
    assert book.news == ["07:01:42 flapping"]


def test_one_lost_beat_now_and_then_is_no_flapping() -> None:
    book = LinkBook()
    for _ in range(60):
        book.alive(55)
        book.passes(5)  # the beat of that moment is lost
    assert book.news == []
    assert 1 <= len(book.link.breaks) <= 3


def test_a_long_silence_is_one_break() -> None:
    book = LinkBook()
    book.beat()
    book.passes(600)
    book.alive(30)
    assert len(book.link.breaks) == 1
    assert not book.link.flapping


def test_it_is_calm_two_minutes_after_its_last_break() -> None:
    book = LinkBook()
    flaps(book, 100)
    book.alive(200)
    calm = book.says(LinkFlapping)[-1]
    assert (clock(calm.at), calm.news) == ("07:03:40", ("calm",))
    assert (calm.state.flapping, calm.state.breaks) == (False, ())
    assert not book.link.flapping


def test_a_break_puts_calm_off() -> None:
    book = LinkBook()
    flaps(book, 100)
    book.alive(100)
    book.passes(10)
    book.alive(110)
    assert book.link.flapping
    book.alive(20)
    assert not book.link.flapping


def test_a_line_that_is_down_is_not_calm() -> None:
    book = LinkBook()
    flaps(book, 100)
    book.passes(600)
    assert (book.observed, book.link.flapping) == ("down", True)
    book.alive(100)
    assert book.link.flapping
    book.alive(30)
    assert not book.link.flapping


def test_a_page_that_closes_ends_its_flapping() -> None:
    book = LinkBook()
    flaps(book, 100)
    event = book.beat(leaving=True)
    assert event.news == ("calm", "back")
    assert (event.state.observed, event.state.flapping) == ("no_data", False)


def test_other_figures_are_other_breaks() -> None:
    book = LinkBook(thresholds=Thresholds(flapping_breaks=2, flapping_within=60))
    flaps(book, 60)
    assert "07:00:40 flapping" in book.news


def test_calm_counts_from_when_its_sender_began_to_watch() -> None:
    book = LinkBook()
    flaps(book, 100)
    book.alive(60)
    book.watching_since = book.now  # another process took over in the middle of it, between two beats
    book.alive(110)
    assert book.link.flapping
    book.alive(15)
    assert clock(book.says(LinkFlapping)[-1].at) == "07:04:40"


def test_a_silence_that_was_seen_is_a_break_even_if_we_were_away_in_the_middle_of_it() -> None:
    book = LinkBook()
    book.alive(10)
    book.passes(15)
    book.stops_watching()
    book.passes(60)
    book.watches_again()
    book.passes(5)
    book.beat()
    assert len(book.link.breaks) == 1
