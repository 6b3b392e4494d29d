"""How many people are at each venue: a fold of check-in's events, kept small. Ids and places, no names."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from shared.events.attendance import Attendee
from shared.mongo import Document

Stay = tuple[str, str]  # session, venue


def kept(event: Any) -> Document:
    """What the fold's document holds of a person's newest event: where they are expected now, and where they are in."""
    conference, _, id = event.key.split("/", 2)
    state = event.state
    if not isinstance(state, Attendee):
        return {"conference": conference, "attendee": None, "expected": None, "inside": []}
    taken_back = set(state.undone)
    inside = [
        (stay.session, stay.venue) for stay in state.presences if stay.end is None and stay.entry not in taken_back
    ]
    return {"conference": conference, "attendee": id, "expected": state.moved_to, "inside": inside}


@dataclass(slots=True)
class _Person:
    """`row`: the roster's venue. `moved_to`: another venue that has taken the person in for the day."""

    row: str | None = None
    row_version: int = 0
    moved_to: str | None = None
    inside: list[Stay] = field(default_factory=list)
    version: int = 0


class Attendance:
    """One conference's figures, from rows and people; `version` rises with everything counted."""

    def __init__(self) -> None:
        self.version = 0
        self._people: dict[str, _Person] = {}
        self._present: Counter[Stay] = Counter()
        self._expected: Counter[str] = Counter()

    def take_person(self, id: str, version: int, known: Document) -> set[str]:
        """The venues whose figures moved."""
        person = self._people.setdefault(id, _Person())
        if version <= person.version:
            return set()
        before = set(self._venues(person))
        self._count(person, -1)
        self.version += version - person.version
        person.version, person.moved_to = version, known["expected"]
        person.inside = [(session, venue) for session, venue in known["inside"]]
        self._count(person, 1)
        return before | set(self._venues(person))

    def take_row(self, id: str, version: int, venue: str | None) -> set[str]:
        """`venue` None: no longer on the roster."""
        person = self._people.setdefault(id, _Person())
        if version <= person.row_version:
            return set()
        before = set(self._venues(person))
        self._count(person, -1)
        self.version += version - person.row_version
        person.row, person.row_version = venue, version
        self._count(person, 1)
        return before | set(self._venues(person))

    def figures(self, session: str, venue: str) -> dict[str, int]:
        return {"present": self._present[session, venue], "expected": self._expected[venue]}

    def _count(self, person: _Person, by: int) -> None:
        if person.row:
            self._expected[person.moved_to or person.row] += by
        for stay in person.inside:
            self._present[stay] += by

    def _venues(self, person: _Person) -> Iterator[str]:
        yield from (venue for _, venue in person.inside)
        yield from (venue for venue in (person.row, person.moved_to) if venue)
