"""The I/O steps of one worker, counted by kind, and what goes wrong at one of them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn, TypeVar

from shared.failures import Lost, Retry

T = TypeVar("T")
Do = Callable[[], Awaitable[T]]


class Way(Enum):
    """How a step goes wrong."""

    KILLED_BEFORE = "killed before"
    KILLED_HALF_WAY = "killed half-way"  # some of the documents, or of the records
    KILLED_AFTER = "killed after"
    ZOMBIE = "goes on after its partition was taken and all was done"
    FAILED_HALF_WAY = "failed half-way"
    LATE = "timed out, and arrived before the next"
    LAST = "timed out, and arrived when all was over"

    @property
    def kills(self) -> bool:
        return self in (Way.KILLED_BEFORE, Way.KILLED_HALF_WAY, Way.KILLED_AFTER)


ALL = frozenset(Way)
WAYS = {
    "read": frozenset({Way.KILLED_BEFORE, Way.ZOMBIE}),
    "write": ALL,
    "publish": ALL,
    "commit": ALL - {Way.KILLED_HALF_WAY, Way.FAILED_HALF_WAY},
    "answer": frozenset({Way.KILLED_BEFORE, Way.KILLED_AFTER}),
}


@dataclass(frozen=True)
class Strike:
    """The `number`-th step of this kind goes wrong in this way."""

    kind: str
    number: int
    way: Way

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.way.value}"


async def for_ever() -> None:
    await asyncio.Event().wait()


def strikes(runs: Sequence["Steps"]) -> list[Strike]:
    """Everything that can go wrong at the steps that all of these runs took."""
    return [
        Strike(kind, number, way)
        for kind in WAYS
        for number in range(1, min(steps.counts[kind] for steps in runs) + 1)
        for way in Way
        if way in WAYS[kind] and ("HALF" not in way.name or all((kind, number) in steps.halves for steps in runs))
    ]


class Steps:
    """What a worker passes through at each I/O. `die` ends the worker; without a process of its own it stands still
    for ever, until it is cancelled: no `except Exception` can catch that."""

    def __init__(self, strike: Strike | None = None, die: Do[None] = for_ever) -> None:
        self.counts: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.halves: set[tuple[str, int]] = set()  # steps that have a half
        self.struck, self._released = asyncio.Event(), asyncio.Event()
        self._strike, self._die = strike, die
        self._frozen = False
        self._late: Do[Any] | None = None

    async def take(self, kind: str, do: Do[T], half: Do[Any] | None = None, failure: Exception | None = None) -> T:
        """Does it, unless it is struck here. A worker that stands still does nothing else either."""
        if self._frozen:
            await self._released.wait()
        self.counts[kind] += 1
        number = self.counts[kind]
        if half:
            self.halves.add((kind, number))
        try:
            if self._strike and (kind, number) == (self._strike.kind, self._strike.number):
                return await self._go_wrong(self._strike, do, half or do, failure or Retry("unknown outcome"))
            if self._strike and (kind, self._strike.way) == (self._strike.kind, Way.LATE):
                await self.arrive()
            return await do()
        finally:
            self.done[kind] += 1

    async def _go_wrong(self, strike: Strike, do: Do[T], half: Do[Any], failure: Exception) -> T:
        if strike.way is Way.ZOMBIE:
            return await self._stand_still(strike, do)
        if strike.way in (Way.KILLED_HALF_WAY, Way.FAILED_HALF_WAY):
            await _whatever_comes(half)
        if strike.way is Way.KILLED_AFTER:
            await _whatever_comes(do)
        if strike.way.kills:
            await self._end()
        if strike.way in (Way.LATE, Way.LAST):
            self._late = do
        self.struck.set()
        raise failure

    async def _stand_still(self, strike: Strike, do: Do[T]) -> T:
        """A zombie holds what it read before; what it has to write or say it writes and says afterwards."""
        read = await do() if strike.kind == "read" else None
        self._frozen = True
        self.struck.set()
        await self._released.wait()
        return read if read is not None else await do()

    async def _end(self) -> NoReturn:
        self._frozen = True
        self.struck.set()
        await self._die()
        raise AssertionError("the dead do not go on")

    def release(self) -> None:
        """A zombie goes on."""
        self._frozen = False
        self._released.set()

    async def arrive(self) -> bool:
        """What timed out arrives now, if anything did."""
        late, self._late = self._late, None
        if late:
            await _whatever_comes(late)
        return late is not None


async def _whatever_comes(do: Do[Any]) -> None:
    with suppress(Lost, Retry):
        await do()
