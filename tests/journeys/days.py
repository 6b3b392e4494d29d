"""A small conference on a whole site, and days that are played in it."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from deploy.diemcau.api import Api
from deploy.diemcau.conference import load_plan
from deploy.diemcau.running import Running
from deploy.diemcau.simulate import ledger_file, play, truth_file
from deploy.diemcau.verify import verify
from deploy.embedded.site import Site
from deploy.simulator.clock import Clock
from deploy.simulator.fates import make_truth
from deploy.simulator.running import ready_services
from deploy.simulator.sample import SAMPLE, Sample, Session, read_sample, smaller
from deploy.simulator.truth import Truth, write_truth
from deploy.simulator.verdict import Verdict

AT_ONCE = 100_000.0  # times as fast as life: as fast as it goes


def small_sample(conference: str) -> Sample:
    """Three halls, sixty people, and half days with little time between, since an empty hour costs seconds too."""
    sample = smaller(read_sample(), venues=3, people=60)
    sessions = (_session("sang", "06:45", "07:35", "08:35"), _session("chieu", "08:40", "09:10", "11:00"))
    return replace(sample, id=conference, sessions=sessions)


def _session(id: str, *clock: str) -> Session:
    return Session(id, *(datetime.fromisoformat(f"2023-06-03T{time}:00+07:00") for time in clock))


@dataclass
class Day:
    """One conference of its own on a site: loaded, played, verified."""

    site: Site
    state: Path
    conference: str
    said: list[str] = field(default_factory=list)

    @property
    def where(self) -> Running:
        return Running([self.site.kafka], self.site.mongo, "diemcau", self.site.gateway.address)

    def load(self) -> Truth:
        """Conference and roster over HTTP, and the truth written before anything of the day is sent."""
        sample = small_sample(self.conference)
        with Api(self.where.gateway, self.state, self.conference) as api:
            load_plan(api, plan_of(sample))
            outcome = api.roster("roster.csv", roster_of(sample), dry_run=False)
        assert outcome["faults"] == []
        truth = make_truth(sample, seed=3, lasts=timedelta(hours=1))
        write_truth(truth, truth_file(self.state))
        return truth

    def clock(self, speed: float, say: Callable[[str], None] | None = None) -> Clock:
        return Clock(self.where.kafka, partial(ready_services, self.site.state), speed, say or self.said.append)

    async def play(self, truth: Truth, speed: float = AT_ONCE) -> None:
        clock = self.clock(speed)
        try:
            await clock.start()
            await clock.set(truth.begins)
            await play(self.state, self.where, truth, clock, self.said.append)
        finally:
            await clock.stop()

    async def verified(self) -> Verdict:
        _, verdict = await verify(self.state, self.where)
        return verdict

    def answers(self) -> int:
        """How many deeds have been answered so far."""
        path = ledger_file(self.state)
        return path.read_text().count('"told"') if path.exists() else 0


def plan_of(sample: Sample) -> dict[str, Any]:
    """What a conference file holds."""
    plan: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    plan["conference"]["id"] = sample.id
    plan["venues"] = [venue for venue in plan["venues"] if venue["id"] in sample.venues]
    units = {row.unit for row in sample.rows}
    plan["units"] = [unit | {"parent": None} for unit in plan["units"] if unit["name"] in units]
    plan["sessions"] = [
        {"id": s.id, "name": s.id, **{name: getattr(s, name).isoformat() for name in ("opens", "starts", "closes")}}
        for s in sample.sessions
    ]
    return plan


def roster_of(sample: Sample) -> bytes:
    """What a roster file holds."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("code", "full_name", "title", "unit", "venue"))
    writer.writerows((row.code, row.name, row.title, row.unit, row.venue) for row in sample.rows)
    return text.getvalue().encode()
