"""What every answer of every service has: a time, a correlation id, and a problem document whatever goes wrong."""

from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI

from shared.answering import Around, answer_problems
from shared.clock import FixedClock
from shared.failures import Retry
from tests.clients import problem

NOON = datetime(2023, 6, 3, 5, tzinfo=UTC)


def service(ready: bool = True) -> httpx.AsyncClient:
    app = FastAPI()
    answer_problems(app)
    app.add_middleware(Around, clock=FixedClock(NOON), is_ready=lambda: ready)

    @app.get("/checkin/api/ready")
    async def is_ready() -> bool:
        return ready

    @app.get("/breaks")
    async def breaks() -> None:
        raise ZeroDivisionError("Nguyễn Văn A")

    @app.get("/store-away")
    async def store_away() -> None:
        raise Retry("the store does not answer")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://checkin")


async def test_before_it_is_ready_it_asks_to_be_tried_again_and_says_only_that_it_starts() -> None:
    async with service(ready=False) as http:
        answer = await http.get("/breaks")
        assert problem(answer) == (503, "starting")
        assert answer.headers["Retry-After"]
        assert (await http.get("/checkin/api/ready")).json() is False


async def test_each_answer_tells_the_services_time_and_the_correlation_id_it_was_given() -> None:
    async with service() as http:
        answer = await http.get("/checkin/api/ready", headers={"X-Correlation-Id": "c" * 64})
        assert answer.headers["X-Now"] == NOON.isoformat()
        assert answer.headers["X-Correlation-Id"] == "c" * 64
        for text in (b"c" * 65, "Nguyễn Văn A".encode(), b"a b c d e f g"):  # it goes into logs: an id, no text
            strange = await http.get("/no-such-page", headers={b"X-Correlation-Id": text})
            assert strange.headers["X-Correlation-Id"].encode() != text
        others = {(await http.get("/no-such-page")).headers["X-Correlation-Id"] for _ in range(2)}
        assert len(others) == 2


async def test_a_store_that_is_away_is_told_as_that() -> None:
    async with service() as http:
        assert problem(await http.get("/store-away")) == (503, "store-away")


@pytest.mark.expects_error("request failed")
async def test_a_fault_of_ours_is_a_problem_document_that_repeats_nothing_of_the_request() -> None:
    async with service() as http:
        answer = await http.get("/breaks")
        assert problem(answer) == (500, "internal-error")
        assert "Nguyễn" not in answer.text
