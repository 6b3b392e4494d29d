"""Facts are stamped at the door: the session, the roster row and the venue as this process knows them, with versions."""

import asyncio
import time
from typing import Any

from services.checkin.boards import Boards
from services.checkin.commands import CheckinStamp, PersonCommand
from services.checkin.commands import HeadCount as HeadCountCommand
from services.checkin.store import PLACES, ROWS
from shared.conferences import STATES, Conferences, Known
from shared.events.attendance import RowFact, SessionFact, VenueFact
from shared.events.base import Command, Stamp
from shared.failures import Retry
from shared.mongo import Store
from shared.problems import Problem

STORE_WITHIN = 0.5  # seconds
LEFT_ALONE = 5.0  # seconds


class Stamper:
    """Adds to a command's stamp what the rules need of other things, so that the log alone gives the same answers."""

    def __init__(self, conferences: Conferences, boards: Boards, store: Store) -> None:
        self._conferences, self._boards, self._store = conferences, boards, store
        self._ask_again_at = 0.0

    async def stamp(self, command: Command, stamp: Stamp) -> Stamp:
        """Raises a 422 problem for a venue that the conference does not have, and a 403 problem for a personal link
        at a hall: there a desk takes people in, from wherever the link is opened."""
        if not isinstance(command, PersonCommand | HeadCountCommand):
            return stamp
        venue = await self._venue(command.conference, command.venue)
        if stamp.actor.role == "participant" and venue.kind != "online":
            raise Problem("role-not-allowed")
        facts: dict[str, Any] = {"session": await self._session(command.conference, command.session), "venue": venue}
        if isinstance(command, PersonCommand):
            facts["row"] = await self._row(command.conference, str(command.attendee))
            facts["inside"] = self._boards.inside(command.conference, command.session, command.venue)
        return CheckinStamp(**stamp.model_dump(), **facts)

    async def _venue(self, conference: str, id: str) -> VenueFact:
        known = self._conferences.get(conference, "venue", id) or await self._stored(conference, "venue", id)
        if known is None:
            there = self._conferences.get(conference, "conference", conference)
            raise Problem("unknown-venue" if there else "unknown-conference")
        return VenueFact(version=known.version, id=id, kind=known.state.kind, capacity=known.state.capacity)

    async def _session(self, conference: str, id: str) -> SessionFact | None:
        known = self._conferences.get(conference, "session", id)
        if known is None or known.state.opened_at is None or known.state.closed_at is not None:
            known = await self._stored(conference, "session", id) or known
        if known is None:
            return None
        session = known.state
        return SessionFact(
            version=known.version,
            id=id,
            opens=session.opened_at,
            starts=session.starts,
            closes=session.closed_at,
        )

    async def _row(self, conference: str, attendee: str) -> RowFact | None:
        known = self._conferences.get(conference, "row", attendee)
        if known is None and self._boards.never_seen(conference, attendee):
            known = await self._stored(conference, "row", attendee)
        if known is None:
            return None
        row = known.state
        expected = self._conferences.get(conference, "venue", row.venue)
        return RowFact(
            version=known.version,
            unit=row.unit,
            venue=row.venue,
            issue=row.issue,
            withdrawn=row.withdrawn,
            contact=expected.state.contact if expected else None,
        )

    async def _stored(self, conference: str, kind: str, id: str) -> Known | None:
        """A missing or closed fact is read once from the store before it is stamped, if the store answers: a command is
        accepted without it, and a store that is away is not asked again for some seconds."""
        if time.monotonic() < self._ask_again_at:
            return None
        collection, key = ROWS if kind == "row" else PLACES[kind].collection, f"{conference}/{kind}/{id}"
        try:
            document = await asyncio.wait_for(self._store.read_one(collection, key), STORE_WITHIN)
        except (Retry, TimeoutError):
            self._ask_again_at = time.monotonic() + LEFT_ALONE
            return None
        if document is None:
            return None
        state = STATES[kind].model_validate(document["state"])
        return Known(conference, kind, id, document["version"], document["revision"], state)
