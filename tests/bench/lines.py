"""The load: HTTP/1.1 written and read by hand on connections that stay open, since a full client would cost more CPU
than the service it asks. What the load costs is in every result, as `load`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.simulator.line import Answer, Line

__all__ = ["Answer", "Lines", "lines_to"]


class Lines:
    """As many lines as are needed at once: whoever has something to ask takes a free one, or opens another."""

    def __init__(self, port: int) -> None:
        self._port, self._free = port, list[Line]()

    async def post(self, path: str, secret: str, body: bytes) -> Answer:
        """`path` is below /checkin/api, or whole. Raises OSError or EOFError when the line breaks."""
        line = self._free.pop() if self._free else Line(f"http://127.0.0.1:{self._port}")
        answer = await line.post(path if path.startswith("/") else f"/checkin/api/{path}", secret, body)
        self._free.append(line)
        return answer

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
