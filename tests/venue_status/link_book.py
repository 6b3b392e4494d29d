"""One venue's link in simulated time: beats are taken, and each deadline is sent exactly when the state says it is due.

What the loop does with stores is done here in memory: every state is read back from JSON, every event too.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from services.venue_status.commands import Beat, SetMaintenance
from services.venue_status.incident_commands import TellLedger
from services.venue_status.rules.link import decide_link, link_deadlines, link_follow_ups
from services.venue_status.settings import Thresholds
from shared.deadlines import Due
from shared.events.base import NAMESPACE, Actor, Command, Stamp, completed
from shared.events.links import Link
from shared.events.venues import VENUES_EVENTS, LinkEvent
from tests.builders import CONFERENCE, at, clock

BOOT = 1_685_750_000_000
GOOD = {"rtt": 20.0, "jitter": 1.0, "loss": 0.0}
Happened = Any  # an event, a state of which nothing was said, or None


@dataclass
class LinkBook:
    """`now` moves by `passes` and `alive`. `taken`: all that was decided, for replays; `told`: follow-ups to the ledger."""

    venue: str = "KC"
    thresholds: Thresholds = field(default_factory=Thresholds)
    now: datetime = field(default_factory=lambda: at("07:00"))
    watching_since: datetime = field(default_factory=lambda: at("06:00"))
    watching: bool = True
    link: Link = field(default_factory=Link)
    version: int = 0
    revision: int = 0
    events: list[LinkEvent] = field(default_factory=list)
    told: list[tuple[TellLedger, Stamp]] = field(default_factory=list)
    taken: list[tuple[Any, Stamp]] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)

    def beat(self, source: str = "desk-1", ago: float = 0, **fields: Any) -> Happened:
        """A beat that arrives now and was sent `ago` seconds before."""
        self.numbers[source] += 1
        facts = {"source": source, "kind": "desk", "boot": BOOT, "number": self.numbers[source], **GOOD, **fields}
        return self.does(Beat, ago, **facts)

    def alive(self, seconds: float, *sources: str, every: float = 5, **fields: Any) -> None:
        """Beats of these sources now and then `every` so many seconds, as long as this lasts."""
        ends = self.now + timedelta(seconds=seconds)
        while self.now < ends:
            for source in sources or ("desk-1",):
                self.beat(source, **fields)
            self.passes(min(every, (ends - self.now).total_seconds()))

    def passes(self, seconds: float) -> None:
        """Time, and with it what falls due."""
        ends = self.now + timedelta(seconds=seconds)
        while self.watching and (due := self._next_due(ends)):
            self.now = max(self.now, due.at)
            self._fire(due)
        self.now = ends

    def stops_watching(self) -> None:
        """A service of ours is down: nothing is decided, no beat is accepted, and no deadline is sent."""
        self.watching = False

    def watches_again(self) -> None:
        self.watching, self.watching_since = True, self.now
        self.passes(0)

    def does(
        self, asked: type[Command], /, ago: float = 0, by: str = "desk-1", role: str = "operator", **fields: Any
    ) -> Happened:
        """Somebody asks this of the link, now, or `ago` seconds before it arrives here."""
        id = uuid5(NAMESPACE, f"{self.venue} {len(self.taken)}")
        command = asked(id=id, conference=CONFERENCE, **{"venue": self.venue, **fields})
        at = self.now - timedelta(seconds=ago)
        return self.take(command, Stamp(received_at=self.now, at=at, actor=Actor(id=by, role=role, venue=self.venue)))

    def take(self, command: Any, stamp: Stamp) -> Happened:
        self.taken.append((command, stamp))
        happened = decide_link(self.thresholds, self.link, command, stamp, self.revision)
        if isinstance(happened, Link):
            self._keep(happened)
        elif happened is not None:
            happened = self._say(happened, command)
        return happened

    def says(self, kind: type[LinkEvent]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def observed(self) -> str:
        return self.link.observed

    @property
    def key(self) -> str:
        return f"{CONFERENCE}/link/{self.venue}"

    @property
    def news(self) -> list[str]:
        """As the ledger heard them: "07:00:17 stale"."""
        return [f"{clock(event.at)} {news}" for event in self.events for news in event.news]

    @property
    def strip(self) -> list[str]:
        return [f"{clock(change.at)} {change.state}" for change in self.link.recent]

    @property
    def lost(self) -> dict[str, float]:
        """Seconds, of losses that are over."""
        return {str(part): seconds for part, seconds in self.link.lost.items()}

    def _next_due(self, ends: datetime) -> Due | None:
        dues = [due for due in link_deadlines(self.thresholds, self.link) if due.at <= ends]
        return min(dues, key=lambda due: (due.at, due.name, due.basis), default=None)

    def _fire(self, due: Due) -> None:
        command = due.command(self.key, self.watching_since)
        stamp = Stamp(received_at=self.now, at=due.at, actor=Actor(id="venues-decides", role="deadline"))
        assert self.take(command, stamp) is not None, "what is due must be taken"
        assert due not in link_deadlines(self.thresholds, self.link), "what was taken is not due any more"

    def _say(self, happened: LinkEvent, command: Any) -> LinkEvent:
        told: Any = completed(
            happened,
            key=self.key,
            version=self.version + 1,
            revision=self.revision + happened.changes_facts(),
            command=command.id,
        )
        assert VENUES_EVENTS.validate_json(told.model_dump_json()) == told
        self._keep(told.state)
        self.revision = told.revision
        self.events.append(told)
        self.told += list(link_follow_ups(told))  # type: ignore[arg-type]
        return told  # type: ignore[no-any-return]

    def _keep(self, link: Link) -> None:
        self.link, self.version = Link.model_validate_json(link.model_dump_json()), self.version + 1
        assert self.link == link, "it would be another one when read back"


def plans(book: LinkBook, since: str, until: str) -> Any:
    """The hub sets a window."""
    why = "thay bộ chuyển mạch"
    return book.does(SetMaintenance, by="hub-1", role="hub", since=at(since), until=at(until), reason=why)
