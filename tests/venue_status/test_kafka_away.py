"""Kafka is away longer than a silence may be: agents are told 503 and go on, and no venue is blamed for it. Real time."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import httpx
import pytest

from tests.backstage import Backstage
from tests.clients import KIM_CHAN, TIEN_LU
from tests.venue_status.conftest import Halls, Source
from tests.waiting import wait_for

LONGER_THAN_STALE = 14.0  # seconds


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


async def beating(source: Source, answers: list[int]) -> None:
    """As an agent does: every five seconds, and nothing is repeated."""
    while True:
        answers.append((await source.client.post(source.beat())).status_code)
        await asyncio.sleep(5)


async def feed_age(behind: Backstage) -> float:
    """Seconds since the service last heard Kafka, as its metrics say."""
    async with httpx.AsyncClient() as http:
        printed = (await http.get(f"{behind.venues_url}/metrics")).text
    found = re.search(r"^diemcau_feed_age_seconds ([\d.e+-]+)$", printed, re.MULTILINE)
    return float(found[1]) if found else 0.0


async def test_while_kafka_is_away_no_venue_is_blamed(behind: Backstage, halls: Halls) -> None:
    answers: list[int] = []
    agents = [asyncio.create_task(beating(halls.agent(venue), answers)) for venue in (KIM_CHAN, TIEN_LU)]
    async with halls.engineer.watching("board") as board:
        await wait_for(lambda: {f"link/{KIM_CHAN}", f"link/{TIEN_LU}"} <= set(board.items))
        behind.kafka.kill()

        async def long_away() -> bool:
            return await feed_age(behind) > LONGER_THAN_STALE

        await wait_for(long_away)
        await asyncio.to_thread(lambda: behind.kafka.start().wait_ready())
        heard = len(answers)
        await wait_for(lambda: answers[heard:].count(202) > 8)
    for agent in agents:
        agent.cancel()
    await asyncio.gather(*agents, return_exceptions=True)
    said = [item for _, data in board.messages for item in data.get("items", ()) if item["id"].startswith("link/")]
    assert {item["observed"] for item in said} == {"up"}
    assert not [id for id in board.items if id.startswith("incident/")]
    for venue in (KIM_CHAN, TIEN_LU):
        assert "gap" in {change["state"] for change in board.items[f"link/{venue}"]["recent"]}
    assert 503 in answers
