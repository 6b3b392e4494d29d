"""Deadlines are commands too: "no beat for 12 s", "the lease ran out"."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from shared.events.base import NAMESPACE, Deadline


@dataclass(frozen=True, slots=True)
class Due:
    """What waits on `basis` (a beat, a lease, a revision: it moves with every renewal) is due at `at`."""

    name: str
    basis: str
    at: datetime

    def command(self, thing: str, watching_since: datetime) -> Deadline:
        """Its command: from every owner, and however often, the same id."""
        return Deadline(
            id=deadline_id(thing, self),
            conference=thing.split("/", 1)[0],
            thing=thing,
            name=self.name,
            basis=self.basis,
            due=self.at,
            watching_since=watching_since,
        )


def deadline_id(thing: str, due: Due) -> UUID:
    """With the due time in it: one that came too early, and was dropped, does not stand in the way of the next."""
    return uuid5(NAMESPACE, f"{thing} {due.name} {due.basis} {due.at.isoformat()}")
