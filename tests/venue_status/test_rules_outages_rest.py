"""The hub's incident when venues come back: it recovers for most, and whoever stays down has one of its own."""

from datetime import timedelta

import pytest

from services.venue_status.commands import SetMaintenance
from tests.venue_status.incident_book import IncidentBook, all_silent
from tests.venue_status.link_book import LinkBook

ELEVEN = [f"V{number:02}" for number in range(11)]


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def test_the_hub_recovers_at_once_when_nobody_is_out_any_more(book: IncidentBook) -> None:
    all_silent(book, ELEVEN)
    for venue in ELEVEN:
        assert [it.status for it in book.incidents] == ["open"]
        book.hears(venue, "back")
    assert [it.status for it in book.incidents] == ["recovered"]


def test_ten_are_back_and_one_still_down_gets_its_own(book: IncidentBook) -> None:
    all_silent(book, ELEVEN)
    book.hears("V10", "down")
    book.passes(60)
    for venue in ELEVEN[:10]:
        book.hears(venue, "back")
    assert [it.cause for it in book.incidents] == ["hub"], "the others come back one after the other"
    book.passes(30)
    assert [(it.cause, it.status) for it in book.incidents] == [("hub", "recovered"), ("down", "open")]
    assert book.incidents[1].venues == ("V10",)


def test_one_that_is_still_stale_when_the_others_are_back_gets_its_own_when_it_is_down(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3], apart=0)
    book.hears("V00", "back")
    book.hears("V01", "back")
    book.passes(30)
    assert [it.status for it in book.incidents] == ["recovered"]
    book.hears("V02", "down")
    assert [it.cause for it in book.incidents] == ["hub", "down"]


def test_rest_is_taken_back_when_many_are_out_again(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3], apart=0)
    book.hears("V00", "back")
    book.passes(29)
    book.hears("V03", "stale")
    book.passes(120)
    assert [it.status for it in book.incidents] == ["open"]


def test_a_venue_in_maintenance_does_not_keep_the_hub_out(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3])
    book.hears("V09", "stale", maintenance=True)
    for venue in ELEVEN[:3]:
        book.hears(venue, "back")
    assert [it.status for it in book.incidents] == ["recovered"]


def test_who_came_back_while_we_did_not_watch_gets_no_incident(book: IncidentBook) -> None:
    """The rest counts from when we watch again: until then they could not be heard."""
    all_silent(book, ELEVEN[:5], apart=0)
    for venue in ELEVEN[:5]:
        book.hears(venue, "down")
    for venue in ELEVEN[:3]:
        book.hears(venue, "back")
    book.watching_since = book.now + timedelta(minutes=4)  # from now until then nothing is heard
    book.passes(245)
    for venue in ELEVEN[3:5]:
        book.hears(venue, "back")
    book.passes(600)
    assert [it.cause for it in book.incidents] == ["hub"]


def test_one_whose_maintenance_began_meanwhile_gets_no_incident_of_its_own(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:2], apart=0)
    line = LinkBook(venue="V02", now=book.now - timedelta(seconds=12))
    line.beat()
    line.passes(30)
    line.does(SetMaintenance, since=line.now, until=line.now + timedelta(hours=1), role="hub")
    book.hears_of(line)
    for venue in ELEVEN[:2]:
        book.hears(venue, "back")
    book.passes(120)
    assert [(it.cause, it.venues) for it in book.incidents] == [("hub", ("V00", "V01", "V02"))]
