"""What cannot be handled is set aside, named and kept; the rest goes on; after the fix it is put back and decided once."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import ConsumerRecord
from typer.testing import CliRunner, Result

from deploy.diemcau.__main__ import build
from services.checkin.commands import ASKED, CheckinStamp
from services.checkin.store import CHECKIN, PERSONS
from shared.access import Pass
from shared.commanding import Answer, Door
from shared.dockets import Docket
from shared.events.base import Command, Stamp
from shared.feed import Heard
from shared.parts import Parts
from shared.records import DEAD_LETTERS, header
from shared.running import Running
from shared.settings import Settings
from tests.backstage import Backstage
from tests.builders import session_fact
from tests.clients import KIM_CHAN, MORNING, Conference
from tests.topics import Topics
from tests.waiting import wait_for

COMMANDS = CHECKIN.commands_topic


async def letter_of(topics: Topics, origin: str) -> ConsumerRecord:
    async def found() -> ConsumerRecord | None:
        return next((it for it in await topics.all(DEAD_LETTERS) if it.key == origin.encode()), None)

    return await wait_for(found)


async def diemcau(backstage: Backstage, *words: str) -> Result:
    environment = {"DIEMCAU_KAFKA": backstage.kafka.address}
    call = CliRunner().invoke
    return await asyncio.to_thread(call, build(["dead-letters"]), ["dead-letters", *words], env=environment)


@pytest.mark.parametrize(
    ("value", "headers"),
    [
        (b"\xff\xfe no JSON", []),
        (None, []),
        (b"{}", [("ce_id", None), ("ce_type", b"\xff")]),
        (b'{"command":{"type":"check_everybody_in"},"stamp":{},"meaning":""}', [("ce_id", str(uuid4()).encode())]),
        (b"[" * 100_000, [("dl_origin", b"of another")]),
    ],
    ids=["no JSON", "no value", "null and broken headers", "unknown type", "too deep"],
)
async def test_a_record_that_cannot_be_read_is_set_aside_and_the_next_of_its_key_is_decided(
    conference: Conference, topics: Topics, value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> None:
    key = f"{conference.id}/attendee/{conference.person('HV01')}".encode()
    origin = await topics.put(COMMANDS, key, value, headers)
    assert (await conference.desk().scan("HV01"))["code"] == "checked_in"
    letter = await letter_of(topics, origin)
    assert letter.value == (value or b"")
    assert [(name, held or b"") for name, held in headers] == list(letter.headers)[: len(headers)]
    assert {"dl_origin": origin.encode(), "dl_key": key}.items() <= dict(letter.headers).items()
    assert header(letter, "dl_fault")


async def test_a_record_under_a_key_that_is_not_its_own_is_set_aside(conference: Conference, topics: Topics) -> None:
    """Decided there, two partitions would own one person."""
    await conference.desk().scan("HV01")
    [order] = await topics.about(conference.id, COMMANDS)
    origin = await topics.put(COMMANDS, b"another/attendee/key", order.value, order.headers)
    assert header(await letter_of(topics, origin), "dl_fault") == "the record's key is not the command's"
    assert (await conference.desk().scan("HV01"))["code"] == "already_in"


async def test_null_and_broken_headers_on_a_good_order_harm_nobody(conference: Conference, topics: Topics) -> None:
    """A library that decodes every header would lose the whole batch."""
    command = conference.desk().command("check_in", code="HV01")
    first = (await conference.desk().post(command)).json()["decision"]
    [order] = await topics.about(conference.id, COMMANDS)
    await topics.put(COMMANDS, order.key, order.value, [("ce_correlationid", None), ("x", b"\xff"), ("reply_to", b"y")])
    assert (await conference.desk().scan("HV01"))["version"] == 2
    events = await topics.about(conference.id, CHECKIN.events_topic)
    assert [event.value for event in events].count(events[0].value) == 2
    assert (await conference.desk().post(command)).json()["decision"] == first


async def test_the_fault_tells_the_field_and_not_what_stood_in_it(conference: Conference, topics: Topics) -> None:
    """People's words stay in the body."""
    await conference.desk().send("excuse", code="HV01", reason="ốm nặng")
    [order] = await topics.about(conference.id, COMMANDS)
    spoilt = order.value.replace(b'"excuse"', '"ốm nặng"'.encode())
    letter = await letter_of(topics, await topics.put(COMMANDS, order.key, spoilt, order.headers))
    assert header(letter, "dl_fault")
    assert "ốm" not in header(letter, "dl_fault")


async def test_letters_are_listed_shown_and_put_back_from_the_command_line(
    backstage: Backstage, conference: Conference, topics: Topics
) -> None:
    origin = await topics.put(COMMANDS, f"{conference.id}/attendee/x".encode(), b"{", [("ce_id", b"7")])
    await letter_of(topics, origin)
    listed = await diemcau(backstage, "list", "--json")
    assert listed.exit_code == 1
    [line] = [it for it in json.loads(listed.stdout) if it["origin"] == origin]
    assert (line["key"], line["command"], line["replayed"]) == (f"{conference.id}/attendee/x", "7", None)
    assert origin in (await diemcau(backstage, "list")).stdout.replace("\n", "")
    shown = json.loads((await diemcau(backstage, "show", origin, "--json")).stdout)
    assert (shown["body"], shown["headers"]) == ("{", {"ce_id": "7"})
    assert json.loads((await diemcau(backstage, "replay", origin, "--json")).stdout) == [origin]
    again = await set_aside_again(topics, conference, origin)
    lines = json.loads((await diemcau(backstage, "list", "--all", "--json")).stdout)
    assert [bool(it["replayed"]) for it in lines if it["origin"] in (origin, again)] == [True, False]


async def set_aside_again(topics: Topics, conference: Conference, before: str) -> str:
    """Unreadable then, unreadable now: another letter, of where it stands now."""

    async def second() -> str | None:
        letters = [it for it in await topics.all(DEAD_LETTERS) if header(it, "dl_key") == f"{conference.id}/attendee/x"]
        return next((origin for it in letters if (origin := header(it, "dl_origin")) != before), None)

    return await wait_for(second)


async def test_an_unknown_letter_and_no_letter_at_all_are_told_so(backstage: Backstage) -> None:
    for words in (("show", "checkin.commands.v1/0/999999"), ("replay",)):
        told = await diemcau(backstage, *words)
        assert told.exit_code == 1
        assert told.exception
    assert "Example: diemcau dead-letters replay" in (await diemcau(backstage, "replay", "--help")).stdout


class Workshop:
    """The loop and its door in this process, on Kafka and the store, with rules that can be exchanged."""

    def __init__(self, backstage: Backstage, state: Path) -> None:
        self.docket = Docket("workshop", {"attendee": PERSONS["attendee"]}, CHECKIN.orders, CHECKIN.events)
        self.settings = Settings(
            kafka=[backstage.kafka.address], mongo=backstage.store.uri, database="workshop", state=state, partitions=1,
            signing_key="x",
        )  # fmt: skip

    async def take(self, command: dict[str, Any], broken: bool) -> Answer:
        """The answer of a process that was started for this command and stopped after it."""
        parts = Parts(self.settings)
        kind = self.docket.kinds["attendee"]
        docket = replace(self.docket, kinds={"attendee": replace(kind, decide=_breaks)}) if broken else self.docket
        hears = [Heard(docket.events_topic, "end", parts.waiters.on_event)]
        topics = {"attendee": docket.commands_topic}
        door = Door(ASKED, topics, self._stamp, parts.publisher, parts.waiters, parts.clock, {})
        running = Running("checkin", parts, [docket], hears, [], _nothing, [])
        await running.start()
        try:
            holder = Pass(id="ban-1", role="operator", conference=command["conference"], venue=command["venue"])
            return await door.take(command, holder, within=30)
        finally:
            await running.stop()

    async def _stamp(self, command: Command, stamp: Stamp) -> Stamp:
        return CheckinStamp(**stamp.model_dump(), session=session_fact())


def _breaks(*_: object) -> None:
    raise ZeroDivisionError


async def _nothing() -> None:
    pass


@pytest.fixture
def workshop(backstage: Backstage, tmp_path: Path) -> Workshop:
    return Workshop(backstage, tmp_path)


@pytest.mark.expects_error("a rule broke")
async def test_a_broken_rule_sets_its_command_aside_tells_the_waiter_and_after_the_fix_it_is_decided_once(
    backstage: Backstage, topics: Topics, workshop: Workshop
) -> None:
    command = {
        "id": str(uuid4()), "type": "walk_in", "conference": "t-workshop", "attendee": str(uuid4()),
        "session": MORNING, "venue": KIM_CHAN,
    }  # fmt: skip
    refused = await workshop.take(command, broken=True)
    assert (refused.status, refused.decision) == ("set_aside", None)
    origin = "workshop.commands.v1/0/0"
    assert header(await letter_of(topics, origin), "dl_fault") == "ZeroDivisionError in a rule"
    assert (await diemcau(backstage, "replay", origin)).exit_code == 0
    decided = await workshop.take(command, broken=False)
    assert decided.decision
    events = await topics.all("workshop.events.v1")
    told = [event for event in events if header(event, "ce_type").endswith("checked-in.v1")]
    assert len(await topics.all("workshop.commands.v1")) == 3  # set aside, put back, sent again
    assert {event.value for event in told} == {decided.decision}
