"""Live screens over SSE: first a snapshot, then changes; a reconnect starts again with a snapshot.

Each change is encoded once and its bytes are shared; a slow client is dropped and comes back by itself.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

Item = dict[str, Any]  # {"id", "version", …}: the client keeps the higher version of each id
Channel = Hashable  # who is told: ("door", conference, venue), ("hub", conference), …

QUEUE = 1000  # changes that a client may lag behind before it is dropped
PULSE = 15.0  # seconds
COALESCE = 0.5  # seconds between two values of one counter; the last one is always sent


@dataclass(eq=False)
class Subscriber:
    """One open stream."""

    channel: Channel
    holder: str  # pass id
    expires: datetime | None = None  # of the pass, in real time
    waiting: deque[bytes] = field(default_factory=deque)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    def put(self, message: bytes) -> None:
        """Keeps it until the client takes it; one that lags too far behind is dropped, with what waits for it."""
        if self.closed:
            return
        self.waiting.append(message)
        if len(self.waiting) > QUEUE:
            self.waiting.clear()
            self.close()
        self.woken.set()

    def close(self) -> None:
        self.closed = True
        self.woken.set()


class Live:
    """All streams of a process. Only the feed's folds call `change` and `soon`."""

    def __init__(self, now: Callable[[], datetime], age: Callable[[], float]) -> None:
        self._now, self._age = now, age
        self._channels: dict[Channel, set[Subscriber]] = {}
        self._soon: dict[tuple[Channel, str], Callable[[], Item]] = {}
        self._pulse: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def watchers(self) -> int:
        return sum(map(len, self._channels.values()))

    def change(self, channels: Iterable[Channel], *items: Item, correlation: str = "") -> None:
        """Tells everybody on these channels, with the correlation id of the event that did it; nothing is encoded when
        nobody listens."""
        listening = [subscriber for channel in channels for subscriber in self._channels.get(channel, ())]
        if listening:
            data = {"items": items, "correlation": correlation} if correlation else {"items": items}
            message = _message("change", data)
            for subscriber in listening:
                subscriber.put(message)

    def soon(self, channel: Channel, id: str, make: Callable[[], Item]) -> None:
        """A counter moved: its value is made and sent at the end of the current half second."""
        if channel not in self._channels:
            return
        if not self._soon:
            asyncio.get_running_loop().call_later(COALESCE, self._send_counters)
        self._soon[channel, id] = make

    def _send_counters(self) -> None:
        due, self._soon = self._soon, {}
        for (channel, _), make in due.items():
            self.change((channel,), make())

    async def stream(
        self,
        channel: Channel,
        holder: str,
        snapshot: Callable[[], Iterable[Item]],
        expires: datetime | None = None,
    ) -> AsyncGenerator[bytes, None]:
        """The bytes of one client's stream. It is subscribed before its snapshot is taken: nothing falls between. It
        ends at the first pulse after the pass `expires`."""
        subscriber = Subscriber(channel, holder, expires)
        self._channels.setdefault(channel, set()).add(subscriber)
        self._pulse = self._pulse or asyncio.create_task(self._beat())
        try:
            yield _message("snapshot", {"items": list(snapshot()), "now": self._now().isoformat()})
            while not (subscriber.closed or self._stopping):
                await subscriber.woken.wait()
                subscriber.woken.clear()
                if subscriber.waiting:
                    together = b"".join(subscriber.waiting)
                    subscriber.waiting.clear()
                    yield together
        finally:
            self._leave(subscriber)

    def _leave(self, subscriber: Subscriber) -> None:
        others = self._channels[subscriber.channel]
        others.discard(subscriber)
        if not others:
            del self._channels[subscriber.channel]

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(PULSE)
            message = _message("pulse", {"now": self._now().isoformat(), "age": round(self._age(), 1)})
            for subscriber in self._everybody():
                if subscriber.expires is not None and subscriber.expires <= datetime.now(UTC):
                    subscriber.close()
                subscriber.put(message)

    def close(self, holder: str | None = None) -> None:
        """Ends the streams of one pass (it was revoked), or all (a gap in the feed)."""
        for subscriber in self._everybody():
            if holder in (None, subscriber.holder):
                subscriber.close()

    def stop(self) -> None:
        """The server is told to stop: streams end by themselves, and no new one stays open."""
        self._stopping = True
        self.close()
        if self._pulse:
            self._pulse.cancel()

    def _everybody(self) -> list[Subscriber]:
        return [subscriber for some in self._channels.values() for subscriber in some]


def _message(event: str, data: Any) -> bytes:
    return b"event: " + event.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"
