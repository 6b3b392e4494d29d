"""Waiting for a condition, never for a time."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

T = TypeVar("T")


@overload
async def wait_for(condition: Callable[[], Awaitable[T | None]], seconds: float = 60) -> T: ...


@overload
async def wait_for(condition: Callable[[], T | None], seconds: float = 60) -> T: ...


async def wait_for(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """The first true value of `condition`, asked again and again; fails after that many seconds."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        seen = await value if inspect.isawaitable(value) else value
        if seen:
            return seen
        assert time.monotonic() < end, f"still not so after {seconds} s"
        await asyncio.sleep(0.02)
