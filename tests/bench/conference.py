"""The conference that is measured: the roster of 2023, 1,703 people of 11 venues, with an open morning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson

from deploy.simulator.sample import ROSTER, Row, read_sample
from tests.bench.hall import Hall
from tests.bench.lines import Answer, Lines, lines_to

MORNING = "sang"
Json = dict[str, Any]


@dataclass(frozen=True)
class Conference:
    """One conference of its own for each measurement: everybody comes once."""

    id: str
    rows: Sequence[Row]
    secrets: dict[str, str]  # an operator's, by venue

    def command(self, type: str, **fields: Any) -> Json:
        return {"id": str(uuid4()), "type": type, "conference": self.id, **fields}

    def scan(self, row: Row, **fields: Any) -> Json:
        """Somebody comes to the venue that expects them."""
        return self.command("check_in", code=row.code, session=MORNING, venue=row.venue, **fields)

    async def send(self, lines: Lines, scan: Json) -> Answer:
        """By the operator of that door."""
        return await lines.post("commands", self.secrets[scan["venue"]], orjson.dumps(scan))


async def set_up(hall: Hall, id: str) -> Conference:
    """Venues, an opened morning, everybody on the roster."""
    sample, root = read_sample(), hall.secret("ops", "*")
    secrets = {venue: hall.secret("operator", id, venue) for venue in sample.venues}
    conference = Conference(id, sample.rows, secrets)
    async with lines_to(hall.ways["service"]) as lines:
        for some in _places(conference, sample.venues):
            _require_done(await lines.post("commands/batch", root, orjson.dumps({"commands": list(some)})))
        _require_done(await lines.post(f"roster?conference={id}&dry_run=false", root, ROSTER.read_bytes()))
    return conference


def _places(conference: Conference, venues: Sequence[str]) -> Iterable[Iterable[Json]]:
    """In the order in which they must be known. The morning opened three hours ago: queued scans are older than now."""
    now = datetime.now(UTC)
    opened, starts, closes = now - timedelta(hours=3), now + timedelta(hours=1), now + timedelta(hours=4)
    plan = {"opens": opened.isoformat(), "starts": starts.isoformat(), "closes": closes.isoformat()}
    yield [conference.command("create_conference", name="Hội nghị thử", day="2023-06-03")]
    yield [conference.command("define_venue", venue=venue, name=f"Điểm cầu {venue}") for venue in venues]
    yield [conference.command("define_session", session=MORNING, name="Buổi sáng", **plan)]
    device = {"id": "bench", "device_time": opened.isoformat(), "offset": 0.0}
    yield [conference.command("open_session", session=MORNING, device=device)]


def _require_done(answer: Answer) -> None:
    said = answer.json()
    undecided = [one for one in said.get("results", ()) if one["status"] != "decided"]
    if answer.status != 200 or undecided:
        raise RuntimeError(f"the conference could not be set up: {answer.status} {undecided or said}")
