"""The usual rounds of line checks, planned from the first session's start: a day, an hour, a quarter before."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import uuid4, uuid5

from services.venue_status.check_commands import DefineRound
from services.venue_status.store import NAME
from shared.conferences import Known
from shared.events.base import NAMESPACE, Actor, Stamp
from shared.failures import Retry
from shared.parts import Parts
from shared.publishing import Record
from shared.records import order_record

PLANNER = Actor(id="planner", role="rule")
LOOK = 1.0  # seconds


class Planner:
    """Defines each round for the first start; what stands already or a person defined the rules leave as it is."""

    def __init__(self, parts: Parts, minutes: Sequence[int]) -> None:
        self._parts, self._minutes = parts, minutes
        self._changed: set[str] = set()
        parts.conferences.on_change.append(self._on_conference)

    async def keep(self) -> None:
        """For ever. A conference that changes is looked at within a second."""
        while True:
            changed, self._changed = self._changed, set()  # what changes meanwhile is for the next look
            for conference in changed:
                try:
                    await self._plan(conference)
                except Retry:
                    self._changed.add(conference)
            await asyncio.sleep(LOOK)

    def _on_conference(self, known: Known, before: Known | None) -> None:
        if known.kind == "session":
            self._changed.add(known.conference)

    async def _plan(self, conference: str) -> None:
        await self._parts.publisher.publish([self._record(command) for command in self._rounds(conference)])

    def _rounds(self, conference: str) -> Iterator[DefineRound]:
        planned = [it for it in self._parts.conferences.all(conference, "session") if it.state.starts]
        first = min(planned, key=lambda it: it.state.starts, default=None)
        if first is None:
            return
        for minutes in self._minutes:
            due = first.state.starts - timedelta(minutes=minutes)
            id = uuid5(NAMESPACE, f"{conference}/round/T-{minutes}/{first.id}/{first.version}")
            yield DefineRound(id=id, conference=conference, round=f"T-{minutes}", name=_name(minutes), due=due)

    def _record(self, command: DefineRound) -> Record:
        now = self._parts.clock.now()
        stamp = Stamp(received_at=now, at=now, actor=PLANNER)
        return order_record(f"{NAME}.commands.v1", command, stamp, str(uuid4()))


def _name(minutes: int) -> str:
    """As people on the day call it."""
    days, hours = divmod(minutes, 24 * 60)[0], divmod(minutes, 60)[0]
    if days and minutes % (24 * 60) == 0:
        return f"Tổng duyệt (T-{days} ngày)"
    return f"Trước khai mạc {hours} giờ" if hours and minutes % 60 == 0 else f"Trước khai mạc {minutes} phút"
