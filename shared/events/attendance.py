"""What is known of a person's day: the answers at a door, the facts they are judged by, stays, and the whole state.

Persons are ids; names are in `people` alone.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.events.base import Fact, State, Versioned
from shared.events.conference import VenueKind

Code = Literal[
    "checked_in",
    "already_in",
    "wrong_venue",
    "inside_elsewhere",
    "already_substituted",
    "left",
    "not_in",
    "unknown_code",
    "revoked",
    "session_not_open",
    "session_closed",
    "substitute_needs_consent",
    "capacity_reached",
    "undone",
    "nothing_to_undo",
    "not_yours",
    "recorded",
    "stale",
]
ACCEPTED: frozenset[Code] = frozenset({"checked_in", "left", "undone", "recorded"})
Flag = Literal["late", "walk_in", "substitute_for", "offline", "moved", "excused_but_came", "corrected_time"]
How = Literal["qr", "typed", "search", "delegation", "link"]


class SessionFact(Versioned):
    """The session as the door knew it. `opens`/`closes` None: not opened, not closed."""

    id: str
    opens: datetime | None = None
    starts: datetime | None = None
    closes: datetime | None = None


class RowFact(Versioned):
    """The roster row as the door knew it; `contact` is the head of the expected venue."""

    unit: str
    venue: str
    issue: int = 1
    contact: UUID | None = None
    withdrawn: bool = False


class VenueFact(Versioned):
    """The venue of the deed as the door knew it."""

    id: str
    kind: VenueKind = "hall"
    capacity: int | None = None


class Presence(Fact):
    """One stay of a person: at a venue, in a session, from `start` to `end` (None: still there, while the session is open).

    `seen` is the last time somebody saw the person there, an exit before it does not end the stay for good.
    """

    session: str
    venue: str
    start: datetime
    end: datetime | None = None
    seen: datetime
    entry: UUID  # the deed that opened it
    exit: UUID | None = None  # the deed that ended it
    exit_by: str | None = None  # pass id of who recorded that exit; None: it was an entry elsewhere that ended it
    by: str  # pass id
    how: How = "qr"
    flags: tuple[Flag, ...] = ()
    substitute_for: UUID | None = None


class Exit(Fact):
    """An exit refused `not_in`, kept because the entry before it may still come from another desk."""

    deed: UUID
    session: str
    venue: str
    at: datetime
    by: str = ""


class Move(Fact):
    """From this deed on the person was expected at `to`."""

    deed: UUID
    to: str
    by: str


class Excuse(Fact):
    """Absent with a reason (vắng có phép). The reason itself stays in the event."""

    deed: UUID
    at: datetime
    by: str
    venue: str = ""  # where the person was expected then


class Substitution(Fact):
    """Somebody came in the summoned person's place (đi thay)."""

    deed: UUID
    substitute: UUID
    listed: bool
    venue: str
    at: datetime
    by: str
    consent: bool
    session: str = ""  # "": not noted, as the event that tells of it
    released_by: UUID | None = None  # the deed by which the summoned person came after all


class Settlement(Fact):
    """How a conflict ended, and by whom."""

    outcome: Literal["server_right", "desk_right"]
    by: str
    at: datetime


class Conflict(Fact):
    """The server decided otherwise than the desk told, or a follow-up was refused. Open until `settled`."""

    deed: UUID
    told: str
    code: Code
    session: str
    venue: str
    at: datetime
    by: str
    settled: Settlement | None = None


class Attendee(State):
    """Everything about one person of one conference: where they were, and the newest facts they were judged by."""

    row: RowFact | None = None  # None: not on the roster (walk-in, unlisted substitute, unknown code)
    walk_in: bool = False
    moved_to: str | None = None  # expectation moved to this venue (dự tại điểm cầu khác)
    moved_by: UUID | None = None  # the deed that moved it
    moves: tuple[Move, ...] = ()  # all that hold, the last is `moved_to`: an undo goes back to the one before
    sessions: dict[str, SessionFact] = {}
    presences: tuple[Presence, ...] = ()
    exits: tuple[Exit, ...] = ()
    excuses: dict[str, Excuse] = {}
    substitutions: dict[str, Substitution] = {}
    given_up: dict[str, Substitution] = {}  # the person came after all: holds again if that is taken back
    conflicts: tuple[Conflict, ...] = ()
    undone: tuple[UUID, ...] = ()  # deeds that were taken back, or that an undo overtook
    released: tuple[UUID, ...] = ()  # entries as a substitute that stand for nobody now (a release may overtake them)

    def expected_at(self) -> str | None:
        """The venue that awaits this person; None: nobody summoned them."""
        return self.moved_to or (self.row.venue if self.row else None)

    def people(self) -> set[UUID]:
        """Whom it names: who stands or stood for the person, whom they stand for, the head of the expected venue."""
        named = {taken.substitute for taken in (*self.substitutions.values(), *self.given_up.values())}
        named |= {stay.substitute_for for stay in self.presences if stay.substitute_for}
        return named | ({self.row.contact} if self.row and self.row.contact else set())


class HeadCount(State):
    """The number a venue read out for a session; None: not yet."""

    count: int | None = None
    at: datetime | None = None
    by: str | None = None
