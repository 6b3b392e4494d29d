"""What the command line says of commands that get no decision, from a door that is played."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from deploy.diemcau import api
from deploy.diemcau.api import Api
from deploy.embedded.trouble import Trouble
from tests.clients import Json

COMMANDS = [{"id": "first"}, {"id": "second"}]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PATIENCE", 0.5)
    monkeypatch.setattr(api, "PAUSE", 0.01)


def at_a_door(state: Path, answer: Callable[[int, str], str]) -> tuple[Api, list[list[str]]]:
    """`answer` gives the status of a command at its first, second, … sending; with what was sent each time."""
    sent: list[list[str]] = []

    def batch(request: httpx.Request) -> httpx.Response:
        ids = [command["id"] for command in _json(request)["commands"]]
        sent.append(ids)
        return httpx.Response(200, json={"results": [{"id": id, "status": answer(len(sent), id)} for id in ids]})

    return Api("http://door", state, "hall", httpx.MockTransport(batch)), sent


def test_only_what_is_still_undecided_is_sent_again(tmp_path: Path) -> None:
    door, sent = at_a_door(tmp_path, lambda time, id: "decided" if id == "first" or time == 3 else "pending")
    with door:
        door.decide(COMMANDS)
    assert sent == [["first", "second"], ["second"], ["second"]]


def test_a_command_with_the_dead_letters_is_said_and_not_sent_again(tmp_path: Path) -> None:
    door, sent = at_a_door(tmp_path, lambda time, id: "set_aside" if id == "second" else "decided")
    with door, pytest.raises(Trouble, match=r"Command second .* dead letters: see `diemcau dead-letters list`"):
        door.decide(COMMANDS)
    assert len(sent) == 1


def test_a_decision_that_does_not_come_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    door, sent = at_a_door(tmp_path, lambda time, id: "pending")
    with door, pytest.raises(Trouble, match="2 commands have no decision"):
        door.decide(COMMANDS)
    assert 2 < len(sent) < 20  # later each time


def _json(request: httpx.Request) -> Json:
    return json.loads(request.content)  # type: ignore[no-any-return]
