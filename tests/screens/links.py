"""Links in every state, as venue status would tell of them: put on its events topic, where every board hears them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shared.events.base import completed
from shared.events.links import Change, Link, Said, Source, Window
from shared.events.venues import LinkChanged
from shared.publishing import Publisher
from shared.records import event_record
from tests.clients import Json, now
from tests.venue_status.conftest import Halls

STATES = ("up", "degraded", "stale", "down", "maintenance", "flapping", "declared", "gap", "waiting", "fault")
DEED = UUID("0188a0a0-0000-7000-8000-000000000009")


def link(state: str, at: datetime) -> Link:
    """A venue's link that is so now."""
    since, earlier = at - timedelta(minutes=4), at - timedelta(minutes=40)
    observed: Any = state if state in ("degraded", "stale", "down") else "up"
    strip = [
        (earlier, "up"),
        (since - timedelta(minutes=9), "gap"),
        (since - timedelta(minutes=5), "up"),
        (since, observed),
    ]
    known: Json = {
        "observed": observed,
        "since": since,
        "last_seen": since if observed in ("stale", "down") else at,
        "said_at": at - timedelta(minutes=2) if state == "gap" else at,
        "rtt": 1450.0 if state == "degraded" else 21.0,
        "sources": {
            "may-1": Source(kind="agent", boot=1, number=9, last_seen=at, waiting=17 if state == "waiting" else 0)
        },
        "recent": tuple(Change(at=moment, state=what) for moment, what in strip),
    }
    return Link(**known | MORE.get(state, lambda at: {})(at))


def _window(at: datetime) -> Json:
    hour = timedelta(hours=1)
    window = Window(id=DEED, since=at - hour, until=at + hour, by="hub-", reason="Thay bộ chuyển mạch", began=True)
    return {"windows": (window,), "in_maintenance": True}


MORE: dict[str, Any] = {
    "maintenance": _window,
    "flapping": lambda at: {"flapping": True},
    "declared": lambda at: {"declared": Said(state="down", by="hub-", at=at, reason="Gọi điện: mất điện cả phường")},
    "fault": lambda at: {"parts": {"camera": Said(state="fault", by="rule", at=at)}, "lost_since": {"camera": at}},
}


async def tell(halls: Halls, states: Iterable[tuple[str, str]]) -> None:
    """(venue, state) of as many as are given."""
    publisher = Publisher([halls.backstage.kafka.address])
    await publisher.start()
    try:
        await publisher.publish([_record(halls, venue, state) for venue, state in states])
    finally:
        await publisher.stop()


def _record(halls: Halls, venue: str, state: str) -> Any:
    at = now()
    said = LinkChanged(at=at, venue=venue, was="no_data", state=link(state, at))
    event = completed(said, key=f"{halls.id}/link/{venue}", version=1, revision=1, command=DEED, meaning="m")
    return event_record("venues.events.v1", event, event.model_dump_json())


async def define(halls: Halls, names: Iterable[tuple[str, str]]) -> None:
    """Venues (id, name), by fives under a unit, by fifties under that one's parent."""
    commands, ops = [], halls.ops
    for number, (venue, name) in enumerate(names):
        unit, parent = f"xa-{number // 5}", f"tinh-{number // 50}"
        if number % 50 == 0:
            commands.append(ops.command("define_unit", unit=parent, name=f"Tỉnh Thử {number // 50 + 1}"))
        if number % 5 == 0:
            commands.append(ops.command("define_unit", unit=unit, name=f"Xã Thử {number // 5 + 1}", parent=parent))
        commands.append(ops.command("define_venue", venue=venue, name=name, unit=unit))
    for start in range(0, len(commands), 400):
        results = (await ops.batch(commands[start : start + 400]))["results"]
        assert {one["status"] for one in results} == {"decided"}
