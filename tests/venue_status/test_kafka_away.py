"""Kafka is away longer than a silence may be: agents are told 503 and go on, and no venue is blamed for it. Real time."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU, Screen
from tests.venue_status.conftest import Halls, Source
from tests.waiting import wait_for

LONGER_THAN_STALE = 14.0  # seconds
BOTH = (KIM_CHAN, TIEN_LU)
LONG_AGO = "2000-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backstage]:
    """A backstage of its own: its Kafka is killed here."""
    own = Backstage(tmp_path_factory.mktemp("kafka-away"))
    try:
        yield own.start().start_venues()
    finally:
        own.stop()


@pytest.fixture
async def halls(behind: Backstage) -> AsyncIterator[Halls]:
    made = Halls(behind, f"v-{uuid4().hex[:12]}")
    yield await made.set_up()
    await made.close()


async def beat(sources: Sequence[Source]) -> list[int]:
    """One of each, and nothing is repeated: what it was answered."""
    answers = await asyncio.gather(*(source.client.post(source.beat()) for source in sources))
    return [answer.status_code for answer in answers]


async def feed_age(behind: Backstage) -> float:
    """Seconds since the service last heard Kafka, as its metrics say."""
    async with httpx.AsyncClient() as http:
        printed = (await http.get(f"{behind.venues_url}/metrics")).text
    found = re.search(r"^diemcau_feed_age_seconds ([\d.e+-]+)$", printed, re.MULTILINE)
    return float(found[1]) if found else 0.0


def strip(board: Screen, venue: str) -> set[str]:
    """In which states the board has seen this venue's link."""
    return {change["state"] for change in board.items.get(f"link/{venue}", {}).get("recent", ())}


async def test_while_kafka_is_away_no_venue_is_blamed(behind: Backstage, halls: Halls) -> None:
    agents, answers = [halls.agent(venue) for venue in BOTH], list[int]()
    async with halls.engineer.watching("board") as board:

        async def heard_after(moment: datetime) -> bool:
            answers.extend(await beat(agents))
            seen = [board.items.get(f"link/{venue}", {}).get("last_seen") or LONG_AGO for venue in BOTH]
            return all(datetime.fromisoformat(last) > moment for last in seen)

        async def long_away() -> bool:
            answers.extend(await beat(agents))
            return await feed_age(behind) > LONGER_THAN_STALE

        await wait_for(lambda: heard_after(datetime.fromisoformat(LONG_AGO)))
        behind.kafka.kill()
        await wait_for(long_away)
        await asyncio.to_thread(lambda: behind.kafka.start().wait_ready())
        back = datetime.now(UTC)
        await wait_for(lambda: all(strip(board, venue) != {"up"} for venue in BOTH))  # before anybody beats again
        await wait_for(lambda: heard_after(back + timedelta(seconds=LONGER_THAN_STALE)))
    said = [item for _, data in board.messages for item in data.get("items", ()) if item["id"].startswith("link/")]
    assert {item["observed"] for item in said} == {"up"}
    assert not [id for id in board.items if id.startswith("incident/")]
    for venue in BOTH:
        assert "gap" in strip(board, venue)
    assert {202, 503} <= set(answers)
