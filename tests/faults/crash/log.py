"""Looking at the log from outside: its ends, what was committed, what is on it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError

from shared.dockets import Docket
from shared.settings import Settings
from shared.topics import make_topics
from tests.waiting import wait_for


class Log:
    """Topics of one partition each."""

    def __init__(self, kafka: str) -> None:
        self.kafka = kafka
        self._ends = AIOKafkaConsumer(
            bootstrap_servers=kafka
        )  # asked only: it would answer late while it waits for records
        self._reader = AIOKafkaConsumer(bootstrap_servers=kafka, fetch_max_wait_ms=10)
        self._admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
        self._reading = asyncio.Lock()
        self._coordinators: dict[str, int] = {}

    async def start(self) -> None:
        await self._ends.start()
        await self._reader.start()
        await self._admin.start()

    async def stop(self) -> None:
        await self._ends.stop()
        await self._reader.stop()
        await self._admin.close()

    async def make_topics(self, dockets: Sequence[Docket]) -> None:
        names = [topic for docket in dockets for topic in (docket.commands_topic, docket.events_topic)]
        await make_topics(Settings(kafka=[self.kafka], partitions=1), names)

    async def end(self, topic: str) -> int:
        partition = TopicPartition(topic, 0)
        return (await self._ends.end_offsets([partition]))[partition]  # type: ignore[no-any-return]

    async def reaches(self, topic: str, offset: int) -> None:
        async def reached() -> bool:
            return await self.end(topic) >= offset

        await wait_for(reached)

    async def settled(self, docket: Docket) -> None:
        """Returns when everything on the commands topic was handled and committed: follow-ups are published before."""

        coordinator = await self._coordinator(docket.group)

        async def all_committed() -> bool:
            partition = TopicPartition(docket.commands_topic, 0)
            found = await self._admin.list_consumer_group_offsets(docket.group, coordinator, [partition])
            committed = found.get(partition)
            return committed is not None and committed.offset >= await self.end(docket.commands_topic)

        await wait_for(all_committed)

    async def _coordinator(self, group: str) -> int:
        async def found() -> list[int]:
            with suppress(GroupCoordinatorNotAvailableError):  # at the first groups ever
                return [await self._admin.find_coordinator(group)]
            return []

        if group not in self._coordinators:
            (self._coordinators[group],) = await wait_for(found)
        return self._coordinators[group]

    async def records(self, topic: str) -> list[ConsumerRecord]:
        """All of them, in order."""
        partition, end, found = TopicPartition(topic, 0), await self.end(topic), list[ConsumerRecord]()
        async with self._reading:
            self._reader.assign([partition])
            await self._reader.seek_to_beginning(partition)
            while await self._reader.position(partition) < end:
                for records in (await self._reader.getmany(partition, timeout_ms=1000)).values():
                    found.extend(records)
        return found
