"""What is known of a venue's link: its sources, what was observed and declared, its parts, and minutes lost."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.events.base import Fact, State

Observed = Literal["no_data", "up", "degraded", "stale", "down"]
Declarable = Literal["up", "degraded", "down"]
Working = Literal["ok", "fault"]
Component = Literal["network", "video_in", "audio_in", "microphone", "camera", "display", "power", "operator", "desk"]
SourceKind = Literal["desk", "agent"]
ALIVE: frozenset[Observed] = frozenset({"up", "degraded"})
OUT: frozenset[Observed] = frozenset({"stale", "down"})


class Sample(Fact):
    """What one beat measured on its way to the hub: milliseconds, `loss` from 0 to 1. None: not measured."""

    at: datetime
    rtt: float | None = None
    jitter: float | None = None
    loss: float | None = None


class Source(Fact):
    """One desk page or agent. Its beats are ordered by (boot, number); `recent`: its samples of the last 30 s."""

    kind: SourceKind
    boot: int
    number: int
    last_seen: datetime
    waiting: int = 0  # deeds that wait at this desk
    recent: tuple[Sample, ...] = ()
    working: dict[Component, Working] = {}  # what this source knows of the venue's parts
    left: bool = False  # it stopped on purpose; its numbers are remembered, or an older beat would bring it back


class Said(Fact):
    """What a person declared, by phone or on the spot. It stands beside what is observed, and never hides it.

    `incidents`: keys of the open ones about this part, if they say so; the part is broken until the last has recovered.
    """

    state: Declarable | Working
    by: str
    at: datetime
    reason: str = ""
    incidents: tuple[str, ...] = ()


class Window(Fact):
    """Maintenance of this venue alone: its silence opens no incident and costs no minutes."""

    id: UUID
    since: datetime
    until: datetime
    by: str
    reason: str = ""
    began: bool = False


class Change(Fact):
    """From `at` on, until the next one, the link was so; `gap`: we did not watch then, whatever the link did."""

    at: datetime
    state: Observed | Literal["maintenance", "gap"]


class Link(State):
    """A venue's link to the hub. It is as alive as its best source; each part is judged by its own."""

    sources: dict[str, Source] = {}
    observed: Observed = "no_data"
    since: datetime | None = None  # of `observed`
    last_seen: datetime | None = None  # the newest real beat of any source
    watched_from: datetime | None = None  # our own gap ended here: silence counts from the later of the two
    watched_to: datetime | None = None  # while it is down: so long we know that we watched
    said_at: datetime | None = None  # of the newest event: a living link is told of at most every 15 s
    good: int = 0  # good beats in a row while it is out
    good_since: datetime | None = None  # the first of them: from there it is back
    good_at: datetime | None = None  # the newest of them
    rtt: float | None = None  # averages of 30 s, best source
    jitter: float | None = None
    loss: float | None = None
    breaks: tuple[datetime, ...] = ()  # beats that came after a pause, of the last minutes
    flapping: bool = False
    declared: Said | None = None
    parts: dict[Component, Said] = {}  # declared by people
    windows: tuple[Window, ...] = ()  # of maintenance, not yet over
    in_maintenance: bool = False
    lost_since: dict[Component, datetime] = {}  # lost now, and since when
    lost: dict[Component, float] = {}  # seconds, of losses that are over
    recent: tuple[Change, ...] = ()  # of the last 60 minutes, the oldest before them too
