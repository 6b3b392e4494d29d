"""Who is told outside of the building, and what becomes of it when nobody takes it."""

import logging
import time
from collections.abc import Sequence
from uuid import uuid5

import orjson
import pytest

from services.venue_status.notices import KNOWN
from services.venue_status.settings import VenueSettings
from services.venue_status.webhook import Webhook, key_of, signature
from shared.events.base import NAMESPACE
from shared.events.incidents import Did
from shared.events.venues import IncidentRefused
from shared.records import DEAD_LETTERS, event_record
from tests.builders import CONFERENCE, at
from tests.venue_status.receiver import SECRET, Receiver, cuts, hangs, says
from tests.venue_status.sender import COMMAND, TIMES, Sender, moved, stamped


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
        key=f"{CONFERENCE}/incident/{COMMAND}",
        version=1,
        at=at("08:00"),
        by="anh-tuan",
        wanted="close",
        command=COMMAND,
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
