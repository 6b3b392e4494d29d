"""Plays scenes at their simulated times: halls at one moment act at once, each for itself."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, closing
from datetime import datetime, timedelta
from itertools import groupby

import httpx

from deploy.simulator.beats import Agents
from deploy.simulator.clock import Clock
from deploy.simulator.door import Door
from deploy.simulator.ledger import Ledger
from deploy.simulator.line import Line
from deploy.simulator.scenes import Scene
from deploy.simulator.truth import Truth

WAIT = httpx.Timeout(30, connect=5)  # a batch is answered within 10 s


class Player:
    """Plays one conference over the public HTTP API at `address`. `secrets`: pass secret by actor; `agents`: those of
    the halls' computers."""

    def __init__(self, address: str, truth: Truth, secrets: Mapping[str, str], agents: Mapping[str, str],
                 ledger: Ledger, clock: Clock, say: Callable[[str], None]) -> None:  # fmt: skip
        self._address, self._truth, self._secrets, self._agents = address, truth, secrets, agents
        self._ledger, self._clock, self._say = ledger, clock, say

    async def play(self, scenes: Sequence[Scene]) -> None:
        """All scenes that have no answers yet, then on to the end of the day. Raises `door.Refused`."""
        async with AsyncExitStack() as stack:
            agents = await self._at_halls(stack)
            doors = {actor: await self._door(stack, actor) for actor in sorted({scene.actor for scene in scenes})}
            for when, together in groupby(scenes, key=lambda scene: scene.when):
                await self._move_to(when, agents)
                await _at_once(doors, list(together))
            await self._move_to(self._truth.ends, agents)

    async def idle(self) -> None:
        """For ever: nobody comes, and the halls' computers go on."""
        async with AsyncExitStack() as stack:
            agents = await self._at_halls(stack)
            while True:
                await self._move_to(agents.next(self._clock.now), agents)

    async def _at_halls(self, stack: AsyncExitStack) -> Agents:
        """Each on a line of its own, as it has."""
        lines = {venue: stack.enter_context(closing(Line(self._address))) for venue in self._truth.venues}
        return Agents(lines, self._agents, self._truth)

    async def _door(self, stack: AsyncExitStack, actor: str) -> Door:
        """A connection of its own for each actor."""
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=self._address, timeout=WAIT))
        return Door(http, self._secrets[actor], self._truth.conference, self._ledger, self._everybody_has_the_time)

    async def _everybody_has_the_time(self) -> None:
        """A process that has just come up does not know what time it is."""
        await self._clock.set(self._clock.now)

    async def _move_to(self, moment: datetime, agents: Agents) -> None:
        """From one moment of beats to the next."""
        while self._clock.now < moment:
            beats, quarter = agents.next(self._clock.now), _next_quarter(self._clock.now)
            await self._clock.move_to(min(moment, beats, quarter))
            if self._clock.now == beats:
                await agents.beat(beats)
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
