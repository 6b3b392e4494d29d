"""How many records a group has still to handle."""

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient


class Lag:
    """Of one group on one topic."""

    def __init__(self, kafka: str, group: str, topic: str) -> None:
        self._group, self._topic = group, topic
        self._admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
        self._consumer = AIOKafkaConsumer(bootstrap_servers=kafka)

    async def start(self) -> None:
        await self._admin.start()
        await self._consumer.start()
        (described,) = await self._admin.describe_topics([self._topic])
        self._partitions = [TopicPartition(self._topic, it["partition"]) for it in described["partitions"]]

    async def stop(self) -> None:
        await self._admin.close()
        await self._consumer.stop()

    async def now(self) -> int:
        committed = await self._admin.list_consumer_group_offsets(self._group)
        ends = await self._consumer.end_offsets(self._partitions)
        return sum(ends[it] - (committed[it].offset if it in committed else 0) for it in self._partitions)
