"""The people of a day while its truth is drawn: who is still free for a story, and who is already placed."""

from datetime import datetime
from random import Random

from deploy.simulator.arrivals import Arrivals
from deploy.simulator.names import invent
from deploy.simulator.truth import Stay, Truth


class Cast:
    """Each person has one story at most, so that no story spoils another."""

    def __init__(self, truth: Truth, arrivals: Arrivals, rng: Random) -> None:
        self.truth, self.arrivals, self.rng = truth, arrivals, rng
        self.sessions = [half.id for half in truth.halves]
        self.first = self.sessions[0]
        self._people = {person.id: person for person in truth.people}
        self._placed: set[tuple[str, str]] = set()
        self._free = [p for p in self._people if all(fates[p] == "present" for fates in truth.fates.values())]
        rng.shuffle(self._free)

    def hall(self, person: str) -> str:
        """The hall that awaits this person: the one of the roster, or the one that took them in for the day."""
        return self.truth.moved.get(person) or self._people[person].venue or ""

    def is_summoned(self, person: str) -> bool:
        return self._people[person].code is not None

    def pick(self, inside: set[str]) -> str | None:
        """Somebody of these halls who is there all day and has no story yet; None: nobody left."""
        chosen = next((person for person in self._free if self.hall(person) in inside), None)
        if chosen:
            self._free.remove(chosen)
        return chosen

    def several(self, share: float) -> list[str]:
        """That share of the summoned, one at least."""
        everywhere = set(self.truth.venues)
        chosen = (self.pick(everywhere) for _ in range(max(1, round(self.summoned() * share))))
        return [person for person in chosen if person]

    def summoned(self) -> int:
        return len(self.truth.fates[self.first])

    def stranger(self) -> str:
        """Somebody who is on no roster."""
        person = invent(self.rng)
        self._people[person.id] = person
        self.truth.people.append(person)
        return person.id

    def place(self, person: str, session: str, venue: str, arrived: datetime, left: datetime | None = None,
              stands_for: str | None = None) -> None:  # fmt: skip
        """Writes down one stay."""
        self.truth.stays.append(Stay(person, session, venue, arrived, left, stands_for))
        self._placed.add((session, person))

    def is_placed(self, person: str, session: str) -> bool:
        return (session, person) in self._placed
