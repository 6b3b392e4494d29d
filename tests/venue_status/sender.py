"""A sender of notices, and the records that it hears."""

import time
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

import orjson
from aiokafka import ConsumerRecord

from services.venue_status.notices import Notifier
from services.venue_status.settings import VenueSettings
from shared.clock import FixedClock
from shared.events.base import NAMESPACE
from shared.events.incidents import Did, Incident, Step
from shared.events.venues import IncidentMoved
from shared.failures import Retry
from shared.publishing import Record
from shared.records import event_record
from tests.builders import CONFERENCE, at
from tests.memory import Said, as_read

COMMAND = UUID("5f0c8e0e-7b1c-4c39-9b8e-000000000001")
TIMES: dict[str, Any] = {"opened_at": at("08:00"), "recovered_at": at("08:05"), "closed_at": at("08:10")}


def moved(did: Did, word: str = "line", version: int = 1, aged: float = 0) -> ConsumerRecord:
    """The record that says so of the incident which the test calls by this word, as it came `aged` seconds ago."""
    incident = uuid5(NAMESPACE, word)
    step = Step(did=did, at=at("08:00"), by="anh-tuan", reason="ông Nam báo", revision=version)
    state = Incident(kind="link_lost", cause="down", venues=("KC",), owner="anh-tuan", steps=(step,), **TIMES)
    event = IncidentMoved(
        key=f"{CONFERENCE}/incident/{incident}", version=version, command=COMMAND, meaning="m", correlation="a-correlation",
        at=at("08:00"), by="rule", did=did, state=state,
    )  # fmt: skip
    return stamped(event_record("venues.events.v1", event, event.model_dump_json()), aged)


def stamped(record: Record, aged: float = 0) -> ConsumerRecord:
    return replace(as_read(record), timestamp=int((time.time() - aged) * 1000))


class Sender:
    """A notifier, and what it says to the board."""

    def __init__(self, settings: VenueSettings) -> None:
        self.said = Said()
        self.notifier = Notifier(self.said, FixedClock(at("08:20")), settings)

    async def hears(self, *records: ConsumerRecord) -> bool:
        """Whether the batch is done; else it will come again."""
        try:
            await self.notifier.handle(records)
        except Retry:
            return False
        return True

    @property
    def board(self) -> list[tuple[str, str, int, str]]:
        """What, status, tries, error of each report."""
        commands = [orjson.loads(record.value)["command"] for record in self.said.records]
        return [(it["what"], it["status"], it["tries"], it["error"]) for it in commands]
