"""Drives simulated time: one step is over when every process has answered it and everything sent has been decided."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from deploy.simulator.offsets import Offsets

TOPIC = TopicPartition("clock.v1", 0)
LONGEST_STEP = timedelta(seconds=5)  # thresholds of 12 s hold at any speed
SLOW = timedelta(seconds=1)  # at walking pace seconds are seen to pass
SAY_AFTER = 10.0  # real seconds
TELL_AGAIN_AFTER = 2.0  # real seconds


class Clock:
    """Simulated time. `speed` is a ceiling: no second passes in less than 1/speed real seconds.

    `processes` gives name and process id of the services that must answer; `say` hears for whom time stands still.
    """

    def __init__(self, kafka: Sequence[str], processes: Callable[[], dict[str, int]], speed: float,
                 say: Callable[[str], None]) -> None:  # fmt: skip
        self.speed, self.now = speed, datetime.min
        self._processes, self._say = processes, say
        self._producer = AIOKafkaProducer(bootstrap_servers=list(kafka), acks="all", request_timeout_ms=4000)
        self._consumer = AIOKafkaConsumer(bootstrap_servers=list(kafka), auto_offset_reset="latest")
        self._offsets = Offsets(kafka)
        self._tick = 0
        self._answers: dict[str, dict[str, Any]] = {}  # process -> its newest `done`
        self._heard = asyncio.Event()
        self._setting = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._stepped = time.monotonic()

    async def start(self) -> datetime | None:
        """Connects; gives the time at which an earlier driver stopped, None if there was none."""
        await asyncio.gather(self._producer.start(), self._consumer.start(), self._offsets.start())
        self._consumer.assign([TOPIC])
        last = await self._last_tick()
        self._tick, self.now = (last["tick"], datetime.fromisoformat(last["now"])) if last else (0, self.now)
        self._listening = asyncio.create_task(self._listen())
        return self.now if last else None

    async def stop(self) -> None:
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        await asyncio.gather(self._producer.stop(), self._consumer.stop(), self._offsets.stop())

    async def set(self, moment: datetime) -> None:
        """Stands at that moment once every process does. Also again at the present one, for a process that is new."""
        async with self._setting:
            waited = _Waiting(self._say)
            while not await self._try(moment, waited):
                pass
            self.now = moment

    async def move_to(self, moment: datetime) -> None:
        """Step by step; at once if it is past."""
        while self.now < moment:
            step = LONGEST_STEP if self.speed >= LONGEST_STEP.total_seconds() else SLOW
            following = min(moment, self.now + step, self._next_due(moment))
            await self._pace(following - self.now)
            await self.set(following)

    def _next_due(self, otherwise: datetime) -> datetime:
        named = [datetime.fromisoformat(said["next_due"]) for said in self._answers.values() if said["next_due"]]
        return min((due for due in named if due > self.now), default=otherwise)

    async def _pace(self, step: timedelta) -> None:
        await asyncio.sleep(max(0.0, self._stepped + step.total_seconds() / self.speed - time.monotonic()))
        self._stepped = time.monotonic()

    async def _try(self, moment: datetime, waited: "_Waiting") -> bool:
        """One tick, told to all and waited for; False when it has to be told again."""
        try:
            told = self._processes()
            self._tick += 1
            tick = {"kind": "tick", "tick": self._tick, "now": moment.isoformat()}
            await self._producer.send_and_wait(TOPIC.topic, orjson.dumps(tick), partition=TOPIC.partition)
            return await self._done(told, waited)
        except KafkaError as error:
            waited.look([f"kafka ({type(error).__name__})"])
            await asyncio.sleep(0.2)
            return False

    async def _done(self, told: dict[str, int], waited: "_Waiting") -> bool:
        """False: a process came up that was not told, or an answer is overdue (it may have been lost on the way)."""
        looks, again = 0, time.monotonic() + TELL_AGAIN_AFTER
        while looks < 2 and time.monotonic() < again:
            running = self._processes()
            if not running or running.items() - told.items():
                waited.look(sorted(running) or ["services"])
                await asyncio.sleep(0.05)
                return False
            silent = [name for name in running if self._answers.get(name, {}).get("tick") != self._tick]
            behind = [] if silent else await self._offsets.behind()
            looks = 0 if silent or behind else looks + 1
            waited.look(silent or behind)
            await self._wait(silent, behind)
        return looks == 2

    async def _wait(self, silent: list[str], behind: list[str]) -> None:
        if silent:
            self._heard.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._heard.wait(), 0.1)
        elif behind:
            await asyncio.sleep(0.005)

    async def _listen(self) -> None:
        while True:
            with suppress(KafkaError):
                said = orjson.loads((await self._consumer.getone()).value)
                if said["kind"] == "done":
                    self._answers[said["process"]] = said
                    self._heard.set()

    async def _last_tick(self) -> dict[str, Any] | None:
        """The newest tick on the topic: with a few answers behind it, so a short way back from the end is enough."""
        end = (await self._consumer.end_offsets([TOPIC]))[TOPIC]
        first = (await self._consumer.beginning_offsets([TOPIC]))[TOPIC]
        self._consumer.seek(TOPIC, max(first, end - 200))
        last = None
        while await self._consumer.position(TOPIC) < end:
            record = await self._consumer.getone()
            said = orjson.loads(record.value)
            last = said if said["kind"] == "tick" else last
        return last


class _Waiting:
    """Says every ten seconds for whom time stands still."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self._next = say, time.monotonic() + SAY_AFTER

    def look(self, missing: list[str]) -> None:
        if missing and time.monotonic() > self._next:
            self._next = time.monotonic() + SAY_AFTER
            who = ", ".join(missing)
            self._say(f"Đồng hồ mô phỏng đang chờ {who} · the simulated clock waits for {who}")
