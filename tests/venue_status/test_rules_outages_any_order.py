"""Whatever links tell, whatever people do, however late it comes: no venue has two incidents, and none is forgotten."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.venue_status.incident_commands import OrderIncident
from shared.events.incidents import Hub, Incident, LinkNews, Outages, Own
from tests.builders import CONFERENCE
from tests.venue_status.incident_book import LEDGER, IncidentBook

VENUES = ["KC", "VL", "VG", "YM"]
OPEN = ("open", "acknowledged", "mitigating")
NEWS: list[tuple[LinkNews, ...]] = [
    ("stale",),
    ("stale",),
    ("down",),
    ("down",),
    ("back",),
    ("back",),
    ("flapping",),
    ("back", "flapping"),
    ("calm",),
]
STEPS = ["acknowledge", "mitigate", "recover", "reopen", "close"]

venue = st.sampled_from(VENUES)
news = st.tuples(st.just("news"), venue, st.sampled_from(NEWS))
time = st.tuples(st.just("time"), st.sampled_from([1, 5, 10, 30, 60, 301]), st.none())
window = st.tuples(st.just("window"), venue, st.none())
person = st.tuples(st.just("person"), venue, st.sampled_from(["open_incident", *STEPS, *STEPS]))
arrival = st.tuples(st.just("arrival"), st.integers(0, 9), st.none())
by_rule = st.lists(st.one_of(news, news, time, window), max_size=40)
anything = st.lists(st.one_of(news, news, news, time, window, person, person), max_size=40)
late_by_rule = st.lists(st.one_of(news, news, time, arrival, arrival, arrival), max_size=60)
late = st.lists(st.one_of(news, news, time, person, arrival, arrival, arrival, arrival), max_size=60)


def plays(book: IncidentBook, step: tuple[str, Any, Any], windows: set[str]) -> None:
    what, where, more = step
    if what == "news":
        book.hears(where, *more, maintenance=where in windows)
    elif what == "time":
        book.passes(where)
    elif what == "window":
        windows ^= {where}
        if where not in windows and (out := book.ledger.out.get(where)):  # then its link tells again
            book.hears(where, "down" if out.down else "stale")
    elif what == "arrival" and (lies := [key for key, waits in book.waiting.items() if waits]):
        book.arrives(lies[where % len(lies)])
    elif what == "person":
        does(book, where, more)


def does(book: IncidentBook, where: str, step: str) -> None:
    """To the newest incident that touches this venue."""
    if step == "open_incident":
        book.does(step, f"of {book.deeds}", kind="link_lost", venue=where)
        return
    touching = [number for number, it in enumerate(book.incidents) if where in it.venues]
    if touching:
        book.does(step, book.id_of(touching[-1]), venue=where, by=f"pass-{book.deeds}")


def none_is_told_twice(book: IncidentBook) -> None:
    own = [it.venues[0] for it in book.incidents if it.cause in ("down", "flapping") and it.status in OPEN]
    assert max(Counter(own).values(), default=0) <= 1
    assert sum(it.cause == "hub" and it.status in OPEN for it in book.incidents) <= 1


def none_is_ordered_that_is_not_there(book: IncidentBook) -> None:
    there = {it.incident for it, _ in book.sent if getattr(it, "status", None) == "open"}  # people's
    for command, _ in book.sent:
        if isinstance(command, OrderIncident):
            assert command.order.step == "open" or command.incident in there
            there.add(command.incident)


def ledger_and_incidents_agree(book: IncidentBook) -> None:
    known: list[Own | Hub] = [*book.ledger.own.values(), *([book.ledger.hub] if book.ledger.hub else [])]
    for it in known:
        state = book.things[f"{CONFERENCE}/incident/{it.incident}"].state
        assert isinstance(state, Incident)
        assert state.status != "closed"
        assert it.recovered == (state.status == "recovered")


def nobody_is_forgotten(outages: Outages) -> None:
    hub = outages.hub
    hub_sees_to_it = hub is not None and (not hub.recovered or hub.rest_at is not None)
    for venue, out in outages.out.items():
        own = outages.own.get(venue)
        assert not out.down or out.maintenance or hub_sees_to_it or (own is not None and not own.recovered)


@settings(max_examples=300, deadline=None)
@given(by_rule)
def test_a_venue_that_is_down_always_has_an_incident(steps: list[tuple[str, Any, Any]]) -> None:
    book, windows = IncidentBook(), set[str]()
    for step in steps:
        plays(book, step, windows)
        nobody_is_forgotten(book.ledger)
        none_is_told_twice(book)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_with_people_among_them_ledger_and_incidents_agree(steps: list[tuple[str, Any, Any]]) -> None:
    book, windows = IncidentBook(), set[str]()
    for step in steps:
        plays(book, step, windows)
        ledger_and_incidents_agree(book)
        none_is_told_twice(book)
    none_is_ordered_that_is_not_there(book)
    before = {key: thing.state for key, thing in book.things.items()}
    book.everything_comes_again()
    assert {key: thing.state for key, thing in book.things.items()} == before


@settings(max_examples=300, deadline=None)
@given(late)
def test_however_late_it_comes_no_venue_has_two_incidents(steps: list[tuple[str, Any, Any]]) -> None:
    book, windows = IncidentBook(late=True), set[str]()
    for step in steps:
        plays(book, step, windows)
        none_is_told_twice(book)
    book.all_arrives()
    none_is_told_twice(book)
    none_is_ordered_that_is_not_there(book)
    assert LEDGER not in book.waiting or not book.waiting[LEDGER]


@settings(max_examples=300, deadline=None)
@given(late_by_rule)
def test_however_late_it_comes_a_venue_that_is_down_has_an_incident(steps: list[tuple[str, Any, Any]]) -> None:
    book, windows = IncidentBook(late=True), set[str]()
    for step in steps:
        plays(book, step, windows)
    book.all_arrives()
    nobody_is_forgotten(book.ledger)
    ledger_and_incidents_agree(book)
