"""A conference and its roster as files, and smaller ones cut from them for tests."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

HERE = Path(__file__).parents[1] / "conference"
SAMPLE = HERE / "hung_yen_2023.json"
ROSTER = HERE / "hung_yen_2023_roster.csv"
ATTENDEES = UUID("5b6f6d0e-9a2c-4f0e-8d1e-1703c0112023")  # written anew here: the truth shares no code with the rules


@dataclass(frozen=True)
class Session:
    """The plan of one half day: doors open, late counts from `starts`, it closes. All times carry a zone."""

    id: str
    opens: datetime
    starts: datetime
    closes: datetime


@dataclass(frozen=True)
class Row:
    """One summoned person of the roster."""

    code: str
    name: str
    title: str
    unit: str
    venue: str


@dataclass(frozen=True)
class Sample:
    """What a truth is drawn for."""

    id: str
    venues: tuple[str, ...]
    sessions: tuple[Session, ...]
    rows: tuple[Row, ...]

    def attendee(self, row: Row) -> str:
        """The id under which this row's person is known."""
        return str(uuid5(ATTENDEES, f"{self.id}/{row.code}"))


def read_sample(conference: Path = SAMPLE, roster: Path = ROSTER) -> Sample:
    """The conference file and the roster file as one. Raises OSError or KeyError for files that are something else."""
    plan = json.loads(conference.read_text("utf-8"))
    with roster.open(encoding="utf-8-sig", newline="") as lines:
        rows = tuple(_row(record) for record in csv.DictReader(lines))
    sessions = tuple(_session(session) for session in plan["sessions"])
    halls = tuple(venue["id"] for venue in plan["venues"] if venue["kind"] == "hall")
    return Sample(plan["conference"]["id"], halls, sessions, rows)


def _row(record: dict[str, str]) -> Row:
    return Row(record["code"], record["full_name"], record["title"], record["unit"], record["venue"])


def _session(plan: dict[str, Any]) -> Session:
    return Session(plan["id"], *(datetime.fromisoformat(plan[name]) for name in ("opens", "starts", "closes")))


def smaller(sample: Sample, venues: int, people: int) -> Sample:
    """The `venues` largest halls with `people` of their people, as even as they come."""
    sizes = Counter(row.venue for row in sample.rows)
    kept = {venue for venue, _ in sizes.most_common(venues)}
    rows = [row for row in sample.rows if row.venue in kept]
    step = len(rows) / people
    chosen = tuple(rows[int(n * step)] for n in range(people))
    return replace(sample, venues=tuple(v for v in sample.venues if v in kept), rows=chosen)
