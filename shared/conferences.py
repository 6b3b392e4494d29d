"""What a process knows of conferences: its own fold of `conference.events.v1`, read from the beginning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiokafka import ConsumerRecord

from shared.events.base import WITHOUT_STATE, State
from shared.events.conference import CONFERENCE_EVENTS, Conference, Pass, Row, Session, Unit, Venue
from shared.records import header


@dataclass(frozen=True, slots=True)
class Known:
    """A thing as its newest event left it. `kind` and `id` are parts of its key."""

    conference: str
    kind: str
    id: str
    version: int
    revision: int
    state: Any
    correlation: str = ""  # of that event

    def item(self) -> dict[str, Any]:
        """As a live view shows it."""
        state = self.state.model_dump(mode="json")
        return {"id": f"{self.kind}/{self.id}", "version": self.version, "revision": self.revision, **state}


STATES: dict[str, type[State]] = {
    "conference": Conference,
    "unit": Unit,
    "venue": Venue,
    "session": Session,
    "row": Row,
    "pass": Pass,
}


class Conferences:
    """Conferences, units, venues, sessions, roster rows and passes by kind and id; the higher version is kept."""

    def __init__(self) -> None:
        self._by_kind: dict[tuple[str, str], dict[str, Known]] = {}
        self.on_change: list[Callable[[Known, Known | None], None]] = []

    def on_record(self, record: ConsumerRecord) -> None:
        """A record of `conference.events.v1`."""
        if header(record, "ce_type") in WITHOUT_STATE:
            return
        event = CONFERENCE_EVENTS.validate_json(record.value)
        if event.version is not None:
            conference, kind, id = event.key.split("/", 2)
            self.take(Known(conference, kind, id, event.version, event.revision, event.state, event.correlation))

    def take(self, known: Known) -> None:
        """Keeps it if it is newer, and tells those who listen (thing now, thing before)."""
        things = self._by_kind.setdefault((known.conference, known.kind), {})
        before = things.get(known.id)
        if before is None or before.version < known.version:
            things[known.id] = known
            for listener in self.on_change:
                listener(known, before)

    def get(self, conference: str, kind: str, id: object) -> Known | None:
        return self._by_kind.get((conference, kind), {}).get(str(id))

    def all(self, conference: str, kind: str) -> list[Known]:
        return list(self._by_kind.get((conference, kind), {}).values())

    def contacts(self, conference: str) -> set[str]:
        """The person ids of the venues' heads."""
        return {str(known.state.contact) for known in self.all(conference, "venue") if known.state.contact}

    def is_revoked(self, conference: str, pass_id: str) -> bool:
        known = self.get(conference, "pass", pass_id)
        return known is not None and known.state.revoked
