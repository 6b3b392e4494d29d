"""Who is told outside of the building, and what becomes of it when nobody takes it."""

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

import orjson
import pytest
from aiokafka import ConsumerRecord

from services.venue_status.notices import KNOWN, REFUSALS, Notifier
from services.venue_status.outgoing import DAY
from services.venue_status.settings import VenueSettings
from services.venue_status.webhook import Webhook, key_of, signature
from shared.clock import FixedClock
from shared.events.base import NAMESPACE
from shared.events.incidents import Did, Incident, Step
from shared.events.venues import IncidentMoved, IncidentRefused
from shared.failures import Retry
from shared.publishing import Record
from shared.records import DEAD_LETTERS, event_record
from tests.builders import CONFERENCE, at
from tests.memory import Said, as_read
from tests.venue_status.receiver import SECRET, Receiver, cuts, drips, hangs, says

VIEW = UUID("5f0c8e0e-7b1c-4c39-9b8e-000000000001")
TIMES: dict[str, Any] = {"opened_at": at("08:00"), "recovered_at": at("08:05"), "closed_at": at("08:10")}


def moved(did: Did, word: str = "line", version: int = 1, aged: float = 0) -> ConsumerRecord:
    """The record that says so of the incident which the test calls by this word, as it came `aged` seconds ago."""
    incident = uuid5(NAMESPACE, word)
    step = Step(did=did, at=at("08:00"), by="anh-tuan", reason="ông Nam báo", revision=version)
    state = Incident(kind="link_lost", cause="down", venues=("KC",), owner="anh-tuan", steps=(step,), **TIMES)
    event = IncidentMoved(
        key=f"{CONFERENCE}/incident/{incident}", version=version, command=VIEW, meaning="m", correlation="a-correlation",
        at=at("08:00"), by="rule", did=did, state=state,
    )  # fmt: skip
    return stamped(event_record("venues.events.v1", event, event.model_dump_json()), aged)


def stamped(record: Record, aged: float = 0) -> ConsumerRecord:
    return replace(as_read(record), timestamp=int((time.time() - aged) * 1000))


class Sender:
    """A notifier, and what it says to the board."""

    def __init__(self, settings: VenueSettings) -> None:
        self.said = Said()
        self.notifier = Notifier(self.said, FixedClock(at("08:20")), settings)

    async def hears(self, *records: ConsumerRecord) -> bool:
        """Whether the batch is done; else it will come again."""
        try:
            await self.notifier.handle(records)
        except Retry:
            return False
        return True

    @property
    def board(self) -> list[tuple[str, str, int, str]]:
        """What, status, tries, error of each report."""
        commands = [orjson.loads(record.value)["command"] for record in self.said.records]
        return [(it["what"], it["status"], it["tries"], it["error"]) for it in commands]


async def test_an_incident_is_told_when_it_opens_and_when_it_closes_and_at_no_other_step() -> None:
    steps: Sequence[Did] = (
        "opened",
        "joined",
        "acknowledged",
        "mitigating",
        "recovered",
        "reopened",
        "noted",
        "closed",
    )
    async with Receiver([says(204)]) as receiver:
        sender = Sender(receiver.settings())
        assert await sender.hears(*(moved(did, version=number) for number, did in enumerate(steps, 1)))
        assert receiver.told == ["incident.opened", "incident.closed"]
        assert sender.board == [("opened", "delivered", 1, ""), ("closed", "delivered", 1, "")]


async def test_a_line_that_flaps_and_is_reopened_thirty_times_sends_two_notices() -> None:
    flaps = [moved(did, version=2 * number) for number in range(1, 31) for did in ("recovered", "reopened")]
    async with Receiver([says(200)]) as receiver:
        assert await Sender(receiver.settings()).hears(moved("opened"), *flaps, moved("closed", version=99))
        assert len(receiver.took) == 2


async def test_a_notice_holds_ids_and_times_and_nothing_that_people_typed() -> None:
    async with Receiver([says(200)]) as receiver:
        await Sender(receiver.settings()).hears(moved("closed"))
        headers, body = receiver.took[0]
    assert body == {
        "type": "incident.closed",
        "conference": CONFERENCE,
        "incident": str(uuid5(NAMESPACE, "line")),
        "kind": "link_lost",
        "cause": "down",
        "venues": ["KC"],
        "status": "open",
        **{name: moment.isoformat() for name, moment in TIMES.items()},
        "at": at("08:00").isoformat(),
    }
    assert headers["content-type"] == "application/json"
    assert abs(time.time() - int(headers["webhook-timestamp"])) < 60


def test_the_signature_is_that_of_the_convention() -> None:
    key, id = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = signature(key, id, "1614265330", b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


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
        begun = time.monotonic()
        assert not await sender.hears(*(moved("opened", f"line {number}") for number in range(50)))
        assert time.monotonic() - begun < 5
        assert sender.board == [("opened", "failing", 1, "timeout")]


async def test_a_slow_webhook_is_waited_for() -> None:
    async def slow(receiver: Receiver, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        await says(200)(receiver, writer)

    async with Receiver([slow]) as receiver:
        assert await Sender(receiver.settings()).hears(moved("opened"))


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


async def test_reports_come_as_commands_of_a_rule_about_the_notice() -> None:
    async with Receiver([says(200)]) as receiver:
        sender = Sender(receiver.settings())
        await sender.hears(moved("opened"))
        [record] = sender.said.records
    incident, order = uuid5(NAMESPACE, "line"), orjson.loads(record.value)
    assert (record.topic, record.key) == ("venues.commands.v1", f"{CONFERENCE}/notice/{incident}.opened")
    assert order["stamp"]["actor"] == {"id": "notices", "role": "rule", "venue": None}
    assert dict(record.headers)["ce_correlationid"] == b"a-correlation"


async def test_other_events_are_passed_by_and_what_cannot_be_read_lies_with_the_dead_letters() -> None:
    refused = IncidentRefused(
        key=f"{CONFERENCE}/incident/{VIEW}", version=1, at=at("08:00"), by="anh-tuan", wanted="close", command=VIEW
    )
    broken = moved("opened")
    broken.value = b'{"did":"opened"}'
    async with Receiver([says(200)]) as receiver:
        sender = Sender(receiver.settings())
        other = stamped(event_record("venues.events.v1", refused, refused.model_dump_json()))
        assert await sender.hears(other, broken, moved("opened"))
        assert len(receiver.took) == 1
        assert [record.topic for record in sender.said.records] == [DEAD_LETTERS, "venues.commands.v1"]


async def test_neither_address_nor_secret_is_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with Receiver([says(200), says(404), cuts, hangs]) as receiver:
        sender = Sender(receiver.settings(webhook_timeout=0.3))
        for number in range(4):
            await sender.hears(moved("opened", f"line {number}"))
        assert len(receiver.took) == 4
    assert "notice delivered" in caplog.text
    written = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert not [word for word in ("token", "not-for-logs", "127.0.0.1", SECRET, SECRET[6:]) if word in written]


@pytest.mark.parametrize(
    "address", ["ftp://receiver.example/in", "receiver.example", "http://?receiver", "file:///etc/passwd"]
)
def test_only_a_web_address_can_be_told(address: str) -> None:
    with pytest.raises(ValueError, match=r"DIEMCAU_WEBHOOK is no http") as error:
        Webhook(address, SECRET, 5)
    assert address not in str(error.value)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_not base64"])
def test_nothing_is_sent_unsigned(secret: str) -> None:
    with pytest.raises(ValueError, match="DIEMCAU_WEBHOOK_SECRET is no secret"):
        Webhook("https://receiver.example/in", secret, 5)


async def test_without_a_webhook_nobody_is_told() -> None:
    sender = Sender(VenueSettings())
    assert await sender.hears(moved("opened"))
    assert sender.board == []


async def test_what_became_of_old_notices_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.venue_status.notices.KNOWN", 3)
    async with Receiver([says(200)]) as receiver:
        sender = Sender(receiver.settings())
        for number in range(6):
            await sender.hears(moved("opened", f"line {number}"))
        assert len(sender.notifier._known) == 3 < KNOWN
