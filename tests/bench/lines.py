"""The load: HTTP/1.1 written and read by hand on connections that stay open, since a full client would cost more CPU
than the service it asks. What the load costs is in every result, as `load`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, Self

import orjson


class Answer(NamedTuple):
    status: int
    body: bytes

    def json(self) -> Any:
        return orjson.loads(self.body)


class Line:
    """One connection to a service; one question at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def post(self, path: str, secret: str, body: bytes) -> Answer:
        """`path` is below /checkin/api, or whole. Raises OSError or EOFError when the line breaks."""
        whole = path if path.startswith("/") else f"/checkin/api/{path}"
        head = f"POST {whole} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {secret}\r\n"
        self._writer.write(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        answered = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(answered.partition(b"content-length:")[2].partition(b"\r\n")[0])
        return Answer(int(answered[9:12]), await self._reader.readexactly(length))

    @property
    def is_open(self) -> bool:
        """The server closes a line that nobody used for 5 s."""
        return not self._reader.at_eof()

    def close(self) -> None:
        self._writer.close()


class Lines:
    """As many lines as are needed at once: whoever has something to ask takes a free one, or opens another."""

    def __init__(self, port: int) -> None:
        self._port, self._free = port, list[Line]()

    async def post(self, path: str, secret: str, body: bytes) -> Answer:
        line = self._one_that_is_free() or await Line.open(self._port)
        answer = await line.post(path, secret, body)
        self._free.append(line)
        return answer

    def _one_that_is_free(self) -> Line | None:
        self._free = [line for line in self._free if line.is_open]
        return self._free.pop() if self._free else None

    def close(self) -> None:
        for line in self._free:
            line.close()


@asynccontextmanager
async def lines_to(port: int) -> AsyncIterator[Lines]:
    lines = Lines(port)
    try:
        yield lines
    finally:
        lines.close()
