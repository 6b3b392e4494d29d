"""Who really was where, and when: made and written down before anything is sent, and never touched by an answer."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

Fate = Literal["present", "substituted", "excused", "unexcused"]


@dataclass(frozen=True)
class Person:
    """Somebody of the day. `code` and `venue` None: nobody summoned them (a walk-in, or an unlisted substitute)."""

    id: str
    name: str
    title: str
    unit: str
    code: str | None = None
    venue: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Half:
    """A half day as it went. `closed` None: the story ends before it closes."""

    id: str
    opened: datetime
    starts: datetime
    closed: datetime | None


@dataclass(frozen=True)
class Stay:
    """One person in one hall from `arrived` to `left` (None: to the end). `stands_for`: whom they came for (đi thay)."""

    person: str
    session: str
    venue: str
    arrived: datetime
    left: datetime | None = None
    stands_for: str | None = None


@dataclass(frozen=True)
class Substitution:
    """`substitute` came in `summoned`'s place. `asked`: the desk first forgot the chair's consent. `until`: the
    summoned person came after all."""

    session: str
    summoned: str
    substitute: str
    venue: str
    at: datetime
    listed: bool = False
    asked: bool = False
    until: datetime | None = None


@dataclass(frozen=True)
class Moment:
    """Something about one person at one hall: a stray card, a mistaken scan, an excuse."""

    person: str
    session: str
    venue: str
    at: datetime


@dataclass(frozen=True)
class HeadCount:
    """What a hall read out, which may be one off what was true."""

    session: str
    venue: str
    at: datetime
    count: int


@dataclass(frozen=True)
class Outage:
    """A hall without a line: its desk decides by itself and uploads at `until`. `cause`: its own line, or the hub's."""

    session: str
    venue: str
    since: datetime
    until: datetime
    cause: Literal["line", "hub"] = "line"


@dataclass(frozen=True)
class Truth:
    """The whole day. Times carry a zone; ids are text, as they are in JSON."""

    conference: str
    seed: int
    begins: datetime
    ends: datetime
    venues: list[str]
    halves: list[Half]
    people: list[Person]
    fates: dict[str, dict[str, Fate]]  # session -> summoned person
    stays: list[Stay]
    substitutions: list[Substitution] = field(default_factory=list)
    excuses: list[Moment] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)  # person -> the hall that took them in for the day
    strays: list[Moment] = field(default_factory=list)  # a card scanned at another hall while its owner is inside
    mistakes: list[Moment] = field(default_factory=list)  # the card of somebody absent, taken back at once
    head_counts: list[HeadCount] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    flaps: list[Outage] = field(default_factory=list)  # a line that comes and goes: too short for its desk to notice
    fast: str = ""  # the hall whose clock is 7 minutes fast
    double_tapping: str = ""  # the hall whose operator taps twice

    def outage(self, venue: str, at: datetime) -> Outage | None:
        """The outage of this hall at that time."""
        return next((o for o in self.outages if o.venue == venue and o.since <= at < o.until), None)

    def is_silent(self, venue: str, at: datetime) -> bool:
        """Whether nothing that the hall's own computer sends arrives."""
        return any(o.venue == venue and o.since <= at < o.until for o in (*self.outages, *self.flaps))


def write_truth(truth: Truth, path: Path) -> None:
    """As JSON, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half_written = path.with_suffix(".new")
    half_written.write_text(json.dumps(asdict(truth), ensure_ascii=False, default=datetime.isoformat), "utf-8")
    half_written.replace(path)


PARTS: dict[str, type[Any]] = {
    "halves": Half, "people": Person, "stays": Stay, "substitutions": Substitution, "excuses": Moment,
    "strays": Moment, "mistakes": Moment, "head_counts": HeadCount, "outages": Outage, "flaps": Outage,
}  # fmt: skip
TIMES = {"begins", "ends", "opened", "starts", "closed", "arrived", "left", "at", "until", "since"}


def read_truth(path: Path) -> Truth:
    """What `write_truth` wrote, equal to it. Raises OSError, ValueError."""
    found = _with_times(json.loads(path.read_text("utf-8")))
    return Truth(**{name: _part(name, value) for name, value in found.items()})


def _part(name: str, value: Any) -> Any:
    return [PARTS[name](**_with_times(item)) for item in value] if name in PARTS else value


def _with_times(item: dict[str, Any]) -> dict[str, Any]:
    return {k: datetime.fromisoformat(v) if k in TIMES and v is not None else v for k, v in item.items()}
