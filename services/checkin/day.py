"""One conference as the boards see it: documents by key, and totals kept from them. In memory, moved by the feed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from services.checkin.rules.figures import contribution
from shared.events.attendance import Attendee, HeadCount
from shared.events.conference import Row, Session

FIGURES = ("summoned", "present", "substituted", "walk_ins", "excused", "unexcused", "attending", "inside")
EVERYWHERE = "*"
Place = tuple[str, str]  # session, venue
NOBODY = Attendee()


@dataclass(frozen=True, slots=True)
class Seen:
    """A document of check-in as its newest event left it."""

    version: int
    revision: int
    state: Attendee


@dataclass(frozen=True, slots=True)
class Listed:
    """A roster row."""

    version: int
    row: Row


@dataclass(frozen=True, slots=True)
class Planned:
    """A session."""

    version: int
    session: Session


class Day:
    """Attendees, rows, sessions and head counts of one conference, with the figures of every session and venue."""

    def __init__(self) -> None:
        self.attendees: dict[str, Seen] = {}
        self.rows: dict[str, Listed] = {}
        self.units: dict[str, set[str]] = {}
        self.sessions: dict[str, Planned] = {}
        self.headcounts: dict[Place, tuple[int, HeadCount]] = {}
        self.version = 0  # sum of the versions counted: the number of every total
        self._figures: Counter[tuple[str, str, str]] = Counter()
        self._counted: dict[str, Counter[tuple[str, str, str]]] = {}

    def take_attendee(self, id: str, seen: Seen) -> set[Place]:
        """Keeps it if newer; the places whose figures moved."""
        before = self.attendees.get(id)
        if before and before.version >= seen.version:
            return set()
        self.version += seen.version - (before.version if before else 0)
        self.attendees[id] = seen
        return self._count(id)

    def take_row(self, id: str, listed: Listed) -> set[Place]:
        before = self.rows.get(id)
        if before and before.version >= listed.version:
            return set()
        self.version += listed.version - (before.version if before else 0)
        self.rows[id] = listed
        if before and before.row.unit == listed.row.unit:
            return self._count(id)
        if before:
            self.units[before.row.unit].discard(id)
        self.units.setdefault(listed.row.unit, set()).add(id)
        return self._count(id) | {
            (session, venue) for session, venue, _ in self._counted[id]
        }  # missing in another unit

    def take_session(self, id: str, planned: Planned) -> set[Place]:
        """A session was planned, opened or closed: everybody is counted again, a few times a day."""
        before = self.sessions.get(id)
        if before and before.version >= planned.version:
            return set()
        self.version += planned.version - (before.version if before else 0)
        self.sessions[id] = planned
        return set().union(*(self._count(person) for person in self.rows.keys() | self.attendees.keys()))

    def take_headcount(self, place: Place, version: int, count: HeadCount) -> bool:
        known = self.headcounts.get(place)
        if known and known[0] >= version:
            return False
        self.headcounts[place] = (version, count)
        return True

    def totals(self, session: str, venue: str) -> dict[str, int]:
        """The figures of a venue in a session; of all venues for `EVERYWHERE`."""
        return {figure: self._figures[session, venue, figure] for figure in FIGURES}

    def places(self) -> list[Place]:
        """Every session and venue that has or had a figure, and the whole of each session."""
        return sorted({(session, venue) for session, venue, _ in self._figures})

    def missing(self, session: str, unit: str, venue: str | None) -> list[str]:
        """The ids of a unit's people who are expected and were neither seen, nor stood for, nor excused."""
        return sorted(id for id in self.units.get(unit, ()) if self._is_missing(id, session, venue))

    def _is_missing(self, id: str, session: str, venue: str | None) -> bool:
        places = [place for place in self._counted.get(id, ()) if place[0] == session and place[2] == "unexcused"]
        return any(venue in (None, place[1]) and place[1] != EVERYWHERE for place in places)

    def _count(self, id: str) -> set[Place]:
        before = self._counted.get(id, Counter())
        now = Counter(self._contributions(id))
        self._counted[id] = now
        changed = {key for key in before.keys() | now.keys() if before[key] != now[key]}
        for key in changed:
            self._figures[key] += now[key] - before[key]
        return {(session, venue) for session, venue, _ in changed}

    def _contributions(self, id: str) -> Iterator[tuple[str, str, str]]:
        seen, listed = self.attendees.get(id), self.rows.get(id)
        state, row = seen.state if seen else NOBODY, listed.row if listed else None
        for session_id, planned in self.sessions.items():
            for venue, figure in contribution(UUID(id), state, row, session_id, planned.session.closed_at):
                yield session_id, venue, figure
                yield session_id, EVERYWHERE, figure


def places_of(seen: Seen | None, listed: Listed | None) -> set[str]:
    """The venues that this person concerns: expected there by the list or a move, present, stood for, or in conflict.

    Somebody who was moved elsewhere still concerns the venue of the list: there they are no longer missing.
    """
    state = seen.state if seen else NOBODY
    venues = {presence.venue for presence in state.presences} | {conflict.venue for conflict in state.conflicts}
    venues |= {substitution.venue for substitution in state.substitutions.values()}
    expected = (state.moved_to, state.row.venue if state.row else None, listed.row.venue if listed else None)
    return venues | {venue for venue in expected if venue}


def in_conflict_at(seen: Seen) -> set[str]:
    """The venues whose conflict inbox shows this person; `EVERYWHERE` too, if there is any."""
    venues = {conflict.venue for conflict in seen.state.conflicts}
    return venues | {EVERYWHERE} if venues else set()
