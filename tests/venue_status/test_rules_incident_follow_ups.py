"""What an incident means for others: the ledger that opens incidents by rule, and the parts of a venue."""

import pytest

from services.venue_status.incident_commands import OrderIncident
from tests.builders import at
from tests.venue_status.incident_book import LEDGER, IncidentBook


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def test_no_second_incident_for_a_lost_link_that_a_person_saw_first(book: IncidentBook) -> None:
    book.does("open_incident", "line", kind="link_lost")
    book.silent("KC")
    assert book.told == ["person KC open"]
    book.hears("KC", "back")
    assert book.told == ["person KC recovered"]


def test_a_lost_link_that_a_person_saw_too_leaves_the_rules_own_to_the_rule(book: IncidentBook) -> None:
    book.silent("KC")
    book.does("open_incident", "line", kind="link_lost")
    book.hears("KC", "back")
    assert book.told == ["down KC recovered", "person KC open"]


def test_an_incident_that_a_person_recovered_is_reopened_when_the_venue_falls_silent_again(book: IncidentBook) -> None:
    book.silent("KC")
    book.does("recover", book.id_of())
    assert book.told == ["down KC recovered"]
    book.hears("KC", "back")
    book.silent("KC")
    assert book.history() == ["opened", "recovered", "reopened"]


def test_an_incident_that_a_person_reopened_recovers_when_the_venue_is_back(book: IncidentBook) -> None:
    book.silent("KC")
    book.does("recover", book.id_of())
    book.does("reopen", book.id_of())
    book.hears("KC", "back")
    assert book.history() == ["opened", "recovered", "reopened", "recovered"]


def test_after_a_false_alarm_was_closed_nothing_happens_until_there_is_news(book: IncidentBook) -> None:
    book.does("open_incident", "line", kind="link_lost")
    book.silent("KC")
    book.does("acknowledge", "line")
    book.does("close", "line", reason="the desk is only switched off")
    assert book.told == ["person KC closed"]
    assert book.ledger.own == {}
    book.hears("KC", "back")
    book.silent("KC")
    assert book.told == ["person KC closed", "down KC open"]


def test_a_hub_incident_that_a_person_recovered_too_early_leaves_nobody_out(book: IncidentBook) -> None:
    venues = ["KC", "VL", "VG", "YM"]
    book.silent(*venues)
    book.does("recover", book.id_of())
    book.passes(60)
    assert len(book.incidents) == 1, "four are down still: that is no matter of theirs"
    book.hears("KC", "back")
    book.hears("VL", "back")
    book.passes(30)
    assert book.told[1:] == ["down VG open", "down YM open"]


def test_a_closing_that_crosses_an_order_to_reopen_opens_a_new_incident(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    book.passes(281)
    book.late = True
    book.silent("KC")
    for _ in ("stale", "down"):
        book.arrives(LEDGER)
    book.passes(1)
    book.all_arrives()
    assert book.told == ["down KC closed", "down KC open"]


def test_a_closing_that_crosses_the_reopening_of_the_hub_opens_a_new_one(book: IncidentBook) -> None:
    for venue in ("KC", "VL", "VG"):
        book.hears(venue, "stale")
    for venue in ("KC", "VL", "VG"):
        book.hears(venue, "back")
    book.passes(299)
    book.late = True
    for venue in ("KC", "VL", "VG"):
        book.hears(venue, "stale")
        book.arrives(LEDGER)
    book.passes(1)
    book.all_arrives()
    assert book.told == ["hub KC+VL+VG closed", "hub KC+VL+VG open"]


def test_what_the_ledger_ordered_is_not_told_to_it_as_news(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    book.silent("KC")
    book.hears("KC", "back")
    book.passes(300)
    assert [it.status for it, _ in book.sent if getattr(it, "incident", None) and it.key() == LEDGER] == ["closed"]


def test_an_order_that_no_longer_fits_changes_nothing(book: IncidentBook) -> None:
    book.silent("KC")
    book.late = True
    book.hears("KC", "back")
    book.arrives(LEDGER)
    book.does("recover", book.id_of())
    before = book.incidents
    book.all_arrives()
    assert book.incidents == before


def test_an_order_for_an_incident_that_was_never_opened_is_dropped(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    recover = [(command, stamp) for command, stamp in book.sent if isinstance(command, OrderIncident)][-1]
    assert IncidentBook().take(*recover) is None


def test_what_follows_is_done_at_the_moment_and_in_the_name_of_the_deed(book: IncidentBook) -> None:
    book.passes(90)
    book.does("open_incident", "line", kind="link_lost", by="anh-nam")
    told, stamp = book.sent[0]
    assert (told.at, stamp.at, stamp.actor.id, stamp.actor.role) == (
        at("07:01:30"),
        at("07:01:30"),
        "anh-nam",
        "follow_up",
    )
