"""Who is told of incidents outside: a receiver that is played, on a real line, and checks what comes as it should."""

import asyncio
import base64
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

from services.venue_status.settings import VenueSettings

KEY = b"a key of our receiver, 32 bytes."
SECRET = "whsec_" + base64.b64encode(KEY).decode()
Way = Callable[["Receiver", asyncio.StreamWriter], Awaitable[None]]


def says(status: int, *more: str) -> Way:
    async def answer(receiver: "Receiver", writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join([f"HTTP/1.1 {status} So", *more, "Content-Length: 2", "", "{}"]).encode())

    return answer


async def hangs(receiver: "Receiver", writer: asyncio.StreamWriter) -> None:
    await receiver.over.wait()


async def drips(receiver: "Receiver", writer: asyncio.StreamWriter) -> None:
    """A line of its head every now and then: no single wait is long, and it never ends."""
    writer.write(b"HTTP/1.1 200 So\r\n")
    while not receiver.over.is_set():
        writer.write(b"X-More: 1\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def cuts(receiver: "Receiver", writer: asyncio.StreamWriter) -> None:
    """Nothing comes back."""


@dataclass
class Receiver:
    """`ways`: what becomes of the first notice that comes, the second, …; of the others, the last."""

    ways: list[Way]
    took: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)  # (headers, body)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.over.set()
        self._server.close()
        await self._server.wait_closed()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/in?token=not-for-logs"

    @property
    def told(self) -> list[str]:
        return [body["type"] for _, body in self.took]

    def settings(self, **more: Any) -> VenueSettings:
        """Of a service that tells this receiver."""
        wanted: dict[str, Any] = {"webhook": self.address, "webhook_secret": SECRET, "webhook_timeout": 5}
        return VenueSettings(**wanted | more)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        pairs = [line.split(": ", 1) for line in head.strip().split("\r\n")[1:]]
        headers = {name.lower(): value for name, value in pairs}
        body = await reader.readexactly(int(headers["content-length"]))
        assert headers["webhook-signature"] == _signature(headers, body)
        self.took.append((headers, json.loads(body)))
        try:
            await self.ways[min(len(self.took), len(self.ways)) - 1](self, writer)
        except ConnectionError:
            pass  # the sender has waited long enough
        finally:
            writer.close()


def _signature(headers: dict[str, str], body: bytes) -> str:
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(KEY, signed, "sha256").digest()).decode()
