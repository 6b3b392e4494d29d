"""The scenario of venue status: three halls fall silent together, one incident is opened, owned, and closed when they are
back. Beats, repeated ones too, deadlines, follow-ups into the ledger and from there to the incident.

In one wave the ledger hears of one hall only: which of two is first would be the log's free choice.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

from services.venue_status.commands import ASKED
from services.venue_status.settings import Thresholds
from services.venue_status.store import venues_docket
from shared.access import Pass
from shared.deadlines import Due, deadline_id
from shared.dockets import Docket
from shared.events.base import NAMESPACE, follow_up_id
from tests.faults.crash.play import Caller, Play

HALL = "hy-2023"
SEVEN = datetime(2023, 6, 3, 0, tzinfo=UTC)
WATCHING = SEVEN - timedelta(hours=1)
OPS = Pass(id="ops", role="ops", conference="*")
VENUES = ("KC", "TL", "VL")


def at(seconds: float) -> datetime:
    return SEVEN + timedelta(seconds=seconds)


def beat(venue: str, number: int, seconds: float, name: str = "") -> Caller:
    """Of the hall's agent; `name`: who sends the same once more."""
    said = {"source": "agent", "kind": "agent", "boot": 1_685_750_000_000, "number": number, "rtt": 20.0}
    return Caller(
        name or f"{venue} beats {number}", command("beat", venue, f"{venue} {number}", **said), at=at(seconds)
    )


def command(type: str, venue: str, id: str, **fields: Any) -> dict[str, Any]:
    return {"type": type, "id": str(uuid5(NAMESPACE, id)), "conference": HALL, "venue": venue, **fields}


def due(thing: str, name: str, since: datetime, after: float) -> Caller:
    """Named by the moment that it counts from."""
    waits = Due(name, since.isoformat(), since + timedelta(seconds=after))
    return Caller(f"{thing} {name}", waits.command(f"{HALL}/{thing}", WATCHING))


def silence(venue: str, name: str, since: float, after: float) -> Caller:
    return due(f"link/{venue}", name, at(since), after)


LAST_STALE = deadline_id(f"{HALL}/link/VL", Due("stale", at(7).isoformat(), at(19)))
INCIDENT = uuid5(follow_up_id(LAST_STALE, f"{HALL}/ledger/outages"), "hub")
ABOUT = {"incident": str(INCIDENT)}


def back(venue: str, first: float) -> Sequence[Caller]:
    return tuple(beat(venue, 3 + n, first + 5 * n) for n in range(3))


WAVES: Sequence[Sequence[Caller]] = (
    [beat(venue, 1, 0) for venue in VENUES],
    [*(beat(venue, 2, 5 + n) for n, venue in enumerate(VENUES)), beat("KC", 1, 8, "KC sends its first once more")],
    [silence("KC", "stale", 5, 12)],
    [silence("TL", "stale", 6, 12)],
    [silence("VL", "stale", 7, 12)],
    [
        silence("KC", "down", 5, 30),
        Caller(
            "declares TL down", command("declare_link", "TL", "declares", state="down", reason="gọi điện"), at=at(36)
        ),
        Caller("owns it", command("acknowledge", "KC", "owns", **ABOUT, seen=1), at=at(37)),
    ],
    back("KC", 40),
    back("TL", 41),
    back("VL", 42),
    [due(f"incident/{INCIDENT}", "watched", at(52), 300)],
)
EXPECTED = {
    "opened": "rule",
    "acknowledged": "ops",
    "recovered": "rule",
    "closed": "rule",
}


def docket_named(name: str) -> Docket:
    docket = venues_docket(Thresholds())
    kinds = {id: replace(kind, collection=f"{name}_{id}") for id, kind in docket.kinds.items()}
    return replace(docket, name=name, kinds=kinds)


THREE_HALLS = Play(docket_named, ASKED, OPS, SEVEN, WAVES, silent=True)
