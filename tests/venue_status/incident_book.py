"""Incidents and the ledger of outages, as a hall's hub lives through them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from services.venue_status import incident_commands
from services.venue_status.incident_commands import TellLedger
from shared.events.base import NAMESPACE
from shared.events.incidents import Incident, LinkNews, Outages, Status
from tests.builders import CONFERENCE
from tests.venue_status.link_book import LinkBook
from tests.venue_status.loop import Loop

LEDGER = f"{CONFERENCE}/ledger/outages"
WAYS: dict[Status, list[str]] = {
    "open": [],
    "acknowledged": ["acknowledge"],
    "mitigating": ["acknowledge", "mitigate"],
    "recovered": ["acknowledge", "recover"],
    "closed": ["acknowledge", "recover", "close"],
}


def incident(word: str) -> UUID:
    """The id of an incident that somebody opens and the test calls so."""
    return uuid5(NAMESPACE, f"incident {word}")


@dataclass
class IncidentBook(Loop):
    """`versions`: of the links, which are not here themselves."""

    versions: Counter[str] = field(default_factory=Counter)
    deeds: int = 0

    def hears(self, venue: str, *news: LinkNews, maintenance: bool = False) -> None:
        """The link of this venue tells the ledger, now."""
        self.versions[venue] += 1
        source, version = f"{CONFERENCE}/link/{venue}", self.versions[venue]
        facts: dict[str, Any] = {
            "source": source,
            "source_version": version,
            "venue": venue,
            "maintenance": maintenance,
        }
        told = TellLedger(id=self._id(), conference=CONFERENCE, news=news, at=self.now, **facts)
        self.send([(told, self.stamp("rule", "follow_up"))])

    def hears_of(self, line: LinkBook) -> None:
        """What this link has told since."""
        told, line.told = line.told, []
        self.send([*told])

    def silent(self, *venues: str) -> None:
        """STALE now, DOWN 18 s later."""
        for venue in venues:
            self.hears(venue, "stale")
        self.passes(18)
        for venue in venues:
            self.hears(venue, "down")

    def does(self, type: str, which: Any, by: str = "chi-mai", at_venue: str | None = None, **fields: Any) -> Any:
        """A person's deed, now: the answer to it. Unless it says otherwise they saw the incident as it is."""
        id = which if isinstance(which, UUID) else incident(which)
        kind = getattr(incident_commands, "".join(word.title() for word in type.split("_")))
        seen = {"seen": self.thing(f"{CONFERENCE}/incident/{id}").revision} if "seen" in kind.model_fields else {}
        facts = {"incident": id, "venue": "KC", "reason": "seen on the spot", **seen, **fields}
        command = kind(id=self._id(), conference=CONFERENCE, **facts)
        return self.take(command, self.stamp(by, "operator" if at_venue else "hub", at_venue))

    @property
    def ledger(self) -> Outages:
        state = self.thing(LEDGER).state
        assert isinstance(state, Outages)
        return state

    @property
    def incidents(self) -> list[Incident]:
        """In the order in which they were opened."""
        states = [thing.state for key, thing in self.things.items() if "/incident/" in key]
        return [state for state in states if isinstance(state, Incident) and state.kind is not None]

    @property
    def told(self) -> list[str]:
        """Each incident in a line: "down KC open"."""
        return [f"{it.cause} {'+'.join(it.venues)} {it.status}" for it in self.incidents]

    def id_of(self, number: int = 0) -> UUID:
        """Of the incident that was opened as this one."""
        keys = [key for key in self.things if "/incident/" in key]
        return UUID(keys[number].rsplit("/", 1)[-1])

    def history(self, number: int = 0) -> list[str]:
        return [step.did for step in self.incidents[number].steps]

    def _id(self) -> UUID:
        self.deeds += 1
        return uuid5(NAMESPACE, f"deed {self.deeds}")


def opened(book: IncidentBook, status: Status = "open") -> IncidentBook:
    """A person's incident about the sound, led to this status by chị Mai."""
    book.does("open_incident", "sound", kind="no_sound")
    for step in WAYS[status]:
        book.does(step, "sound")
    assert book.incidents[-1].status == status
    return book


def all_silent(book: IncidentBook, venues: list[str], apart: float = 0.5) -> None:
    """They are STALE one after the other, so many seconds apart."""
    for venue in venues:
        book.hears(venue, "stale")
        book.passes(apart)
