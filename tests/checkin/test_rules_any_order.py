"""Whatever the doors send, in whatever order, however often: nobody is in two halls, and the figures add up."""

import asyncio
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.checkin import rules
from services.checkin.commands import CheckinStamp, PersonCommand, SettleConflict, Undo
from services.checkin.rules.figures import contribution
from services.checkin.store import CHECKIN
from shared.deciding import Decider
from shared.events.attendance import Attendee
from shared.events.checkin import CHECKIN_EVENTS, CheckinRefused
from shared.records import Incoming, order_record, read_order
from tests import builders
from tests.book import Book, Page
from tests.builders import AFTERNOON, CONFERENCE, MORNING, about, at, clock, person
from tests.dice import shuffled
from tests.memory import Said, Shelf, as_read

ROSTER = {"Nam": "KC", "Lan": "VL", "Hoa": "KC"}
PEOPLE = [*ROSTER, "Guest"]
OVER = ["wrong_venue", "inside_elsewhere", "capacity_reached", "already_substituted"]
ROLES = ["operator", "venue_head", "hub"]
KINDS = (
    ["scan"] * 5
    + ["leave"] * 4
    + ["undo"] * 4
    + ["override"] * 3
    + [
        "transfer",
        "substitute",
        "substitute",
        "walk_in",
        "excuse",
        "settle",
        "close",
        "again",
        "arrives",
        "arrives",
    ]
)

STEPS = st.lists(
    max_size=25,
    elements=st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "who": st.sampled_from(PEOPLE),
            "venue": st.sampled_from(["KC", "VL", "VG"]),
            "session": st.sampled_from([MORNING, MORNING, AFTERNOON]),
            "minute": st.integers(0, 15),
            "over": st.sampled_from(OVER),
            "other": st.sampled_from(PEOPLE),
            "which": st.integers(0, 9),
            "told": st.sampled_from([None, None, "checked_in"]),
            "role": st.sampled_from(ROLES),
            "stale": st.integers(0, 3),
            "expected": st.integers(0, 3),
        }
    ),
)


class Day:
    """Plays steps. Sessions overlap, follow-ups are late and out of order, some commands are sent again."""

    def __init__(self) -> None:
        opens = {"opens": at("06:45")}
        self.book = Book(dict(ROSTER))
        self.book.sessions = {it: known.model_copy(update=opens) for it, known in self.book.sessions.items()}
        self.done: list[tuple[PersonCommand, str, str]] = []

    def play(self, step: dict[str, Any]) -> None:
        when, book = clock(at("07:00") + timedelta(minutes=step["minute"])), self.book
        if step["kind"] == "close":
            book.closes(step["session"], when)
            book.sessions[step["session"]] = book.sessions[step["session"]].model_copy(update={"opens": at("06:45")})
        elif step["kind"] == "arrives":
            if book.sent:
                book.take(*book.sent[step["which"] % len(book.sent)])  # stays in `sent`: it is sent again later
        elif step["kind"] == "again":
            if self.done:
                command, then, role = self.done[step["which"] % len(self.done)]
                book.takes(command, then, role=role)
        else:
            self.done.append((self.command(step), when, step["role"]))
            if step["who"] in ROSTER and step["expected"]:  # else most deeds would end as `wrong_venue`
                book.roster[step["who"]] = step["venue"]
            row = book.row(person(step["who"]))
            row = row and row.model_copy(update={"version": len(self.done)})
            book.takes(self.done[-1][0], when, role=step["role"], by=step["role"], row=row)

    def command(self, step: dict[str, Any]) -> Any:
        kind, who, venue, more = (
            step["kind"],
            step["who"],
            step["venue"],
            {"session": step["session"], "told": step["told"]},
        )
        other = step["other"] if step["other"] != who else "Somebody"
        page = self.book.page(who)
        seen = page.revision if step["stale"] else page.revision + 1
        known = [command.id for command, *_ in self.done if command.attendee == person(who)]
        deed = known[step["which"] % len(known)] if known else builders.deed("of nobody")
        asked: dict[str, Callable[[], PersonCommand]] = {
            "override": lambda: builders.override(step["over"], seen, who, venue, **more),
            "transfer": lambda: builders.transfer(seen, who, venue, **more),
            "substitute": lambda: builders.substitute(other, who, venue, listed=other in ROSTER, **more),
            "undo": lambda: about(Undo, who, venue, deed=deed, reason="bấm nhầm", **more),
            "settle": lambda: about(SettleConflict, who, venue, deed=deed, seen=seen, outcome="desk_right", **more),
        }
        return asked[kind]() if kind in asked else getattr(builders, kind)(who, venue, **more)

    def ends(self) -> None:
        while self.book.sent:
            self.book.take(*self.book.sent.pop())


@settings(max_examples=600, deadline=None)
@given(STEPS)
def test_nobody_is_in_two_halls_whatever_is_sent_in_whatever_order(steps: list[dict[str, Any]]) -> None:
    day = Day()
    for step in steps:
        day.play(step)
        for page in day.book.pages.values():
            is_in_one_place_at_a_time(page.state)
    day.ends()
    for page in day.book.pages.values():
        is_in_one_place_at_a_time(page.state)
        comes_out_the_same_when_replayed(page)
        changes_nothing_by_refusals(page)
    for session in (MORNING, AFTERNOON):
        adds_up(day.book, session)


@settings(max_examples=200, deadline=None)
@given(STEPS, st.randoms())
def test_one_id_has_one_answer_however_often_it_is_sent(steps: list[dict[str, Any]], dice: Any) -> None:
    """By the real loop, in batches, which now and then remembers nothing but what is stored."""
    day = Day()
    for step in steps:
        day.play(step)
    day.ends()
    orders = [incoming(command, known) for command, known in day.book.taken]
    shelf, said = Shelf(), Said()
    asyncio.run(decided(shelf, said, orders, dice))
    first = deepcopy(shelf.documents)
    assert {key: Attendee.model_validate(it["state"]) for key, it in first.items()} == as_booked(day.book)
    asyncio.run(decided(shelf, said, shuffled(orders * 2, dice), dice))
    assert shelf.documents == first
    answers: dict[tuple[str, str], set[bytes]] = {}
    for event in (record for record in said.records if record.topic != CHECKIN.commands_topic):
        assert event.topic == CHECKIN.events_topic, "set aside"
        answers.setdefault((event.key, dict(event.headers)["ce_causationid"].decode()), set()).add(event.value)
    assert [len(bodies) for bodies in answers.values()] == [1] * len({command.id for command, _ in day.book.taken})


def incoming(command: PersonCommand, known: CheckinStamp) -> Incoming:
    return read_order(as_read(order_record(CHECKIN.commands_topic, command, known, "c")), CHECKIN.orders)


async def decided(shelf: Shelf, said: Said, orders: list[Incoming], dice: Any) -> None:
    decider, rest = Decider(CHECKIN, shelf, said), list(orders)
    while rest:
        many = dice.randint(1, 9)
        await decider.decide(rest[:many])
        del rest[:many]
        if dice.random() < 0.2:
            decider.forget_all()


def as_booked(book: Book) -> dict[str, Attendee]:
    return {f"{CONFERENCE}/attendee/{person}": page.state for person, page in book.pages.items() if page.events}


def is_in_one_place_at_a_time(state: Attendee) -> None:
    for stay in state.presences:
        assert stay.end is None or stay.start <= stay.end
        assert (stay.end is None) == (stay.exit is None)
    for before, after in pairwise(state.presences):
        assert before.end is not None, "two open stays"
        assert before.end <= after.start, "two stays at one moment"
    exits = [known.deed for known in state.exits] + [stay.exit for stay in state.presences if stay.exit_by]
    assert len(set(exits)) == len(exits), "an exit that ends a stay is known twice"


def comes_out_the_same_when_replayed(page: Page) -> None:
    state = Attendee()
    for event in page.events.values():
        state = rules.evolve(state, event)
        assert state == event.state
        assert CHECKIN_EVENTS.validate_json(event.model_dump_json()) == event
        read: Any = CHECKIN_EVENTS.validate_json(event.model_dump_json())
        assert rules.follow_ups(read) == rules.follow_ups(event)


def changes_nothing_by_refusals(page: Page) -> None:
    before = Attendee()
    for event in page.events.values():
        if isinstance(event, CheckinRefused):
            assert acted_on(event.state) == acted_on(before)
        before = event.state


def acted_on(state: Attendee) -> Any:
    stays = [(stay.session, stay.venue, stay.end, stay.entry) for stay in state.presences if stay.end is None]
    return stays, state.moved_to, state.walk_in, state.excuses, state.substitutions


def adds_up(book: Book, session: str) -> None:
    figures: Counter[str] = Counter()
    came = set()
    for attendee, page in book.pages.items():
        counted = contribution(attendee, page.state, book.row(attendee), session)
        figures.update(figure for _, figure in counted)
        came |= {attendee for stay in page.state.presences if stay.session == session}
    parts = figures["present"] + figures["substituted"] + figures["excused"] + figures["unexcused"]
    assert figures["summoned"] == parts
    assert figures["attending"] == len(came)
    assert figures["inside"] <= len(came)
