"""One correlation id goes with a deed from the browser to Kafka, to the decision, to the screens and to the log; a name
goes nowhere."""

import json
from uuid import uuid4

from aiokafka import ConsumerRecord

from shared.events.base import NAMESPACE, event_id
from tests import watching_logs
from tests.backstage import Backstage
from tests.clients import KIM_CHAN, MORNING, PEOPLE, Conference, Screen
from tests.topics import Topics
from tests.waiting import wait_for

NEEDED = {"ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "ce_subject", "ce_correlationid"}


def headers_of(record: ConsumerRecord) -> dict[str, str]:
    return {name: value.decode() for name, value in record.headers}


async def test_the_id_given_by_the_browser_is_on_the_order_the_event_the_answer_and_what_follows(
    conference: Conference, topics: Topics
) -> None:
    desk, guest, correlation = conference.desk(), str(uuid4()), f"c-{uuid4()}"
    await desk.put_person(guest, "Người Đi Thay Có Dấu Vết")
    command = desk.command("substitute", code="HV01", substitute=guest, consent=True)
    answer = await desk.post(command, headers={"X-Correlation-Id": correlation})
    assert answer.headers["X-Correlation-Id"] == correlation
    assert answer.json()["decision"]["correlation"] == correlation
    entered = f"{conference.id}/attendee/{guest}".encode()
    await topics.wait_for(lambda record: record.key == entered, conference.id, "checkin.events.v1")
    for topic in ("checkin.commands.v1", "checkin.events.v1"):
        records = await topics.about(conference.id, topic)
        assert [headers_of(record)["ce_correlationid"] for record in records] == [correlation] * 2


async def test_the_screens_are_told_it_with_what_it_changed(conference: Conference) -> None:
    """A person at the door and in the conflict inbox, a number read out, a session closed."""
    hub, desk = conference.hub, conference.desk()
    deeds = {
        "door": desk.command("check_in", code="HV01"),
        "conflicts": desk.command("check_in", code="HV04", told="checked_in"),
        "hub": desk.command("head_count", count=3),
    }
    for view, command in deeds.items():
        correlation = f"c-{uuid4()}"
        async with hub.watching(view, venue=KIM_CHAN) as screen:
            assert (await desk.post(command, headers={"X-Correlation-Id": correlation})).status_code == 200
            await told(screen, correlation)
    async with hub.watching("door", venue=KIM_CHAN) as screen:
        closed = await hub.send("close_session", session=MORNING)
        await told(screen, closed["correlation"])


async def told(screen: Screen, correlation: str) -> None:
    """Waits for a change with this correlation id."""
    await wait_for(lambda: any(data.get("correlation") == correlation for _, data in screen.messages))


async def test_without_one_a_deed_gets_one(conference: Conference) -> None:
    answer = await conference.desk().post(conference.desk().command("check_in", code="HV01"))
    assert answer.json()["decision"]["correlation"] == answer.headers["X-Correlation-Id"]
    assert answer.headers["X-Now"]


async def test_every_record_is_a_cloud_event_whose_id_repeats_with_it(conference: Conference, topics: Topics) -> None:
    decision = await conference.desk().scan("HV01")
    [order] = await topics.about(conference.id, "checkin.commands.v1")
    [event] = await topics.about(conference.id, "checkin.events.v1")
    for record in (order, event):
        assert headers_of(record).keys() >= NEEDED
        assert headers_of(record)["ce_subject"] == record.key.decode()
        assert headers_of(record)["ce_specversion"] == "1.0"
    assert headers_of(order)["ce_id"] == headers_of(event)["ce_causationid"] == decision["command"]
    assert headers_of(event)["ce_id"] == str(event_id(decision["key"], decision["version"]))
    assert headers_of(event)["ce_type"] == "vn.diemcau.checkin.attendee-checked-in.v1"
    assert event_id("a", 1) != event_id("a", 2) != NAMESPACE


async def test_no_name_and_no_code_is_on_any_topic(conference: Conference, topics: Topics) -> None:
    guest = str(uuid4())
    await conference.desk().put_person(guest, "Khách Không Lên Nhật Ký")
    await conference.desk().send("walk_in", attendee=guest)
    await conference.desk().scan("HV01")
    for topic in ("checkin.commands.v1", "checkin.events.v1", "conference.commands.v1", "conference.events.v1"):
        for record in await topics.about(conference.id, topic):
            said = ("Khách Không", *(text for code, name, _ in PEOPLE for text in (code, name)))
            assert not [text for text in said if text.encode() in record.value], topic


async def test_a_reader_of_names_is_in_the_log_with_pass_and_count_and_without_the_names(
    backstage: Backstage, conference: Conference
) -> None:
    correlation = f"c-{uuid4()}"
    desk = conference.desk(id="ban-doc-ten")
    await desk.http.post("/search", json={"q": "nguyen thi thu"}, headers={"X-Correlation-Id": correlation})

    def logged() -> list[str]:
        return [line for line in backstage.checkin.log.read_text().splitlines() if correlation in line]

    line = json.loads((await wait_for(logged))[0])
    assert {"event": "names read", "pass_id": "ban-doc-ten", "count": 1, "venue": KIM_CHAN}.items() <= line.items()
    assert "nguyen" not in str(line).lower()


def test_the_watch_over_logs_finds_errors_tracebacks_and_names() -> None:
    watching_logs.NAMES.add("Tên Ở Trong Nhật Ký")
    assert watching_logs.is_error('{"event": "x", "level": "error"}')
    assert watching_logs.is_error("Traceback (most recent call last):")
    assert not watching_logs.is_error('{"event": "x", "level": "warning"}')
    assert watching_logs.holds_a_name('{"event": "Tên Ở Trong Nhật Ký", "level": "info"}')
