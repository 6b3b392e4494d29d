"""A line asks one question after the other on one connection, and opens another when that one is gone."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from deploy.simulator.line import Line
from tests.waiting import wait_for

OK = b"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}"
BROKEN = OK[:-1]
CLOSING = b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
ENDLESS = b"HTTP/1.1 502 Bad Gateway\r\n\r\nno length"


@asynccontextmanager
async def line_to(*connections: Sequence[bytes]) -> AsyncIterator[Line]:
    """Each connection gives its answers, then it is closed."""
    waiting = iter(connections)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for text in next(waiting):
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(2)
            writer.write(text)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        line = Line(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        yield line
        line.close()


async def asked(line: Line) -> tuple[int, bytes]:
    return await line.post("/here", "secret", b"{}")


async def test_questions_go_over_one_connection() -> None:
    async with line_to([OK, OK, OK]) as line:
        assert [await asked(line) for _ in range(3)] == [(202, b"{}")] * 3


@pytest.mark.parametrize("last", [OK, CLOSING, ENDLESS])
async def test_a_connection_that_the_server_closed_is_opened_again(last: bytes) -> None:
    async with line_to([OK, last], [OK]) as line:
        await asked(line)
        await asked(line)
        await wait_for(lambda: not line.is_open)
        assert await asked(line) == (202, b"{}")


async def test_a_question_whose_answer_broke_off_is_an_error_and_the_next_is_not() -> None:
    async with line_to([BROKEN], [OK]) as line:
        with pytest.raises(EOFError):
            await asked(line)
        assert await asked(line) == (202, b"{}")
