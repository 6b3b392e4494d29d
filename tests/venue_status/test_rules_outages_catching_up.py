"""After an outage of ours the ledger hears in one batch what was told meanwhile: nothing of it may be set aside."""

from datetime import timedelta
from uuid import uuid4

from services.venue_status.incident_commands import TellLedger
from services.venue_status.settings import Thresholds
from services.venue_status.store import venues_docket
from shared.deciding import Decider
from shared.events.base import Actor, Stamp
from shared.events.incidents import LinkNews
from shared.records import Incoming, order_record, read_order
from tests.builders import CONFERENCE, at
from tests.memory import Said, Shelf, as_read

VENUES = [f"XA-{number:05}" for number in range(120)]
NEWS: tuple[LinkNews, ...] = ("stale", "down", "back")
DOCKET = venues_docket(Thresholds())


def told(number: int, version: int) -> Incoming:
    """Each venue is out half a minute after the one before: no hub incident, each has its own."""
    when = at("07:00") + timedelta(seconds=30 * number) if version < 3 else at("09:00")
    stamp = Stamp(received_at=when, at=when, actor=Actor(id="rule", role="follow_up"))
    facts = {"source": f"{CONFERENCE}/link/{VENUES[number]}", "source_version": version, "venue": VENUES[number]}
    command = TellLedger(id=uuid4(), conference=CONFERENCE, news=(NEWS[version - 1],), at=when, **facts)  # type: ignore[arg-type]
    return read_order(
        as_read(order_record(DOCKET.commands_topic, command, stamp, "correlation", "cause")), DOCKET.orders
    )


async def test_120_incidents_open_and_recover_in_one_batch() -> None:
    said = Said()
    batch = [told(number, version) for version in (1, 2, 3) for number in range(len(VENUES))]
    await Decider(DOCKET, Shelf(), said).decide(batch)
    topics = [record.topic for record in said.records]
    assert topics.count(DOCKET.events_topic) == topics.count(DOCKET.commands_topic) == 240
    assert "dead-letters.v1" not in topics
