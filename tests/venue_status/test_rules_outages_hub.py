"""The hub's incident: many venues silent at once are one outage, and one incident."""

import pytest

from tests.builders import at
from tests.venue_status.incident_book import IncidentBook, all_silent

ELEVEN = [f"V{number:02}" for number in range(11)]


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def test_eleven_links_at_once_are_one_incident_of_the_hub(book: IncidentBook) -> None:
    all_silent(book, ELEVEN)
    book.passes(12)
    for venue in ELEVEN:
        book.hears(venue, "down")
    assert [(it.cause, it.status) for it in book.incidents] == [("hub", "open")]
    assert book.incidents[0].venues == tuple(ELEVEN)
    assert book.history() == ["opened", "joined"], "who joined is told once, not eight times"


def test_three_within_ten_seconds_are_the_hub(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3], apart=5)
    assert book.told == ["hub V00+V01+V02 open"]
    assert book.incidents[0].opened_at == at("07:00:10")


def test_three_within_eleven_seconds_are_not(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3], apart=5.5)
    assert book.told == []


def test_news_that_arrive_in_another_order_are_judged_by_when_it_was(book: IncidentBook) -> None:
    book.passes(10)
    book.hears("V02", "stale")
    book.now = at("07:00")
    book.hears("V00", "stale")
    book.now = at("07:00:20")
    book.hears("V03", "stale")
    assert book.told == [], "0, 10 and 20 are no ten seconds"
    book.now = at("07:00:05")
    book.hears("V01", "stale")
    assert [it.cause for it in book.incidents] == ["hub"]


def test_venues_in_maintenance_or_with_an_incident_of_their_own_do_not_count(book: IncidentBook) -> None:
    book.hears("V00", "stale", maintenance=True)
    book.hears("V01", "flapping")
    all_silent(book, ["V01", "V02", "V03"])
    assert book.told == ["flapping V01 open"]


def test_who_joins_within_ten_seconds_is_told_together(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3], apart=0)
    book.passes(20)
    all_silent(book, ELEVEN[3:6], apart=3)
    assert len(book.incidents[0].venues) == 3
    book.passes(1)
    assert book.incidents[0].venues == tuple(ELEVEN[:6])
    assert book.history() == ["opened", "joined"]


def test_who_joins_when_another_is_back_is_told_too(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3], apart=0)
    book.hears("V00", "back")
    book.hears("V03", "stale")
    book.passes(10)
    assert book.incidents[0].venues == tuple(ELEVEN[:4])


def test_a_venue_that_blinks_meanwhile_is_not_told_again(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:5])
    book.passes(10)
    for _ in range(3):
        book.hears("V00", "back")
        book.hears("V00", "stale")
        book.passes(15)
    assert book.history() == ["opened", "joined"]


def test_the_same_hub_incident_is_reopened_during_its_watch(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:4])
    book.passes(10)
    for venue in ELEVEN[:4]:
        book.hears(venue, "back")
    book.passes(120)
    all_silent(book, ELEVEN[4:])
    book.passes(20)
    assert [(it.cause, it.status) for it in book.incidents] == [("hub", "open")]
    assert book.incidents[0].venues == tuple(ELEVEN)


def test_a_second_outage_after_the_watch_is_a_second_incident(book: IncidentBook) -> None:
    for _ in range(2):
        all_silent(book, ELEVEN[:3])
        for venue in ELEVEN[:3]:
            book.hears(venue, "back")
        book.passes(300)
    assert [it.status for it in book.incidents] == ["closed", "closed"]
    assert book.ledger.hub is None


def test_flapping_opens_nothing_while_the_hub_is_out(book: IncidentBook) -> None:
    all_silent(book, ELEVEN[:3])
    book.hears("V00", "back", "flapping")
    assert [it.cause for it in book.incidents] == ["hub"]


def test_a_venue_with_an_incident_of_its_own_recovers_while_the_hub_is_out(book: IncidentBook) -> None:
    book.silent("KC")
    all_silent(book, ELEVEN)
    book.hears("KC", "back")
    assert [(it.cause, it.status) for it in book.incidents] == [("down", "recovered"), ("hub", "open")]
