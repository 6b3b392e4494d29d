"""A desk of the simulator is a good client: it keeps a command until it has seen its decision."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from deploy.simulator.decisions import decisions
from deploy.simulator.deeds import Deed
from deploy.simulator.door import Door, Refused
from deploy.simulator.ledger import Ledger, read_ledger, sha
from deploy.simulator.scenes import Scene
from deploy.simulator.truth import Person

WHEN = datetime(2023, 6, 3, tzinfo=UTC)
DECISION = '{"type":"x","command":"1","code":"checked_in","revision":4,  "reason":"\\"decision\\": no"}'
OTHER = '{"type":"x","command":"2","code":"left","revision":9}'
Answer = httpx.Response | Exception
anyone = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.simulator.door.PAUSES", (0,))


def deed(id: str, **more: object) -> Deed:
    return Deed("H0", WHEN, {"id": id, "type": "check_in"}, "checked_in", **more)  # type: ignore[arg-type]


class Server:
    """Answers in turn, and remembers what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self._answers: Iterator[Answer] = iter(answers)
        self.asked: list[tuple[str, str, dict[str, object]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, request.url.path, json.loads(request.content or "{}")))
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def perform(
    server: Callable[[httpx.Request], httpx.Response], path: Path, *deeds: Deed
) -> list[dict[str, object]]:
    async def everybody_has_the_time() -> None:
        pass

    with Ledger(path) as ledger:
        async with httpx.AsyncClient(transport=httpx.MockTransport(server), base_url="http://hall") as http:
            await Door(http, "secret", "c", ledger, everybody_has_the_time).perform(Scene(WHEN, "H0", deeds))
    return list(read_ledger(path))


def board(*items: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, text="event: snapshot\ndata: " + json.dumps({"items": items}) + "\n\n")


def decided(*texts: str) -> httpx.Response:
    return httpx.Response(200, text='{"decision":' + texts[0] + ',"people":{}}')


@anyone
async def test_the_same_command_is_said_again_after_a_503_a_break_and_a_202(tmp_path: Path) -> None:
    pending = httpx.Response(202, json={"status": "pending", "id": "1"})
    server = Server(httpx.Response(503), httpx.ReadError("cut"), pending, decided(DECISION))
    lines = await perform(server, tmp_path / "ledger", deed("1"))
    assert [body for _, _, body in server.asked] == [{"id": "1", "type": "check_in"}] * 4
    assert [line["line"] for line in lines] == ["sent", "accepted", "told"]
    assert lines[-1] == {"line": "told", "id": "1", "code": "checked_in", "revision": 4, "sha": sha(DECISION)}


@anyone
async def test_of_a_batch_only_what_has_no_decision_is_said_again(tmp_path: Path) -> None:
    results = '{"results":[{"id":"1","status":"decided","decision":' + DECISION + '},{"id":"2","status":"unknown"}]}'
    server = Server(httpx.Response(200, text=results), decided(OTHER))
    lines = await perform(server, tmp_path / "ledger", deed("1"), deed("2"))
    assert [path.rsplit("/", 1)[1] for _, path, _ in server.asked] == ["batch", "commands"]
    assert [line["id"] for line in lines if line["line"] == "told"] == ["1", "2"]


@anyone
async def test_a_deed_that_names_what_it_saw_names_the_revision_that_was_told(tmp_path: Path) -> None:
    server = Server(decided(DECISION), decided(OTHER))
    await perform(server, tmp_path / "ledger", deed("1"))
    await perform(server, tmp_path / "ledger", deed("2", seen_of="1"))
    assert server.asked[1][2]["seen"] == 4


@anyone
async def test_what_was_told_before_a_break_is_not_sent_again(tmp_path: Path) -> None:
    server = Server(decided(DECISION))
    await perform(server, tmp_path / "ledger", deed("1"))
    await perform(server, tmp_path / "ledger", deed("1"))
    assert len(server.asked) == 1


@anyone
async def test_somebody_new_is_introduced_by_name_before_the_command(tmp_path: Path) -> None:
    server = Server(httpx.Response(200, json={}), decided(DECISION))
    new = Person("p", "Nguyễn Văn Thử", "Chuyên viên", "Giả lập", phone="0500000000")
    await perform(server, tmp_path / "ledger", deed("1", person=new))
    assert [(method, path) for method, path, _ in server.asked] == [
        ("PUT", "/checkin/api/people/p"),
        ("POST", "/checkin/api/commands"),
    ]
    assert server.asked[0][2]["name"] == "Nguyễn Văn Thử"


@anyone
async def test_the_hub_looks_at_its_board_until_the_incident_is_there_and_names_what_it_saw(tmp_path: Path) -> None:
    there = {"id": "incident/abc", "revision": 3, "venues": ["H0"], "closed_at": None}
    over, other = there | {"id": "incident/old", "closed_at": "x"}, there | {"id": "incident/other", "venues": ["H1"]}
    server = Server(httpx.ReadError("cut"), httpx.Response(503), board(over, other), board(over, other, there),
                    decided(DECISION))  # fmt: skip
    await perform(server, tmp_path / "ledger", deed("1", incident_at="H0", service="/venues"))
    assert [path for _, path, _ in server.asked] == ["/venues/api/live/board"] * 4 + ["/venues/api/commands"]
    assert (server.asked[-1][2]["incident"], server.asked[-1][2]["seen"]) == ("abc", 3)


@anyone
async def test_an_incident_that_never_comes_is_not_passed_over(tmp_path: Path) -> None:
    server = Server(*(board() for _ in range(100)))
    with pytest.raises(Refused, match="no incident of H0"):
        await perform(server, tmp_path / "ledger", deed("1", incident_at="H0", service="/venues"))


@anyone
async def test_a_command_set_aside_is_left_after_three_tries_and_stays_without_an_answer(tmp_path: Path) -> None:
    aside = [httpx.Response(202, json={"status": "set_aside", "id": "1"}) for _ in range(3)]
    lines = await perform(Server(*aside), tmp_path / "ledger", deed("1"))
    assert [line["line"] for line in lines] == ["sent", "accepted", "accepted", "accepted"]


async def test_a_refusal_that_no_repetition_mends_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="403"):
        await perform(Server(httpx.Response(403, text="other-venue")), tmp_path / "ledger", deed("1"))


def test_a_decision_is_taken_out_byte_for_byte() -> None:
    body = '{"results":[{"id":"1","decision": ' + DECISION + '},{"id":"2","decision":' + OTHER + '}],"people":{}}'
    assert list(decisions(body)) == [DECISION, OTHER]


def test_half_a_line_of_a_ledger_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text('{"line": "sent", "id": "1"}\n{"line": "to')
    assert [line["id"] for line in read_ledger(tmp_path / "ledger")] == ["1"]
