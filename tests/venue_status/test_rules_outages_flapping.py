"""Lines that come and go while the hub is out: an incident each when it is back, and none that nobody wants."""

from datetime import timedelta

import pytest

from services.venue_status.commands import SetMaintenance
from tests.venue_status.incident_book import IncidentBook, all_silent
from tests.venue_status.link_book import LinkBook

HUB = ["V00", "V01", "V02"]


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def the_hub_goes(book: IncidentBook) -> None:
    all_silent(book, HUB, apart=0)


def the_hub_is_back(book: IncidentBook) -> None:
    for venue in HUB:
        book.hears(venue, "back")


def causes(book: IncidentBook) -> list[str]:
    return [it.cause for it in book.incidents]


def test_a_line_that_began_to_flap_while_the_hub_was_out_is_an_incident_when_the_hub_is_back(
    book: IncidentBook,
) -> None:
    the_hub_goes(book)
    book.hears("V09", "flapping")
    assert causes(book) == ["hub"]
    the_hub_is_back(book)
    assert causes(book) == ["hub", "flapping"]
    assert (book.incidents[1].venues, book.ledger.flapping) == (("V09",), ())


def test_a_line_that_flaps_in_maintenance_is_none(book: IncidentBook) -> None:
    book.hears("V09", "flapping", maintenance=True)
    the_hub_goes(book)
    the_hub_is_back(book)
    assert causes(book) == ["hub"]


def test_one_whose_maintenance_begins_while_it_flaps_is_none_until_the_window_is_over(book: IncidentBook) -> None:
    line = LinkBook(venue="V09")
    the_hub_goes(book)
    for _ in range(5):
        line.beat()
        line.passes(10)
    line.beat()
    line.does(SetMaintenance, since=line.now, until=line.now + timedelta(minutes=1), role="hub")
    assert line.link.flapping
    book.passes(50)
    book.hears_of(line)
    the_hub_is_back(book)
    assert causes(book) == ["hub"]
    line.alive(70)
    book.passes(70)
    book.hears_of(line)
    assert causes(book) == ["hub", "flapping"]


@pytest.mark.parametrize("steps", [["acknowledge", "recover"], ["acknowledge", "recover", "close"]])
def test_one_that_a_person_has_done_with_is_not_brought_back_by_an_outage_elsewhere(
    book: IncidentBook, steps: list[str]
) -> None:
    book.hears("V09", "flapping")
    for step in steps:
        book.does(step, book.id_of(), venue="V09")
    the_hub_goes(book)
    the_hub_is_back(book)
    assert [(it.cause, it.status) for it in book.incidents] == [
        ("flapping", "closed" if "close" in steps else "recovered"),
        ("hub", "recovered"),
    ]


def test_one_that_flaps_and_is_down_when_the_hub_is_back_is_over_only_when_it_is_calm(book: IncidentBook) -> None:
    all_silent(book, [*HUB, "V09"], apart=0)
    book.hears("V09", "back", "flapping")
    book.hears("V09", "stale", "down")
    for venue in HUB:
        book.hears(venue, "back")
    book.passes(30)
    assert causes(book) == ["hub", "flapping"]
    book.hears("V09", "back")
    assert book.history(1) == ["opened"], "some good beats do not mean that it is over"
    book.hears("V09", "calm")
    assert book.history(1) == ["opened", "recovered"]
