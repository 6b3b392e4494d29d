"""STALE after 12 s, DOWN after 30 s, back after three good beats: each at its moment."""

import pytest

from services.venue_status.incident_commands import TellLedger
from services.venue_status.settings import Thresholds
from shared.events.base import Deadline, Stamp, follow_up_id
from shared.events.venues import LinkChanged
from tests.builders import CONFERENCE, at, clock
from tests.venue_status.link_book import LinkBook


def test_silence_is_stale_after_twelve_seconds_and_down_after_thirty() -> None:
    book = LinkBook()
    book.beat()
    book.passes(3600)
    changes = [(clock(it.at), it.was, it.state.observed) for it in book.says(LinkChanged)]
    assert changes == [("07:00", "no_data", "up"), ("07:00:12", "up", "stale"), ("07:00:30", "stale", "down")]
    assert book.news == ["07:00:12 stale", "07:00:30 down"]
    assert book.strip == ["07:00 up", "07:00:12 stale", "07:00:30 down"]


def test_nothing_is_stale_a_moment_before() -> None:
    book = LinkBook()
    book.beat()
    book.passes(11.999)
    assert book.observed == "up"
    book.passes(0.001)
    assert book.observed == "stale"


def test_other_thresholds_are_other_moments() -> None:
    book = LinkBook(thresholds=Thresholds(stale_after=20, down_after=60))
    book.beat()
    book.passes(100)
    assert book.news == ["07:00:20 stale", "07:01 down"]


def test_a_deadline_whose_beat_was_followed_by_another_is_dropped() -> None:
    book = LinkBook()
    book.beat()
    book.passes(11)
    first = Deadline(id=follow_up_id(book.events[0].command, "x"), conference=CONFERENCE, **late(book))  # type: ignore[arg-type]
    book.beat()
    book.passes(1)
    stamp = Stamp(received_at=book.now, at=first.due, actor=book.taken[0][1].actor)
    assert book.take(first, stamp) is None
    assert book.observed == "up"


def late(book: LinkBook) -> dict[str, object]:
    """What an owner would send for the silence after the beat of seven o'clock."""
    due = {"name": "stale", "basis": at("07:00").isoformat(), "due": at("07:00:12")}
    return {"thing": f"{CONFERENCE}/link/{book.venue}", "watching_since": book.watching_since, **due}


def test_a_deadline_that_is_sent_twice_is_taken_once() -> None:
    book = LinkBook()
    book.beat()
    book.passes(12)
    assert book.take(*book.taken[-1]) is None
    assert book.news == ["07:00:12 stale"]


def test_a_single_beat_while_stale_puts_off_down() -> None:
    book = LinkBook()
    book.beat()
    book.passes(25)
    book.beat()
    book.passes(29)
    assert book.observed == "stale"
    book.passes(1)
    assert (book.observed, book.news[-1]) == ("down", "07:00:55 down")
    assert book.link.good == 0


def test_the_ledger_hears_news_once_with_the_source_and_its_version() -> None:
    book = LinkBook()
    book.beat()
    book.passes(40)
    assert [told.news for told, _ in book.told] == [("stale",), ("down",)]
    told, stamp = book.told[0]
    assert isinstance(told, TellLedger)
    assert told.key() == f"{CONFERENCE}/ledger/outages"
    assert (told.source, told.source_version, told.venue) == (f"{CONFERENCE}/link/KC", 2, "KC")
    assert (told.maintenance, told.at, stamp.at) == (False, at("07:00:12"), at("07:00:12"))
    assert told.id != book.told[1][0].id


@pytest.mark.parametrize("hours", [1, 24, 240])
def test_a_link_that_stays_down_asks_more_and_more_seldom_whether_we_watch(hours: int) -> None:
    book = LinkBook()
    book.beat()
    book.passes(hours * 3600)
    assert len(book.taken) < 100
    assert len(book.events) == 3
