"""What comes again, late, or all day long: the ledger and its documents stay as they are."""

import pytest

from shared.events.venues import OutagesWeighed
from tests.builders import at
from tests.venue_status.incident_book import IncidentBook

ELEVEN = [f"V{number:02}" for number in range(11)]


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def test_what_is_silent_leaves_no_event_and_a_small_document(book: IncidentBook) -> None:
    book.hears("KC", "stale")
    book.hears("KC", "back")
    book.hears("KC", "back")
    assert book.events == []


def test_a_venue_that_comes_and_goes_all_day_fills_no_document(book: IncidentBook) -> None:
    for _ in range(300):
        book.silent("KC")
        book.passes(30)
        book.hears("KC", "back")
        book.passes(60)
    assert len(book.incidents) == 1
    thing = book.things[f"hy-2023/incident/{book.id_of()}"]
    assert thing.size == 0, "orders by rule leave no decisions"
    assert len(thing.state.model_dump_json()) < 10_000
    assert book.history()[0] == "opened"


def test_everything_that_comes_again_changes_nothing(book: IncidentBook) -> None:
    book.silent("KC")
    book.hears("KC", "back")
    book.passes(60)
    book.silent("KC")
    for venue in ELEVEN:
        book.hears(venue, "stale")
    book.passes(400)
    before = {key: thing.state for key, thing in book.things.items()}
    book.everything_comes_again()
    assert {key: thing.state for key, thing in book.things.items()} == before


def test_a_deadline_of_the_ledger_that_was_renewed_is_dropped(book: IncidentBook) -> None:
    for venue in ELEVEN[:3]:
        book.hears(venue, "stale")
    book.hears(ELEVEN[0], "back")
    old = next(iter(book.docket.kind_of("c/ledger/outages").deadlines(book.ledger)))
    book.passes(5)
    book.hears(ELEVEN[0], "stale")
    book.hears(ELEVEN[0], "back")
    before = book.ledger
    book.passes(25)
    assert old.at == at("07:00:30")
    assert book.ledger == before, "the others are back since five seconds later"
    book.passes(5)
    assert [it.status for it in book.incidents] == ["recovered"]


def test_each_incident_is_ordered_at_most_once_at_a_time(book: IncidentBook) -> None:
    for venue in ELEVEN:
        book.hears(venue, "stale")
    book.passes(60)
    for venue in ELEVEN:
        book.hears(venue, "back")
    for event in book.events:
        if isinstance(event, OutagesWeighed):
            assert len({order.incident for order in event.orders}) == len(event.orders)
