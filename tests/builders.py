"""What tests say of a hall: moments, facts, stamps and deeds. `tests/book.py` decides them."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import Any, TypeVar
from uuid import UUID, uuid5

from services.checkin.commands import (
    CheckIn,
    CheckinStamp,
    CheckOut,
    Excuse,
    Override,
    PersonCommand,
    SettleConflict,
    Substitute,
    Transfer,
    Undo,
    WalkIn,
)
from shared.events.attendance import RowFact, SessionFact, VenueFact
from shared.events.base import NAMESPACE, Actor

CONFERENCE = "hy-2023"
HALL = timezone(timedelta(hours=7))
MORNING, AFTERNOON = "morning", "afternoon"
DOORS = {MORNING: ("06:45", "07:35"), AFTERNOON: ("13:00", "13:30")}  # open, start

Deed = TypeVar("Deed", bound=PersonCommand)
unnamed = count()


def at(clock: str) -> datetime:
    """A moment of 3 June 2023 by the clock in the hall: at("07:10"), at("07:10:30")."""
    return datetime.fromisoformat(f"2023-06-03T{clock}").replace(tzinfo=HALL).astimezone(UTC)


def clock(moment: datetime) -> str:
    """What the clock in the hall shows: "07:10", or "07:10:30"."""
    return moment.astimezone(HALL).strftime("%H:%M:%S").removesuffix(":00")


def person(word: str) -> UUID:
    """The id of somebody the test speaks of by a word: person("Nam")."""
    return uuid5(NAMESPACE, word)


def deed(name: str) -> UUID:
    """The id of the command that the test calls so."""
    return uuid5(NAMESPACE, f"deed {name}")


def session_fact(id: str = MORNING, closes: str | None = None, version: int = 2) -> SessionFact:
    """An open session, or one that closed at `closes`."""
    opens, starts = DOORS[id]
    return SessionFact(
        id=id, version=version, opens=at(opens), starts=at(starts), closes=at(closes) if closes else None
    )


def row_fact(venue: str = "KC", version: int = 1, issue: int = 1, withdrawn: bool = False) -> RowFact:
    return RowFact(
        version=version,
        unit="xa-an-vi",
        venue=venue,
        issue=issue,
        withdrawn=withdrawn,
        contact=person(f"head of {venue}"),
    )


def stamp(
    when: str,
    by: str = "desk-1",
    role: str = "operator",
    session: SessionFact | None = None,
    row: RowFact | None = None,
    received: str | None = None,
    inside: int | None = None,
    capacity: int | None = None,
) -> CheckinStamp:
    """What the door knew at that moment. Without `row` the person is not on the roster."""
    return CheckinStamp(
        received_at=at(received or when),
        at=at(when),
        actor=Actor(id=by, role=role),
        session=session,
        row=row,
        inside=inside,
        venue=VenueFact(id="KC", version=1, capacity=capacity),
    )


def about(
    kind: type[Deed],
    who: str,
    venue: str,
    name: str | None = None,
    session: str = MORNING,
    **fields: Any,
) -> Deed:
    """A deed about `who` at `venue`; `name`: what the test calls it."""
    id = deed(name or f"number {next(unnamed)}")
    return kind(id=id, conference=CONFERENCE, attendee=person(who), session=session, venue=venue, **fields)


def scan(who: str = "Nam", venue: str = "KC", **more: Any) -> CheckIn:
    return about(CheckIn, who, venue, **more)


def leave(who: str = "Nam", venue: str = "KC", **more: Any) -> CheckOut:
    return about(CheckOut, who, venue, **more)


def walk_in(who: str = "Nam", venue: str = "KC", **more: Any) -> WalkIn:
    return about(WalkIn, who, venue, **more)


def override(over: str, seen: int, who: str = "Nam", venue: str = "KC", **more: Any) -> Override:
    return about(Override, who, venue, over=over, seen=seen, **{"reason": "trưởng điểm cầu đồng ý", **more})


def transfer(seen: int, who: str = "Nam", venue: str = "KC", **more: Any) -> Transfer:
    return about(Transfer, who, venue, seen=seen, reason="đi công tác", **more)


def substitute(by: str, who: str = "Nam", venue: str = "KC", consent: bool = True, **more: Any) -> Substitute:
    """`by` comes in the place of `who`."""
    return about(Substitute, who, venue, substitute=person(by), consent=consent, **more)


def undo(of: str, who: str = "Nam", venue: str = "KC", **more: Any) -> Undo:
    return about(Undo, who, venue, deed=deed(of), reason="bấm nhầm", **more)


def excuse(who: str = "Nam", venue: str = "KC", **more: Any) -> Excuse:
    return about(Excuse, who, venue, reason="họp ở xã", **more)


def settle(of: str, seen: int, who: str = "Nam", venue: str = "KC", **more: Any) -> SettleConflict:
    return about(SettleConflict, who, venue, deed=deed(of), seen=seen, outcome="server_right", **more)
