"""Whatever is sent in, a problem document with a stable code comes back, and the service goes on."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from tests.clients import KIM_CHAN, MORNING, Client, Conference, done_at, now, problem
from tests.watching_logs import NAMES


class Bad(NamedTuple):
    """`change`: fields put over a good scan (None takes one out), or a whole body as bytes."""

    name: str
    change: dict[str, Any] | bytes
    answer: tuple[int, str]


def at(moment: str, **more: Any) -> dict[str, Any]:
    return {"device": {"id": "x", "device_time": moment, **more}}


INVALID, UNREADABLE = (422, "command-invalid"), (400, "body-unreadable")
IMPLAUSIBLE = (422, "time-implausible")
BAD = [
    Bad("no body", b"", UNREADABLE),
    Bad("no JSON", b'{"type": ', UNREADABLE),
    Bad("not UTF-8", b'{"type": "check_in", "code": "\xff\xfe"}', UNREADABLE),
    Bad("NaN", b'{"type": "head_count", "count": NaN}', UNREADABLE),
    Bad("JSON 100,000 deep", b"[" * 100_000 + b"]" * 100_000, UNREADABLE),
    Bad("JSON 900 deep", b'{"type":"check_in","code":' + b"[" * 900 + b"]" * 900 + b"}", (422, "code-empty")),
    Bad("ten million bytes", b'{"type":"check_in","code":"' + b"A" * 10_000_000 + b'"}', (413, "body-too-large")),
    Bad("a list", b"[1, 2]", INVALID),
    Bad("null", b"null", INVALID),
    Bad("a number too large", b'{"type":"head_count","count":1e999}', UNREADABLE),
    Bad("unknown type", {"type": "check_everybody_in"}, INVALID),
    Bad("a type that is no text", {"type": {"check": "in"}}, INVALID),
    Bad("no type", {"type": None}, INVALID),
    Bad("a follow-up, which the decider alone sends", {"type": "enter_substitute"}, INVALID),
    Bad("no id", {"id": None}, INVALID),
    Bad("no UUID", {"id": "123"}, INVALID),
    Bad("a wrong attendee", {"code": None, "attendee": "HV01"}, INVALID),
    Bad("nobody", {"code": None}, INVALID),
    Bad("no venue", {"venue": None}, INVALID),
    Bad("a venue with a slash", {"venue": "KC/../TL"}, INVALID),
    Bad("unknown venue", {"venue": "KHONG-CO"}, (422, "unknown-venue")),
    Bad("unknown conference", {"conference": "no-such-day"}, (422, "unknown-conference")),
    Bad("a conference with a slash", {"conference": "a/b"}, INVALID),
    Bad("empty code", {"code": ""}, (422, "code-empty")),
    Bad("a code of blanks", {"code": " \t\u3000\u200b"}, (422, "code-empty")),
    Bad("a code that is no text", {"code": ["HV01"]}, (422, "code-empty")),
    Bad("a code of 100,000 letters", {"code": "A" * 100_000}, (422, "code-too-long")),
    Bad("half a surrogate pair", b'{"type":"check_in","code":"\\ud83d"}', UNREADABLE),
    Bad("a reason of 100,000 letters", {"reason": "A" * 100_000}, INVALID),
    Bad("a device without a zone", at("2023-06-03T07:00:00"), INVALID),
    Bad("a device of 1970", at("1970-01-01T00:00:00Z"), IMPLAUSIBLE),
    Bad("a device of 2099", at("2099-01-01T00:00:00Z"), IMPLAUSIBLE),
    Bad("a device of the year 1", at("0001-01-01T00:00:00+14:00"), IMPLAUSIBLE),
    Bad("a device of the year 9999", at("9999-12-31T23:59:59-12:00", offset=1e9), IMPLAUSIBLE),
    Bad("sent in the year 9999", at("2023-06-03T07:00:00Z", sent_at="9999-12-31T23:59:59Z"), IMPLAUSIBLE),
    Bad("sent in 1970", at("2023-06-03T07:00:00Z", sent_at="1970-01-01T00:00:00Z"), IMPLAUSIBLE),
    Bad("an offset of thirty years", at("2023-06-03T07:00:00Z", offset=1e9), IMPLAUSIBLE),
    Bad("an offset that is no number", at("2023-06-03T07:00:00Z", offset="Infinity"), INVALID),
    Bad("a device two days ahead", at((now() + timedelta(days=2)).isoformat(), offset=0), IMPLAUSIBLE),
    Bad("a device eight days behind", at((now() - timedelta(days=8)).isoformat(), offset=0), IMPLAUSIBLE),
    Bad("an override without what was seen", {"type": "override", "over": "wrong_venue"}, INVALID),
    Bad("an override of what cannot be", {"type": "override", "over": "unknown_code", "seen": 0}, INVALID),
    Bad("a head count below nothing", {"type": "head_count", "count": -1}, INVALID),
    Bad("an undo without a reason", {"type": "undo", "deed": str(uuid4())}, INVALID),
]
CODES = [  # what a scanner makes of one printed code: all are the same person
    "HV01", "hv01", " HV 01 ", "HV01\r\n", "]Q1HV01", "\\000026HV01", "ＨＶ０１", "HV\u200b01", "\ufeffHV01", "H\x00V01\x1d",
]  # fmt: skip
STRANGE_CODES = [  # of nobody, and readable all the same
    "HV+01", "HV01+", "https://example.org/?a=b&c=%20", "\x01\x02\x03x", "'; DROP TABLE", "$where", "{\"$ne\":1}", "🙂",
    "DC1.XX.1.YY", "../../x", "Ａ" * 200,
]  # fmt: skip


def body(client: Client, change: dict[str, Any] | bytes) -> bytes:
    if isinstance(change, bytes):
        return change
    fields = {**client.command("check_in", code="HV01"), **change}
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
async def test_a_bad_command_is_told_what_is_wrong_and_the_next_is_decided(quiet: Conference, bad: Bad) -> None:
    client = quiet.ops  # may act in any conference, so that nothing but the input is refused
    assert problem(await client.http.post("/commands", content=body(client, bad.change))) == bad.answer
    assert (await quiet.desk().send("head_count", count=6))["code"] == "recorded"


async def test_after_all_of_that_nobody_is_in_and_nothing_is_counted(conference: Conference) -> None:
    bodies = [body(conference.ops, bad.change) for bad in BAD]
    await asyncio.gather(*(conference.ops.http.post("/commands", content=content) for content in bodies))
    assert (await conference.desk().scan("HV01"))["version"] == 1


async def test_what_is_wrong_is_named_by_field_and_never_repeated(quiet: Conference) -> None:
    answer = await quiet.desk().post(quiet.desk().command("undo", code="HV01", deed="Nguyễn", reason="x"))
    assert {error["field"] for error in answer.json()["errors"]} == {"undo.deed", "undo.reason"}
    assert "Nguyễn" not in answer.text


async def test_problems_are_told_in_the_readers_language(quiet: Conference) -> None:
    command = quiet.desk().command("check_in", code="")
    told = [
        (await quiet.desk().post(command, headers={"Accept-Language": language})).json()["detail"]
        for language in ("vi-VN,vi;q=0.9", "en-GB", "fr")
    ]
    assert told == [
        "Chưa có mã. Hãy quét hoặc gõ lại.",
        "There is no code. Scan or type again.",
        "Chưa có mã. Hãy quét hoặc gõ lại.",
    ]


@pytest.mark.parametrize("code", CODES, ids=ascii)
async def test_however_a_scanner_writes_a_code_it_is_the_same_person(quiet: Conference, code: str) -> None:
    assert (await quiet.desk().scan(code))["attendee"] == quiet.person("HV01")


async def test_a_strange_code_is_nobodys_and_stops_nobody(quiet: Conference) -> None:
    commands = [quiet.desk().command("check_in", code=code) for code in STRANGE_CODES]
    results = (await quiet.desk().batch(commands))["results"]
    assert [result["decision"]["code"] for result in results] == ["unknown_code"] * len(STRANGE_CODES)


async def test_each_of_a_batch_is_answered_on_its_own(conference: Conference) -> None:
    desk = conference.desk()
    good = desk.command("check_in", code="HV01")
    commands = [
        good, {**good, "type": "nonsense"}, None, 7, {}, {**good, "id": "x"}, {**good, "venue": "TL"},
        {**good, "conference": "other"}, {**good, "id": str(uuid4()), "code": ""}, {**good, "type": "check_out"},
    ]  # fmt: skip
    results = (await desk.batch(commands))["results"]
    told = [result.get("problem", {}).get("code") or result["status"] for result in results]
    assert told == [
        "decided", "command-invalid", "command-invalid", "command-invalid", "command-invalid", "command-invalid",
        "other-venue", "other-conference", "code-empty", "command-id-reused",
    ]  # fmt: skip
    assert {result["status"] for result in results} == {"decided", "invalid"}


async def test_a_batch_of_501_is_too_large_and_one_that_is_no_list_is_invalid(quiet: Conference) -> None:
    desk = quiet.desk()
    commands = [desk.command("check_in", code=f"X{number}") for number in range(501)]
    post = desk.http.post
    assert problem(await post("/commands/batch", json={"commands": commands})) == (413, "batch-too-large")
    wrong: Any
    for wrong in ({"commands": "all"}, {}, [], 7, {"commands": {"0": commands[0]}}):
        assert problem(await post("/commands/batch", json=wrong)) == INVALID
    assert problem(await post("/commands/batch", content=b"\xff")) == UNREADABLE
    assert (await desk.batch([]))["results"] == []


async def test_bad_bodies_are_refused_wherever_a_body_is_taken(quiet: Conference) -> None:
    http = quiet.desk().http
    person = f"/people/{uuid4()}"
    for method, path in (("POST", "/enter"), ("PUT", person)):
        for content, answer in (
            (b"{", UNREADABLE), (b"\xff", UNREADABLE), (b"[" * 10_000, UNREADABLE), (b"{}", INVALID), (b"7", INVALID),
            (b'"' + b"A" * 1_000_000 + b'"', (413, "body-too-large")),
        ):  # fmt: skip
            assert problem(await http.request(method, path, content=content)) == answer, (path, content[:20])
    assert problem(await http.put("/people/7", json={"conference": quiet.id, "name": "Ai Đó"})) == INVALID
    assert problem(await quiet.desk().put_person(uuid4(), "Ai Đó", phone="+84 912")) == INVALID
    assert problem(await http.post("/enter", content=b'{"secret": "\\ud800"}')) == UNREADABLE


async def test_a_list_that_is_too_large_or_for_no_conference_is_refused(quiet: Conference) -> None:
    http = quiet.ops.http
    query = {"conference": quiet.id, "dry_run": "false"}
    assert problem(await http.post("/roster", params=query, content=b"A" * 6_000_000)) == (413, "body-too-large")
    unknown = {"conference": "no-such-day", "dry_run": "false"}
    assert problem(await http.post("/roster", params=unknown, content=b"code")) == (422, "unknown-conference")


async def test_unknown_addresses_and_methods_are_told_so(quiet: Conference) -> None:
    http = quiet.desk().http
    assert problem(await http.get("/no-such-thing")) == (404, "not-found")
    assert problem(await http.delete("/commands")) == (405, "method-not-allowed")


async def test_a_name_is_searched_by_a_body_and_never_stands_in_an_address(quiet: Conference) -> None:
    http = quiet.desk().http
    assert problem(await http.get("/search", params={"q": "nguyen"})) == (404, "not-found")
    assert problem(await http.post("/search", params={"q": "nguyen"}, json={})) == INVALID
    assert problem(await http.post("/search", json={"q": "ng"})) == (422, "query-too-short")
    assert problem(await http.post("/search", json={"q": "N" * 101})) == INVALID


async def test_times_without_a_zone_are_not_planned_with(quiet: Conference) -> None:
    """Every deed is compared with them: one of these, stored, would have set aside each scan of its session."""
    bare = {
        name: datetime(2023, 6, 3, hour).isoformat() for name, hour in (("opens", 6), ("starts", 7), ("closes", 11))
    }
    assert await quiet.ops.refused("define_session", session=MORNING, name="Sáng", **bare) == INVALID
    mixed = bare | {"closes": now().isoformat()}
    assert await quiet.ops.refused("define_session", session=MORNING, name="Sáng", **mixed) == INVALID
    wrong = {"opens": now(), "starts": now() - timedelta(hours=1), "closes": now()}
    told = await quiet.ops.refused("define_session", session=MORNING, name="Sáng", **wrong)
    assert told == (422, "times-out-of-order")


async def test_a_line_that_breaks_in_the_middle_of_a_body_leaves_no_trace(conference: Conference) -> None:
    desk = conference.desk()
    address = urlsplit(str(desk.http.base_url))
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = f"POST {address.path}commands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {desk.secret}\r\n"
    writer.write(f"{head}Content-Length: 1000\r\n\r\n{{".encode())
    await writer.drain()
    writer.close()
    assert not await reader.read()
    assert (await desk.scan("HV01"))["code"] == "checked_in"


async def test_a_clock_seven_minutes_fast_is_corrected_by_what_the_desk_knows_of_it(conference: Conference) -> None:
    fast = now() + timedelta(minutes=7)
    taken = await conference.desk().scan("HV01", device={**done_at(fast), "offset": -420.0})
    assert abs(datetime.fromisoformat(taken["at"]) - now()) < timedelta(seconds=60)
    guessed = {"id": "x", "device_time": fast.isoformat(), "sent_at": fast.isoformat()}
    taken = await conference.desk().scan("HV02", device=guessed)
    assert abs(datetime.fromisoformat(taken["at"]) - now()) < timedelta(seconds=60)


async def test_names_in_bad_input_are_in_no_log(quiet: Conference) -> None:
    """The check after each test reads the log: here is something for it to find."""
    NAMES.add("Tên Không Được Ghi")
    for field in ("code", "reason", "venue", "session", "told"):
        await quiet.desk().post(quiet.desk().command("check_in", code="HV01") | {field: "Tên Không Được Ghi"})
    await quiet.desk().search("Tên Không Được Ghi")
    assert isinstance(await quiet.desk().get("/people", ids="Tên Không Được Ghi"), httpx.Response)
    assert KIM_CHAN in (await quiet.desk().get("/me")).text
