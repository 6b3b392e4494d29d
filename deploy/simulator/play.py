"""Plays scenes at their simulated times: halls at one moment act at once, each for itself."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from itertools import groupby

import httpx

from deploy.simulator.clock import Clock
from deploy.simulator.door import Door
from deploy.simulator.ledger import Ledger
from deploy.simulator.scenes import Scene

WAIT = httpx.Timeout(30, connect=5)  # a batch is answered within 10 s


class Player:
    """Plays one conference over the public HTTP API at `address`. `secrets`: pass secret by actor."""

    def __init__(self, address: str, conference: str, secrets: Mapping[str, str], ledger: Ledger, clock: Clock,
                 say: Callable[[str], None]) -> None:  # fmt: skip
        self._address, self._conference, self._secrets = address, conference, secrets
        self._ledger, self._clock, self._say = ledger, clock, say

    async def play(self, scenes: Sequence[Scene], ends: datetime) -> None:
        """All scenes that have no answers yet, then on to `ends`. Raises `door.Refused`."""
        async with AsyncExitStack() as stack:
            doors = {actor: await self._door(stack, actor) for actor in sorted({scene.actor for scene in scenes})}
            for when, together in groupby(scenes, key=lambda scene: scene.when):
                await self._move_to(when)
                await _at_once(doors, list(together))
            await self._move_to(ends)

    async def _door(self, stack: AsyncExitStack, actor: str) -> Door:
        """A connection of its own for each hall, as it has."""
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=self._address, timeout=WAIT))
        return Door(http, self._secrets[actor], self._conference, self._ledger, self._everybody_has_the_time)

    async def _everybody_has_the_time(self) -> None:
        """A process that has just come up does not know what time it is."""
        await self._clock.set(self._clock.now)

    async def _move_to(self, moment: datetime) -> None:
        while self._clock.now < moment:
            quarter = _next_quarter(self._clock.now)
            await self._clock.move_to(min(moment, quarter))
            if self._clock.now == quarter:
                answered = len(self._ledger.told_revision)
                self._say(f"{quarter:%H:%M}: {answered} việc đã có trả lời · deeds answered")


async def _at_once(doors: Mapping[str, Door], scenes: Sequence[Scene]) -> None:
    async def one_after_another(actor: str) -> None:
        for scene in scenes:
            if scene.actor == actor:
                await doors[actor].perform(scene)

    async with asyncio.TaskGroup() as halls:
        for actor in {scene.actor for scene in scenes}:
            halls.create_task(one_after_another(actor))


def _next_quarter(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + timedelta(minutes=15)
