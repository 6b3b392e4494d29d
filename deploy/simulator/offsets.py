"""Whether everything on the commands topics has been decided: committed offsets beside the topics' ends."""

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

# Every consumer group, and the topic it must have read to its end before time may go on. Each service adds its own.
GROUPS = {
    "checkin-decides": "checkin.commands.v1",
    "conference-decides": "conference.commands.v1",
    "venues-decides": "venues.commands.v1",
    "venues-counts": "checkin.events.v1",
}


class Offsets:
    """Looks at groups and topics. Every method raises KafkaError when Kafka is away."""

    def __init__(self, kafka: Sequence[str]) -> None:
        self._admin = AIOKafkaAdminClient(bootstrap_servers=list(kafka), request_timeout_ms=4000)
        # one that fetches nothing: behind a fetch that waits for records a question waits half a second
        self._consumer = AIOKafkaConsumer(bootstrap_servers=list(kafka), request_timeout_ms=4000)
        self._partitions: dict[str, list[TopicPartition]] = {}  # by group; they never change
        self._coordinators: dict[str, int] = {}

    async def start(self) -> None:
        await asyncio.gather(self._admin.start(), self._consumer.start())

    async def stop(self) -> None:
        await asyncio.gather(self._admin.close(), self._consumer.stop())

    async def behind(self) -> list[str]:
        """The groups that have not committed up to the end of their topic. A topic without records is at its end."""
        for group, topic in GROUPS.items():
            if group not in self._partitions:
                self._partitions[group] = await partitions_of(self._admin, topic)
        every = [partition for of_group in self._partitions.values() for partition in of_group]
        ends, *committed = await asyncio.gather(self._ends(every), *(self._committed(group) for group in GROUPS))
        return [
            group
            for group, done in zip(GROUPS, committed, strict=True)
            if any(done.get(p, 0) < ends[p] for p in self._partitions[group])
        ]

    async def _ends(self, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
        ends: dict[TopicPartition, int] = await self._consumer.end_offsets(partitions)
        return ends

    async def _committed(self, group: str) -> dict[TopicPartition, int]:
        """Empty, also without an error, just after the broker restarted: the group counts as behind until asked again."""
        try:
            if group not in self._coordinators:
                self._coordinators[group] = await self._admin.find_coordinator(group)
            found = await self._admin.list_consumer_group_offsets(group, self._coordinators[group])
        except (KafkaError, AttributeError):  # AttributeError: how aiokafka 0.14 says that one partition had an error
            self._coordinators.pop(group, None)
            return {}
        return {partition: committed.offset for partition, committed in found.items()}


async def partitions_of(admin: AIOKafkaAdminClient, topic: str) -> list[TopicPartition]:
    """All partitions of a topic, none if there is no such topic."""
    (described,) = await admin.describe_topics([topic])
    return [TopicPartition(topic, partition["partition"]) for partition in described["partitions"]]
