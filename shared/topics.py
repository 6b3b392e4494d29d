"""The topics: explicit partitions, finite retention, none compacted (a late repetition would be all that is left)."""

from collections.abc import Iterable
from datetime import timedelta

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from shared.clock import CLOCK_TOPIC
from shared.failures import Retry
from shared.records import DEAD_LETTERS
from shared.settings import Settings

ALREADY_THERE = 36
FOR_EVER = -1
CONFERENCE_EVENTS_TOPIC = "conference.events.v1"


def _retention_ms(name: str, days: int) -> int:
    if name == CONFERENCE_EVENTS_TOPIC:  # small, and every process reads it from the beginning
        return FOR_EVER
    days = {DEAD_LETTERS: 14, CLOCK_TOPIC: 1, "venues.commands.v1": 3}.get(name, days)
    return int(timedelta(days=days).total_seconds() * 1000)


async def make_topics(settings: Settings, names: Iterable[str]) -> None:
    """Makes those that are not there. Raises `Retry` when Kafka is away or will not make one."""
    wanted = [
        NewTopic(
            name,
            1 if name == CLOCK_TOPIC else settings.partitions,
            settings.replication,
            topic_configs={
                "retention.ms": str(_retention_ms(name, settings.retention_days)),
                "cleanup.policy": "delete",
            },
        )
        for name in names
    ]
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka)
    try:
        await admin.start()
        outcome = await admin.create_topics(wanted)
    except KafkaError as error:
        raise Retry(f"Kafka does not answer: {type(error).__name__}") from error
    finally:
        await admin.close()
    faults = [(topic[0], topic[2]) for topic in outcome.topic_errors if topic[1] not in (0, ALREADY_THERE)]
    if faults:
        raise Retry(f"topics could not be made: {faults}")
