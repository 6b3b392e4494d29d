"""One key's document in hand: a thing's state with all its decisions, written together or not at all."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

import orjson

from shared.events.base import State
from shared.mongo import Document


@dataclass
class Thing:
    """One key's document in hand. `stored`: the version that the store has (0: none yet). `guessed`: taken for new
    without a look; its first write tells."""

    key: str
    state: State
    version: int = 0
    revision: int = 0
    stored: int = 0
    decisions: dict[str, dict[str, Any]] = field(default_factory=dict)
    guessed: bool = False

    @property
    def size(self) -> int:
        """Bytes of all recorded events: most of the document."""
        return sum(len(recorded["event"]) for recorded in self.decisions.values())

    def document(self) -> Document:
        """State and decisions in one: they are written together or not at all."""
        return {
            "_id": self.key,
            "conference": self.key.split("/", 1)[0],
            "version": self.version,
            "revision": self.revision,
            "state": orjson.loads(self.state.model_dump_json()),  # 9 µs; model_dump(mode="json") 25 µs
            "decisions": self.decisions,
        }

    @classmethod
    def of(cls, document: Document, state: type[State]) -> Self:
        """The thing that a stored document tells of."""
        version, known = document["version"], state.model_validate(document["state"])
        return cls(document["_id"], known, version, document["revision"], version, document["decisions"])

    def copy(self) -> Self:
        """To work on: what is in memory changes only after a confirmed write."""
        return replace(self, decisions=dict(self.decisions))
