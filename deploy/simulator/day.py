"""A day in the form in which it can be compared: from the truth, from the store's documents, from the log's events."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from deploy.simulator.figures import Figures, as_figures, expected_figures
from deploy.simulator.truth import Truth

Json = dict[str, Any]
Seen = tuple[str, str, str, datetime, datetime | None, str | None]  # person, session, hall, from, left, stands for


@dataclass(frozen=True)
class Day:
    """`stays`: who was where; `left` None also for who stayed to the close. `conflicts`: of the inbox, by their end."""

    figures: Figures
    stays: frozenset[Seen]
    conflicts: Counter[str]


def true_day(truth: Truth) -> Day:
    """As it was."""
    stays = frozenset(
        (s.person, s.session, s.venue, s.arrived.astimezone(UTC), s.left and s.left.astimezone(UTC), s.stands_for)
        for s in truth.stays
    )
    conflicts = Counter("server_right" for stray in truth.strays if truth.outage(stray.venue, stray.at))
    return Day(expected_figures(truth), stays, conflicts)


def recorded_day(states: dict[str, Json], sessions: list[str], halls: list[str], until: datetime) -> Day:
    """As these states have it; `states` by key. A hall that the truth does not know is in the figures too. What people
    who tried the desk did after `until` is left out, but for a person who was moved to another hall."""
    record = _Record(states, until)
    halls = [*halls, *sorted(record.halls() - set(halls))]
    figures = {session: as_figures(record.counted(session), halls) for session in sessions}
    return Day(figures, frozenset(record.stays), record.conflicts())


def open_twice(states: dict[str, Json]) -> list[str]:
    """Persons who are inside twice: two stays without an end in one session."""
    opened: Counter[tuple[str, str]] = Counter()
    for person, state in _of_kind(states, "attendee").items():
        opened.update((person, stay["session"]) for stay in _standing(state) if stay["end"] is None)
    return sorted({person for (person, _), times in opened.items() if times > 1})


class _Record:
    """States by kind, and what they say of each person up to a moment."""

    def __init__(self, states: dict[str, Json], until: datetime) -> None:
        kinds = ("attendee", "row", "session", "headcount", "venue")
        self.people, self.rows, self._sessions, self._said, self._venues = (_of_kind(states, kind) for kind in kinds)
        self._until = until
        self.stays = [seen for person in self.people for seen in self._stays_of(person)]

    def halls(self) -> set[str]:
        return {venue for venue, state in self._venues.items() if state["kind"] == "hall"} | {s[2] for s in self.stays}

    def counted(self, session: str) -> Counter[tuple[str, str]]:
        """(hall, figure) -> people; everybody once, at the hall of their last stay."""
        last = {stay[0]: stay for stay in sorted(self.stays, key=lambda stay: stay[3]) if stay[1] == session}
        counted: Counter[tuple[str, str]] = Counter()
        for person, row in self.rows.items():
            if not row["withdrawn"]:
                state = self.people.get(person, {})
                hall = state.get("moved_to") or row["venue"]
                counted[hall, "summoned"] += 1
                fate = "present" if person in last else self._absence(state, session)
                counted[last[person][2] if person in last else hall, fate] += 1
        for person, (_, _, hall, _, left, stands_for) in last.items():
            counted[hall, "attending"] += 1
            counted[hall, "left"] += left is not None
            counted[hall, "walk_ins"] += person not in self.rows and stands_for is None
        for key, said in self._said.items():
            hall, of = key.split("/")
            counted[hall, "head_count"] += (said["count"] or 0) if of == session else 0
        return counted

    def conflicts(self) -> Counter[str]:
        every = [conflict for state in self.people.values() for conflict in state["conflicts"]]
        known = [conflict for conflict in every if self._is_of_the_day(conflict["at"])]
        return Counter(conflict["settled"]["outcome"] if conflict["settled"] else "open" for conflict in known)

    def _stays_of(self, person: str) -> list[Seen]:
        state = self.people[person]
        stays = [stay for stay in _standing(state) if self._is_of_the_day(stay["start"])]
        return [_seen(person, stay, state, self._last_moment(stay)) for stay in stays]

    def _last_moment(self, stay: Json) -> datetime:
        """Whoever is inside then has stayed to the end."""
        closed = self._sessions.get(stay["session"], {}).get("closed_at")
        return min(self._until, datetime.fromisoformat(closed)) if closed else self._until

    def _absence(self, state: Json, session: str) -> str:
        for name, fate in (("substitutions", "substituted"), ("excuses", "excused")):
            fact = state.get(name, {}).get(session)
            if fact and self._is_of_the_day(fact["at"]):
                return fate
        return "unexcused"

    def _is_of_the_day(self, moment: str) -> bool:
        return datetime.fromisoformat(moment) <= self._until


def _of_kind(states: dict[str, Json], kind: str) -> dict[str, Json]:
    return {key.split("/", 2)[2]: state for key, state in states.items() if key.split("/")[1] == kind}


def _standing(state: Json) -> list[Json]:
    """The stays that nobody took back."""
    return [stay for stay in state["presences"] if stay["entry"] not in state["undone"]]


def _seen(person: str, stay: Json, state: Json, last_moment: datetime) -> Seen:
    start = datetime.fromisoformat(stay["start"])
    end = datetime.fromisoformat(stay["end"]) if stay["end"] else None
    left = end if end and end < last_moment else None
    stands_for = None if stay["entry"] in state.get("released", ()) else stay["substitute_for"]
    return (person, stay["session"], stay["venue"], start, left, stands_for)
