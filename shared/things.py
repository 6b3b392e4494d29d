"""One key's document in hand: a thing's state with all its decisions, written together or not at all."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

import orjson

from shared.events.base import Command, LedgerCommand, State
from shared.mongo import Document


@dataclass
class Thing:
    """One key's document in hand. `stored`: the version that the store has (0: none yet). `guessed`: taken for new
    without a look; its first write tells. `taken`: of a ledger, the newest version heard of each source."""

    key: str
    state: State
    version: int = 0
    revision: int = 0
    stored: int = 0
    decisions: dict[str, dict[str, Any]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    guessed: bool = False

    @property
    def size(self) -> int:
        """Bytes of all recorded events that are kept: most of the document. What passes is forgotten with the next batch."""
        return sum(len(recorded["event"]) for recorded in self.decisions.values() if "offset" not in recorded)

    def has_taken(self, command: Command) -> bool:
        """Whether this ledger has heard of the source so far already."""
        return isinstance(command, LedgerCommand) and command.source_version <= self.taken.get(_source(command), 0)

    def take(self, command: Command, state: State, revision: int | None = None) -> None:
        """The state after a command: every write has a version of its own, whether or not anything is said."""
        self.state, self.version = state, self.version + 1
        self.revision = self.revision if revision is None else revision
        if isinstance(command, LedgerCommand):
            self.taken[_source(command)] = command.source_version

    def forget_passed(self, before: int) -> None:
        """What passing commands gave at earlier offsets was said: nobody handles an offset before all earlier ones of
        its partition were, by somebody, written and published."""
        passed = [id for id, recorded in self.decisions.items() if recorded.get("offset", before) < before]
        for id in passed:
            del self.decisions[id]

    def document(self) -> Document:
        """State and decisions in one: they are written together or not at all."""
        return {
            "_id": self.key,
            "conference": self.key.split("/", 1)[0],
            "version": self.version,
            "revision": self.revision,
            "state": orjson.loads(self.state.model_dump_json()),  # 9 µs; model_dump(mode="json") 25 µs
            "decisions": self.decisions,
            **({"taken": self.taken} if self.taken else {}),
        }

    @classmethod
    def of(cls, document: Document, state: type[State]) -> Self:
        """The thing that a stored document tells of."""
        version, known = document["version"], state.model_validate(document["state"])
        decisions, taken = document["decisions"], document.get("taken", {})
        return cls(document["_id"], known, version, document["revision"], version, decisions, taken)

    def copy(self) -> Self:
        """To work on: what is in memory changes only after a confirmed write."""
        return replace(self, decisions=dict(self.decisions), taken=dict(self.taken))


def _source(command: LedgerCommand) -> str:
    return command.source.replace(".", "_")
