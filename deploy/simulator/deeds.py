"""What a desk does: one command each, with an id that the seed gives, so that every run does the same."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from deploy.simulator.truth import Person, Truth

OF_A_DAY = UUID("0d1f2a7c-2023-5603-8a11-d1e3ca002023")
HUB, ORGANISER = "hub", "organiser"


@dataclass(frozen=True)
class Deed:
    """One command of `actor` (a hall's id, HUB or ORGANISER), done at `at`, and the code that the truth expects for it.

    `seen_of`: the command's `seen` is the revision told for that deed. `person`: somebody to introduce by name first.
    `service`: the path of the one that takes it. `incident_at`: the hall whose open incident it is about, as the hub's
    board has it then.
    """

    actor: str
    at: datetime
    command: dict[str, Any]
    expect: str
    seen_of: str | None = None
    person: Person | None = field(default=None, compare=False)
    service: str = "/checkin"
    incident_at: str | None = None

    @property
    def id(self) -> str:
        return str(self.command["id"])


class Pen:
    """Writes commands of one day."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth
        self._people = {person.id: person for person in truth.people}

    def id(self, what: str, *about: str) -> str:
        """The id of the deed that is told apart by these words."""
        return str(uuid5(OF_A_DAY, "/".join((self._truth.conference, str(self._truth.seed), what, *about))))

    def about(self, person: str, what: str, session: str, venue: str, at: datetime, expect: str, **more: Any) -> Deed:
        """A deed about one person at one hall. `told_apart`: the word that makes the id, if not `what`."""
        word, seen_of, actor = more.pop("told_apart", what), more.pop("seen_of", None), more.pop("actor", venue)
        command = self._command(what, self.id(word, session, person), session=session, venue=venue)
        command |= self._named(person) | more
        return Deed(actor, at, command, expect, seen_of, self._stranger(what, person, more))

    def at_the_centre(self, what: str, session: str, at: datetime) -> Deed:
        """A session is opened or closed."""
        return Deed(HUB, at, self._command(what, self.id(what, session), session=session), "recorded")

    def head_count(self, session: str, venue: str, at: datetime, count: int) -> Deed:
        command = self._command("head_count", self.id("head_count", session, venue), session=session, venue=venue)
        return Deed(venue, at, command | {"count": count}, "recorded")

    def at_venues(self, actor: str, what: str, at: datetime, *about: str, **fields: Any) -> Deed:
        """A deed of venue status: a line check, an announcement. `about`: the words that make the id."""
        command = self._command(what, self.id(what, *about), **fields)
        return Deed(actor, at, command, "recorded", service="/venues")

    def about_incident(self, what: str, at: datetime, venue: str, **fields: Any) -> Deed:
        """A step that the hub takes with the incident that is open at this hall then."""
        return replace(self.at_venues(HUB, what, at, venue, venue=venue, **fields), incident_at=venue)

    def _command(self, what: str, known_as: str, **fields: Any) -> dict[str, Any]:
        return {"type": what, "id": known_as, "conference": self._truth.conference, **fields}

    def _named(self, person: str) -> dict[str, Any]:
        """By the code on the card; who has none, by id."""
        code = self._people[person].code
        return {"code": code} if code else {"attendee": person}

    def _stranger(self, what: str, person: str, more: dict[str, Any]) -> Person | None:
        """Whom the server must hear of by name before the command."""
        if what not in ("walk_in", "substitute"):
            return None
        new = self._people[more.get("substitute", person)]
        return new if new.code is None else None
