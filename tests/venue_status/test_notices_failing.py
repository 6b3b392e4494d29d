"""What becomes of a notice when nobody takes it: it comes again, the board says so, and nobody else waits."""

import asyncio
from collections.abc import Iterable
from typing import Any
from uuid import uuid5

import pytest

from services.venue_status.notices import REFUSALS
from services.venue_status.outgoing import DAY
from shared.events.base import NAMESPACE
from shared.failures import Retry
from shared.publishing import Record
from tests.memory import Said
from tests.venue_status.receiver import Receiver, cuts, drips, hangs, says
from tests.venue_status.sender import Sender, moved


async def test_a_receiver_that_fails_once_is_asked_again_under_the_same_id_and_the_board_says_so() -> None:
    async with Receiver([says(500), says(200)]) as receiver:
        sender = Sender(receiver.settings())
        assert not await sender.hears(moved("opened"))
        assert sender.board == [("opened", "failing", 1, "status 500")]
        assert await sender.hears(moved("opened"))
        assert sender.board[1:] == [("opened", "delivered", 2, "")]
        assert len({headers["webhook-id"] for headers, _ in receiver.took}) == 1


async def test_what_was_delivered_is_not_sent_again_with_a_batch_that_is_repeated() -> None:
    async with Receiver([says(200), says(500), says(200)]) as receiver:
        sender = Sender(receiver.settings())
        batch = [moved("opened", "one"), moved("opened", "two")]
        assert [await sender.hears(*batch) for _ in range(3)] == [False, True, True]
        assert [body["incident"] for _, body in receiver.took] == [
            str(uuid5(NAMESPACE, word)) for word in ("one", "two", "two")
        ]
        assert [tries for _, _, tries, _ in sender.board] == [1, 1, 2]


async def test_after_a_crash_the_receiver_knows_a_repetition_by_its_id() -> None:
    async with Receiver([says(200)]) as receiver:
        for _ in range(2):
            assert await Sender(receiver.settings()).hears(moved("opened"), moved("closed"))
        ids = [headers["webhook-id"] for headers, _ in receiver.took]
        assert ids[:2] == ids[2:]
        assert len(set(ids)) == 2


@pytest.mark.parametrize("way", [hangs, drips])
async def test_a_webhook_that_hangs_is_left_in_time_and_the_others_do_not_wait_for_it_one_by_one(way: Any) -> None:
    async with Receiver([way]) as receiver:
        sender = Sender(receiver.settings(webhook_timeout=0.3))
        async with asyncio.timeout(60):
            assert not await sender.hears(*(moved("opened", f"line {number}") for number in range(50)))
        assert sender.board == [("opened", "failing", 1, "timeout")]


async def test_a_slow_webhook_is_waited_for() -> None:
    asked, ready = asyncio.Event(), asyncio.Event()

    async def slow(receiver: Receiver, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await ready.wait()
        await says(200)(receiver, writer)

    async with Receiver([slow]) as receiver, asyncio.timeout(60):
        heard = asyncio.create_task(Sender(receiver.settings(webhook_timeout=60)).hears(moved("opened")))
        await asked.wait()
        assert not heard.done()
        ready.set()
        assert await heard


async def test_one_notice_that_is_refused_does_not_hold_the_others_up() -> None:
    async with Receiver([says(503), says(200)]) as receiver:
        sender = Sender(receiver.settings())
        assert not await sender.hears(moved("opened", "one"), moved("opened", "two"))
        assert [status for _, status, _, _ in sender.board] == ["failing", "delivered"]


@pytest.mark.parametrize("status", [400, 401, 404, 410, 301, 307])
async def test_a_receiver_that_says_no_five_times_is_believed(status: int) -> None:
    """A redirect is a no as well: it is not followed."""
    async with (
        Receiver([says(200)]) as elsewhere,
        Receiver([says(status, f"Location: {elsewhere.address}")]) as receiver,
    ):
        sender = Sender(receiver.settings())
        done = [await sender.hears(moved("opened")) for _ in range(REFUSALS + 1)]
        assert done == [False] * (REFUSALS - 1) + [True, True]
        assert sender.board[-1] == ("opened", "given_up", REFUSALS, f"status {status}")
        assert (len(receiver.took), len(elsewhere.took)) == (REFUSALS, 0)


@pytest.mark.parametrize("way", [says(408), says(409), says(425), says(429), says(500), cuts])
async def test_what_may_pass_is_tried_for_a_day(way: Any) -> None:
    async with Receiver([way]) as receiver:
        sender = Sender(receiver.settings())
        record = moved("opened", aged=DAY - 60)
        assert not any([await sender.hears(record) for _ in range(2 * REFUSALS)])
        record.timestamp -= 120_000
        assert await sender.hears(record)
        assert sender.board[-1][:2] == ("opened", "given_up")


async def test_given_up_with_nobody_there_the_next_notice_has_its_turn() -> None:
    async with Receiver([cuts, cuts, says(200)]) as receiver:
        sender, old = Sender(receiver.settings()), moved("opened", "old", aged=DAY - 60)
        assert not await sender.hears(old)
        old.timestamp -= 120_000
        assert await sender.hears(old, moved("opened", "new"))
        assert [status for _, status, _, _ in sender.board] == ["failing", "given_up", "delivered"]


async def test_a_webhook_that_is_set_up_late_is_not_told_of_last_month() -> None:
    async with Receiver([says(200)]) as receiver:
        sender = Sender(receiver.settings())
        assert await sender.hears(moved("opened", aged=30 * DAY))
        assert (receiver.took, sender.board) == ([], [("opened", "given_up", 1, "too old")])


async def test_a_day_of_failing_is_not_told_to_the_board_each_time() -> None:
    async with Receiver([says(500)]) as receiver:
        sender = Sender(receiver.settings())
        for _ in range(60):
            await sender.hears(moved("opened"))
        assert [tries for _, _, tries, _ in sender.board] == [*range(1, 11), 30, 60]


async def test_a_report_that_kafka_did_not_take_is_made_again_without_telling_the_receiver_twice() -> None:
    class Away(Said):
        async def publish(self, records: Iterable[Record]) -> None:
            if not self.records:
                self.records += records
                raise Retry("not acknowledged")
            self.records += records

    async with Receiver([says(200)]) as receiver:
        sender = Sender(receiver.settings())
        sender.said = Away()
        sender.notifier._publisher = sender.said
        assert [await sender.hears(moved("opened")) for _ in range(2)] == [False, True]
        assert len(receiver.took) == 1
        assert sender.board == [("opened", "delivered", 1, "")] * 2
