"""What is said of an incident out of the building, and how far we are with saying it."""

import time
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

import orjson
from aiokafka import ConsumerRecord

from shared.events.venues import IncidentMoved
from shared.records import header

MOVED = IncidentMoved.model_fields["type"].default
SHOWN = {"kind", "cause", "venues", "status", "opened_at", "recovered_at", "closed_at"}  # ids: no names, no words
DAY = 24 * 3600.0  # seconds after the event; a notice that has not come through by then is news to nobody


@dataclass
class Outgoing:
    """One notice. `error`: of its last try; `answered`: somebody was there; `reported`: the board knows how it stands."""

    what: Literal["opened", "closed"]
    conference: str
    incident: UUID
    event: IncidentMoved
    record: ConsumerRecord
    status: Literal["failing", "delivered", "given_up"] = "failing"
    tries: int = 0
    error: str = ""
    answered: bool = True
    reported: bool = False

    @property
    def id(self) -> str:
        """The same for ever: by it the receiver knows a repetition."""
        return str(uuid5(self.incident, self.what))

    def body(self) -> bytes:
        about = {"type": f"incident.{self.what}", "conference": self.conference, "incident": self.incident}
        return orjson.dumps(about | self.event.state.model_dump(include=SHOWN) | {"at": self.event.at})

    def is_old(self) -> bool:
        """By real time on the log, so that no restart makes it young again."""
        at: int = self.record.timestamp  # ms
        return at > 0 and time.time() - at / 1000 > DAY

    def is_worth_reporting(self) -> bool:
        """A day of tries every ten seconds would be thousands of events."""
        return not self.reported and (self.status != "failing" or self.tries <= 10 or self.tries % 30 == 0)


def notice_of(record: ConsumerRecord) -> Outgoing | None:
    """What this record of `venues.events.v1` asks for; of most nothing. ValueError: it cannot be read."""
    if header(record, "ce_type") != MOVED:
        return None
    event = IncidentMoved.model_validate_json(record.value or b"")
    if event.did not in ("opened", "closed"):
        return None
    conference, _, incident = event.key.split("/", 2)
    return Outgoing(event.did, conference, UUID(incident), event, record)
