"""One process of the service, put together of the same parts as shared/running.py does, with a step at each I/O.

Not `Running` itself: the first wave must be on the log before the decider starts, else batches differ from run to run
and "the third write" means nothing.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar

from aiokafka import ConsumerRecord
from faststream.kafka import KafkaBroker

from shared.clock import FixedClock
from shared.commanding import Door, Waiters
from shared.consuming import consume
from shared.deciding import Decider, DocumentStore, RecordPublisher
from shared.dockets import Docket
from shared.events.base import Actor, Deadline, Stamp
from shared.feed import Feed, Heard
from shared.problems import Problem
from shared.publishing import Record
from shared.records import order_record, read_order
from tests.example.app import as_it_is
from tests.faults.crash.play import Caller, Told
from tests.faults.crash.stage import Stage
from tests.faults.crash.stepped import SteppedCommit, SteppedPublisher, SteppedStore
from tests.faults.crash.steps import Steps

NEVER_ANSWERED = 5.0  # seconds after all is decided and committed


class Worker:
    """Door, feed and decider of one process."""

    decider_class: ClassVar[type[Decider]] = Decider

    def __init__(self, stage: Stage, docket: Docket, steps: Steps, told: Told) -> None:
        self.docket, self.log, self.steps, self.told = docket, stage.log, steps, told
        self._play, self._publisher = stage.play, stage.publisher
        self._waiters = Waiters()
        self._feed = Feed([stage.kafka], [Heard(docket.events_topic, "end", self._waiters.on_event)], self._on_gap)
        self._broker = KafkaBroker([stage.kafka], logger=None, graceful_timeout=None, consumer_only=True)
        self.decider = self.decider_class(
            docket, self.stepped_store(stage.store), self.stepped_publisher(stage.publisher)
        )
        consume(
            self._broker,
            docket.commands_topic,
            docket.group,
            self._on_batch,
            on_moved=self.decider.forget_all,
        )
        self._asking: set[asyncio.Task[None]] = set()
        self._deciding = self._ended = False

    def stepped_store(self, store: DocumentStore) -> DocumentStore:
        return SteppedStore(store, self.steps)

    def stepped_publisher(self, publisher: RecordPublisher) -> RecordPublisher:
        return SteppedPublisher(publisher, self.steps)

    async def play(self) -> None:
        """The scenario to its end: what was asked before and answered is not asked again."""
        await self._feed.start(_nothing_to_load)
        for wave in self._play.waves:
            self.decider.forget_all()  # as a rebalance does: a wave begins with what is in the store
            await self._ask([caller for caller in wave if self.told.asks(caller)])
            await self._start_deciding()
            await self.log.settled(self.docket)
            if self._asking:
                await asyncio.wait(self._asking, timeout=NEVER_ANSWERED)

    async def _ask(self, callers: Sequence[Caller]) -> None:
        """All at once; returns when all are on the log."""
        goal = await self.log.end(self.docket.commands_topic) + len(callers)
        for caller in callers:
            task = asyncio.create_task(self._answer(caller))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
        await self.log.reaches(self.docket.commands_topic, goal)

    async def _answer(self, caller: Caller) -> None:
        self.told.on_asked(caller.name)
        if isinstance(caller.command, Deadline):
            await self._publisher.publish([self._due(caller.name, caller.command)])
            return
        try:
            answer = await self._door(caller).take(caller.command, self._play.holder, 60, caller.name)
            heard = answer.decision.decode() if answer.decision else answer.status
        except Problem as problem:
            heard = problem.document()["code"]

        async def tell() -> None:
            self.told.on_answer(caller.name, heard)

        await self.steps.take("answer", tell)

    def _due(self, name: str, deadline: Deadline) -> Record:
        stamp = Stamp(received_at=deadline.due, at=deadline.due, actor=Actor(id="timers", role="deadline"))
        return order_record(self.docket.commands_topic, deadline, stamp, name)

    def _door(self, caller: Caller) -> Door:
        topic_of = dict.fromkeys(self.docket.kinds, self.docket.commands_topic)
        clock = FixedClock(caller.at or self._play.at)
        return Door(self._play.asked, topic_of, as_it_is, self._publisher, self._waiters, clock, {})

    async def _start_deciding(self) -> None:
        if not self._deciding:
            self._deciding = True
            await self._broker.start()

    @property
    def consumer(self) -> Any:
        (subscriber,) = self._broker.subscribers
        return subscriber.consumer  # type: ignore[attr-defined]

    async def _on_batch(self, records: Sequence[ConsumerRecord]) -> None:
        if not isinstance(self.consumer.commit, SteppedCommit):
            self.consumer.commit = self.stepped_commit()
        await self.handle(records)

    def stepped_commit(self) -> SteppedCommit:
        return SteppedCommit(self.consumer, self.steps)

    async def handle(self, records: Sequence[ConsumerRecord]) -> None:
        await self.decider.decide([read_order(record, self.docket.orders) for record in records])

    async def lose_partition(self) -> None:
        """What a session time-out does, without its three seconds: the group forgets this member, which goes on."""
        await self.consumer._coordinator.close()

    async def end(self) -> None:
        """Nothing is awaited and nothing committed: what it had in hand is cancelled."""
        if self._ended:
            return
        self._ended = True
        while self._asking:  # Python 3.11 forgets a cancellation that comes at the same moment as the answer
            for task in self._asking:
                task.cancel()
            await asyncio.wait(self._asking, timeout=0.1)
        await self._broker.stop()
        await self._feed.stop()

    def _on_gap(self) -> None:
        raise AssertionError("the log was cut")


async def _nothing_to_load() -> None:
    pass
