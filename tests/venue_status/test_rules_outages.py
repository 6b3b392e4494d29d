"""Which incidents are opened by rule: one for a broken router, one for a line that flaps, and none twice."""

import pytest

from tests.builders import at
from tests.venue_status.incident_book import IncidentBook

ELEVEN = [f"V{number:02}" for number in range(11)]


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def test_a_venue_that_is_stale_opens_nothing(book: IncidentBook) -> None:
    book.hears("KC", "stale")
    assert book.told == []
    assert not book.events


def test_a_venue_that_is_down_opens_one_incident_of_its_own(book: IncidentBook) -> None:
    book.silent("KC")
    assert book.told == ["down KC open"]
    opened = book.incidents[0]
    assert (opened.kind, opened.opened_at) == ("link_lost", at("07:00:18"))


def test_a_venue_that_is_back_recovers_it(book: IncidentBook) -> None:
    book.silent("KC")
    book.passes(60)
    book.hears("KC", "back")
    assert book.told == ["down KC recovered"]
    assert book.ledger.out == {}


def test_two_venues_within_ten_seconds_are_two_incidents(book: IncidentBook) -> None:
    book.silent("KC", "VL")
    assert book.told == ["down KC open", "down VL open"]


def test_a_venue_that_is_down_again_during_the_watch_is_the_same_incident(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    book.passes(299 - 18)
    book.silent("KC")
    assert book.history() == ["opened", "recovered", "reopened"]
    assert book.told == ["down KC open"]


def test_a_venue_that_is_down_after_the_watch_is_a_new_incident(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    book.passes(300)
    book.silent("KC")
    assert book.told == ["down KC closed", "down KC open"]


def test_a_line_that_flaps_for_five_minutes_is_one_incident(book: IncidentBook) -> None:
    book.hears("KC", "flapping")
    for _ in range(15):
        book.hears("KC", "stale")
        book.passes(10)
        book.hears("KC", "back")
        book.passes(10)
    assert book.told == ["flapping KC open"]
    book.hears("KC", "calm")
    assert book.history() == ["opened", "recovered"]


def test_a_line_that_begins_to_flap_while_it_is_down_has_one_incident(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back", "flapping")
    assert book.told == ["down KC open"]
    assert book.history() == ["opened"]


def test_a_line_that_calms_down_while_it_is_out_has_not_recovered(book: IncidentBook) -> None:
    book.hears("KC", "flapping")
    book.hears("KC", "stale")
    book.hears("KC", "calm")
    assert book.told == ["flapping KC open"]
    book.hears("KC", "back")
    assert book.told == ["flapping KC recovered"]


def test_a_line_that_flaps_during_the_watch_reopens_its_incident(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    book.hears("KC", "flapping")
    book.hears("KC", "stale")
    book.hears("KC", "back")
    assert book.history() == ["opened", "recovered", "reopened"]


def test_maintenance_of_one_venue_hides_it_and_no_other(book: IncidentBook) -> None:
    book.hears("KC", "stale", maintenance=True)
    book.hears("VL", "stale")
    book.hears("KC", "down", maintenance=True)
    book.hears("KC", "flapping", maintenance=True)
    book.hears("VL", "down")
    assert book.told == ["down VL open"]


def test_a_venue_that_is_still_down_when_maintenance_ends_opens_one_then(book: IncidentBook) -> None:
    book.hears("KC", "stale", maintenance=True)
    book.hears("KC", "down", maintenance=True)
    book.passes(600)
    book.hears("KC", "down")
    assert book.told == ["down KC open"]
    assert book.ledger.out["KC"].since == at("07:00")


def test_an_incident_that_was_open_before_maintenance_recovers_in_it(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back", maintenance=True)
    assert book.told == ["down KC recovered"]
