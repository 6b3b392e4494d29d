"""The live views of venue status: the hub's board and each desk's part of it. Moved by the feed alone."""

import logging
from collections.abc import Iterable
from functools import partial

from aiokafka import ConsumerRecord
from pydantic import ValidationError

from services.venue_status.items import Seen
from services.venue_status.people import People
from services.venue_status.views import venues_of
from shared.conferences import Conferences, Known
from shared.dockets import Docket
from shared.events.base import WITHOUT_STATE
from shared.live import Channel, Item, Live
from shared.mongo import Store
from shared.records import header

SHOWN = ("link", "incident", "round", "check", "announcement", "ack", "notice")
EVERYWHERE = "*"
log = logging.getLogger(__name__)


class Boards:
    """All things of all conferences in this process, and what their watchers are told."""

    def __init__(self, docket: Docket, conferences: Conferences, people: People, live: Live, store: Store) -> None:
        self._docket, self._conferences, self._people = docket, conferences, people
        self._live, self._store = live, store
        self._things: dict[str, dict[str, Seen]] = {}  # by conference and `<kind>/<id>`
        self._near: dict[tuple[str, str], set[str]] = {}  # ids by desk: 3 ms to look through all with 1,100 halls
        conferences.on_change.append(self._on_conference)
        people.on_change.append(self._on_people)

    async def load(self) -> None:
        """The decider's documents, from which the screens start."""
        for kind in (self._docket.kinds[name] for name in SHOWN):
            async for document in self._store.find(kind.collection):
                try:
                    state = kind.state.model_validate(document["state"])
                except ValidationError:  # one that cannot be read must not hide everything else
                    log.exception("document not understood", extra={"key": document["_id"]})
                    continue
                self._take(Seen(document["_id"], document["version"], document["revision"], state))

    def on_record(self, record: ConsumerRecord) -> None:
        """A record of `venues.events.v1`."""
        if header(record, "ce_type") in WITHOUT_STATE:
            return
        event = self._docket.events.validate_json(record.value)
        if event.version is not None and event.key.split("/", 2)[1] in SHOWN:
            self._take(Seen(event.key, event.version, event.revision, event.state), event.correlation)

    def board(self, conference: str) -> list[Item]:
        """Everything the hub sees."""
        things = [seen.item() for seen in self._things.get(conference, {}).values()]
        return [*self._places(conference), *things, *self._people.items(conference)]

    def desk(self, conference: str, venue: str) -> list[Item]:
        """What a desk of this venue sees of it."""
        near = self._near.get((conference, EVERYWHERE), set()) | self._near.get((conference, venue), set())
        things = [self._things[conference][id] for id in near]
        here = [seen.item() for seen in things if self._is_for(seen, venue)]
        return [*self._places(conference, venue), *here, *self._people.items(conference, venue)]

    def _take(self, seen: Seen, correlation: str = "") -> None:
        things = self._things.setdefault(seen.conference, {})
        known = things.get(seen.id)
        if known is None or known.version < seen.version:
            things[seen.id] = seen
            desks = venues_of(seen)
            for desk in (EVERYWHERE,) if desks is None else desks:
                self._near.setdefault((seen.conference, desk), set()).add(seen.id)
            self._live.change(self._channels(seen), seen.item(), correlation=correlation)

    def _channels(self, seen: Seen) -> list[Channel]:
        desks = venues_of(seen)
        everybody = self._venues(seen.conference) if desks is None else desks
        return [("board", seen.conference), *(("desk", seen.conference, venue) for venue in everybody)]

    def _is_for(self, seen: Seen, venue: str) -> bool:
        desks = venues_of(seen)
        return desks is None or venue in desks

    def _on_conference(self, known: Known, before: Known | None) -> None:
        if known.kind in ("session", "venue"):
            venues = [known.id] if known.kind == "venue" else self._venues(known.conference)
            channels = [("board", known.conference), *(("desk", known.conference, venue) for venue in venues)]
            self._live.change(channels, known.item(), correlation=known.correlation)
        elif known.kind == "pass" and known.state.revoked:
            self._live.close(known.id)

    def _on_people(self, conference: str, venues: Iterable[str]) -> None:
        for venue in venues:
            make = partial(self._people.item, conference, venue)
            for channel in (("board", conference), ("desk", conference, venue)):
                self._live.soon(channel, f"people/{venue}", make)

    def _venues(self, conference: str) -> list[str]:
        return [known.id for known in self._conferences.all(conference, "venue")]

    def _places(self, conference: str, venue: str | None = None) -> list[Item]:
        known = [*self._conferences.all(conference, "session"), *self._conferences.all(conference, "venue")]
        return [thing.item() for thing in known if venue is None or thing.kind == "session" or thing.id == venue]
