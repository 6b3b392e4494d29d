"""Where runs take place: each on topics and collections of its own, all on one Kafka and one store."""

from collections import deque
from itertools import count

from shared.dockets import Docket
from shared.mongo import Store
from shared.publishing import Publisher
from tests.faults.crash.log import Log
from tests.faults.crash.plays import PLAYS

DATABASE = "crash"


class Stage:
    """Topics are made by the hundred: made one by one they would cost more than the runs."""

    def __init__(self, kafka: str, mongo: str, play: str) -> None:
        self.kafka, self.mongo, self.name, self.play = kafka, mongo, play, PLAYS[play]
        self.log, self.store, self.publisher = Log(kafka), Store(mongo, DATABASE), Publisher([kafka])
        self._numbers, self._dockets = count(1), deque[Docket]()

    async def start(self) -> None:
        await self.log.start()
        await self.publisher.start()

    async def stop(self) -> None:
        await self.log.stop()
        await self.publisher.stop()
        self.store.close()

    async def prepare(self, runs: int) -> None:
        dockets = [self.play.docket_named(f"{self.name}{next(self._numbers)}") for _ in range(runs)]
        await self.log.make_topics(dockets)
        self._dockets.extend(dockets)

    def docket(self) -> Docket:
        """One that nobody used yet."""
        return self._dockets.popleft()
