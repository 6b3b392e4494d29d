"""The live views of check-in: door board, hub board, who is missing, conflict inbox. Moved by the feed alone."""

import logging
from collections.abc import Callable, Iterable

from aiokafka import ConsumerRecord
from pydantic import ValidationError

from services.checkin.day import Day, Listed, Place, Planned, Seen, in_conflict_at, places_of
from services.checkin.items import (
    attendee_item,
    gone,
    headcount_item,
    missing_item,
    row_item,
    totals_item,
)
from services.checkin.store import PERSONS
from shared.conferences import Conferences, Known
from shared.events.attendance import Attendee, HeadCount
from shared.events.base import WITHOUT_STATE, State
from shared.events.checkin import CHECKIN_EVENTS
from shared.live import Item, Live
from shared.mongo import Store
from shared.records import header

log = logging.getLogger(__name__)


class Boards:
    """All conferences' days in this process, and what their watchers are told."""

    def __init__(self, conferences: Conferences, live: Live, store: Store) -> None:
        self._conferences, self._live, self._store = conferences, live, store
        self._days: dict[str, Day] = {}
        conferences.on_change.append(self._on_conference)

    async def load(self) -> None:
        """The decider's documents, from which the screens start."""
        for kind in PERSONS.values():
            async for document in self._store.find(kind.collection):
                try:
                    state = kind.state.model_validate(document["state"])
                except ValidationError:  # one that cannot be read must not keep everybody else outside
                    log.exception("document not understood", extra={"key": document["_id"]})
                    continue
                self._take(document["_id"], document["version"], document["revision"], state)

    def on_record(self, record: ConsumerRecord) -> None:
        """A record of `checkin.events.v1`."""
        if header(record, "ce_type") in WITHOUT_STATE:
            return
        event = CHECKIN_EVENTS.validate_json(record.value)
        if event.version is not None:
            self._take(event.key, event.version, event.revision, event.state, event.correlation)

    def _take(self, key: str, version: int, revision: int, state: State, correlation: str = "") -> None:
        conference, _, id = key.split("/", 2)
        if isinstance(state, Attendee):
            self._take_attendee(conference, id, Seen(version, revision, state), correlation)
        elif isinstance(state, HeadCount):
            self._take_headcount(conference, id, version, state, correlation)

    def day(self, conference: str) -> Day:
        return self._days.setdefault(conference, Day())

    def inside(self, conference: str, session: str, venue: str) -> int:
        """How many are inside now, as this process knows."""
        return self.day(conference).totals(session, venue)["inside"]

    def never_seen(self, conference: str, attendee: str) -> bool:
        """Whether nothing at all was decided about this person yet."""
        return attendee not in self.day(conference).attendees

    def _take_attendee(self, conference: str, id: str, seen: Seen, correlation: str) -> None:
        day = self.day(conference)
        before = places_of(day.attendees.get(id), day.rows.get(id))
        moved = day.take_attendee(id, seen)
        if day.attendees[id] is not seen:
            return  # a repetition, or older than what is known
        item, after = attendee_item(id, seen), places_of(seen, day.rows.get(id))
        self._tell("door", conference, after, item, correlation=correlation)
        self._tell("door", conference, before - after, gone(item), correlation=correlation)
        self._tell("conflicts", conference, in_conflict_at(seen), item, correlation=correlation)
        self._figures_moved(conference, moved)

    def _tell(self, view: str, conference: str, venues: Iterable[str], *items: Item, correlation: str) -> None:
        self._live.change([(view, conference, venue) for venue in venues], *items, correlation=correlation)

    def _take_headcount(self, conference: str, id: str, version: int, state: HeadCount, correlation: str) -> None:
        venue, session = id.split("/")
        if self.day(conference).take_headcount((session, venue), version, state):
            item = headcount_item((session, venue), version, state)
            self._live.change([("door", conference, venue), ("hub", conference)], item, correlation=correlation)

    def _on_conference(self, known: Known, before: Known | None) -> None:
        if known.kind == "row":
            self._take_row(known)
        elif known.kind == "session":
            planned = Planned(known.version, known.state)
            self._figures_moved(known.conference, self.day(known.conference).take_session(known.id, planned))
            doors = self._everywhere(known.conference)
            self._live.change(doors, known.item(), correlation=known.correlation)
        elif known.kind == "venue":
            doors = [("door", known.conference, known.id), ("hub", known.conference)]
            self._live.change(doors, known.item(), correlation=known.correlation)
        elif known.kind == "pass" and known.state.revoked:
            self._live.close(known.id)

    def _take_row(self, known: Known) -> None:
        """To the venue of the list, with what was decided about the person so far; gone from the one before."""
        conference, id, listed = known.conference, known.id, Listed(known.version, known.state)
        day = self.day(conference)
        before = day.rows.get(id)
        moved = day.take_row(id, listed)
        items = [row_item(id, listed), *([attendee_item(id, day.attendees[id])] if id in day.attendees else [])]
        self._tell("door", conference, [listed.row.venue], *items, correlation=known.correlation)
        if before and before.row.venue != listed.row.venue:
            self._tell("door", conference, [before.row.venue], gone(items[0]), correlation=known.correlation)
        self._figures_moved(conference, moved)

    def _everywhere(self, conference: str) -> list[tuple[str, ...]]:
        doors = [("door", conference, known.id) for known in self._conferences.all(conference, "venue")]
        return [*doors, ("hub", conference)]

    def _figures_moved(self, conference: str, places: Iterable[Place]) -> None:
        for place in places:
            make = self._total_maker(conference, place)
            self._live.soon(("hub", conference), f"totals/{place[0]}/{place[1]}", make)
            self._live.soon(("door", conference, place[1]), f"totals/{place[0]}/{place[1]}", make)
            self._missing_moved(conference, *place)

    def _total_maker(self, conference: str, place: Place) -> Callable[[], Item]:
        return lambda: totals_item(self.day(conference), place)

    def _missing_moved(self, conference: str, session: str, venue: str) -> None:
        channel = ("missing", conference, session, venue)
        self._live.soon(channel, "missing", lambda: missing_item(self.day(conference), session, venue))

    def door(self, conference: str, venue: str) -> list[Item]:
        """Everything a desk of this venue shows: its people, its sessions, its figures."""
        day, ids = self.day(conference), self._at(conference, venue)
        rows = [row_item(id, day.rows[id]) for id in ids if id in day.rows and day.rows[id].row.venue == venue]
        people = [attendee_item(id, day.attendees[id]) for id in ids if id in day.attendees]
        return [*self._places(conference, venue), *rows, *people, *self._figures(conference, venue)]

    def _at(self, conference: str, venue: str) -> list[str]:
        day = self.day(conference)
        everybody = day.attendees.keys() | day.rows.keys()
        return [id for id in everybody if venue in places_of(day.attendees.get(id), day.rows.get(id))]

    def people_at(self, conference: str, venue: str) -> set[str]:
        """Whom a desk of this venue may know by name: who is expected or was seen there, whom their states name, and
        the heads of all venues."""
        day, here = self.day(conference), self._at(conference, venue)
        states = [day.attendees[id].state for id in here if id in day.attendees]
        heads = [known.state.contact for known in self._conferences.all(conference, "venue")]
        named = {person for state in states for person in state.people()}
        return {*here, *map(str, named), *(str(head) for head in heads if head)}

    def hub(self, conference: str) -> list[Item]:
        """Every venue's figures, and the whole."""
        return [*self._places(conference, None), *self._figures(conference, None)]

    def missing(self, conference: str, session: str, venue: str) -> list[Item]:
        """Who is missing, by unit; of one venue, or of all (`EVERYWHERE`)."""
        return [missing_item(self.day(conference), session, venue)]

    def conflicts(self, conference: str, venue: str) -> list[Item]:
        """Everybody with a conflict, open or settled, at this venue or at any."""
        everybody = self.day(conference).attendees.items()
        return [attendee_item(id, seen) for id, seen in everybody if venue in in_conflict_at(seen)]

    def _places(self, conference: str, venue: str | None) -> list[Item]:
        known = [*self._conferences.all(conference, "session"), *self._conferences.all(conference, "venue")]
        return [thing.item() for thing in known if venue is None or thing.kind == "session" or thing.id == venue]

    def _figures(self, conference: str, venue: str | None) -> list[Item]:
        day = self.day(conference)
        totals = [totals_item(day, place) for place in day.places() if venue in (None, place[1])]
        counts = [headcount_item(place, *count) for place, count in day.headcounts.items() if venue in (None, place[1])]
        return [*totals, *counts]
