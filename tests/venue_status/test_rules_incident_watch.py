"""A recovered incident is watched for five minutes, then it closes by itself."""

import pytest

from shared.events.incidents import Status
from tests.builders import at
from tests.venue_status.incident_book import IncidentBook, incident, opened


@pytest.fixture
def book() -> IncidentBook:
    return IncidentBook()


def test_a_recovered_incident_closes_exactly_after_five_minutes(book: IncidentBook) -> None:
    opened(book, "recovered")
    book.passes(299.999)
    assert book.incidents[0].status == "recovered"
    book.passes(0.001)
    closed = book.incidents[0]
    assert (closed.status, closed.closed_at, closed.steps[-1].by) == ("closed", at("07:05"), "rule")


def test_reopened_during_the_watch_it_is_watched_anew(book: IncidentBook) -> None:
    opened(book, "recovered")
    book.passes(200)
    book.does("reopen", "sound")
    book.passes(200)
    book.does("recover", "sound")
    book.passes(299)
    assert book.incidents[0].status == "recovered"
    book.passes(1)
    assert book.incidents[0].closed_at == at("07:11:40")


def test_a_watch_that_was_renewed_is_not_ended_by_the_old_deadline(book: IncidentBook) -> None:
    opened(book, "recovered")
    book.passes(1)
    book.does("reopen", "sound")
    book.does("recover", "sound")
    old = next(iter(book.docket.kind_of("c/incident/1").deadlines(opened(IncidentBook(), "recovered").incidents[0])))
    command = old.command(f"hy-2023/incident/{incident('sound')}", at("06:00"))
    book.now = old.at
    assert book.take(command, book.stamp("venues-decides", "deadline")) is None
    assert book.incidents[0].status == "recovered"


@pytest.mark.parametrize(("owned", "status"), [(True, "acknowledged"), (False, "open")])
def test_reopened_it_is_its_owners_again_if_it_had_one(book: IncidentBook, owned: bool, status: Status) -> None:
    opened(book, "acknowledged" if owned else "open")
    book.does("recover", "sound")
    book.does("reopen", "sound")
    assert (book.incidents[0].status, book.incidents[0].recovered_at) == (status, None)


def test_a_deadline_that_comes_late_closes_it_when_it_was_due(book: IncidentBook) -> None:
    opened(book, "recovered")
    key = f"hy-2023/incident/{incident('sound')}"
    (due,) = book.docket.kind_of(key).deadlines(book.incidents[0])
    book.now = at("08:00")
    closed = book.take(due.command(key, at("06:30")), book.stamp("venues-decides", "deadline"))
    assert (closed.did, closed.at, closed.state.closed_at) == ("closed", at("07:05"), at("07:05"))


def test_what_we_did_not_watch_is_not_watched(book: IncidentBook) -> None:
    """A gap of our own in the five minutes: they count from its end."""
    opened(book, "recovered")
    book.watching_since = at("07:04")
    book.passes(300)
    assert book.incidents[0].status == "recovered"
    book.passes(240)
    assert book.incidents[0].closed_at == at("07:09")
