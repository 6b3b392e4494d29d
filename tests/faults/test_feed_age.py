"""What a screen shows as fresh is fresh: the age of the feed rises while Kafka is silent, though the feed still polls."""

import asyncio
from pathlib import Path

from deploy.embedded import Kafka, free_ports
from shared.feed import Feed, Heard
from shared.settings import Settings
from shared.topics import make_topics
from tests.waiting import wait_for

TOPIC = "conference.events.v1"


async def nothing() -> None:
    """No documents to load."""


async def test_the_age_of_a_screen_rises_while_kafka_is_silent(tmp_path: Path) -> None:
    kafka = Kafka(tmp_path / "kafka", free_ports(2))
    await asyncio.to_thread(kafka.start().wait_ready)
    feed = Feed([kafka.address], [Heard(TOPIC, "beginning", lambda record: None)], lambda: None)
    try:
        await make_topics(Settings(kafka=[kafka.address], partitions=2), [TOPIC])
        await feed.start(nothing)
        await wait_for(lambda: feed.age < 1)
        kafka.pause()
        await wait_for(lambda: feed.age > 2)
        kafka.resume()
        await wait_for(lambda: feed.age < 1)
    finally:
        await feed.stop()
        kafka.kill()
