"""`diemcau up` and `diemcau status` as a person at a terminal meets them."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.diemcau.__main__ import COMMANDS, build
from deploy.embedded import free_ports
from deploy.embedded.alone import holder, process_list
from deploy.embedded.places import CHECKOUT
from tests.deploy.sites import PORTS, wait_for

DIEMCAU = [sys.executable, "-m", "deploy.diemcau"]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIEMCAU_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


class Up:
    """`up` runs as often as a test starts it; what a failing test left is killed, and its children with it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.ports = free_ports(PORTS)
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.deploy.up_with_standin", str(self.ports)]
        with self.output.open("wb") as file:
            self._started.append(subprocess.Popen(command, cwd=CHECKOUT, stdout=file, stderr=file))
        return self._started[-1]

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    up = Up(tmp_path / "up.out")
    yield up
    up.end()


def diemcau(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DIEMCAU, *words], cwd=CHECKOUT, capture_output=True, text=True)


def wait_until_all_answer(state: Path, up: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the parts: Kafka, store, gateway and stand-in."""
    file = process_list(state)
    wait_for(lambda: holder(state) == up.pid)
    wait_for(lambda: file.exists() and [part["ready"] for part in json.loads(file.read_text())] == [True] * 4)
    asked = diemcau("status", "--json")
    assert asked.returncode == 0
    return [part["pid"] for part in json.loads(asked.stdout)]


def test_ctrl_c_leaves_no_process_and_a_killed_up_does_not_block_the_next_start(state: Path, up: Up) -> None:
    killed = up.start()
    children = wait_until_all_answer(state, killed)
    killed.kill()
    killed.wait()
    wait_for(lambda: not any(psutil.pid_exists(pid) for pid in children))
    assert diemcau("status").returncode == 2

    stopped = up.start()
    children = wait_until_all_answer(state, stopped)
    stopped.send_signal(signal.SIGINT)
    assert stopped.wait(60) == 0, up.output.read_text()
    assert not any(psutil.pid_exists(pid) for pid in children)
    assert not process_list(state).exists()


@pytest.mark.usefixtures("state")
def test_a_busy_port_ends_in_a_sentence_that_names_who_holds_it() -> None:
    ports = free_ports(PORTS)
    with socket.create_server(("127.0.0.1", ports)):
        ended = diemcau(
            "up", "--gateway-port", str(ports), "--kafka-port", str(ports + 1), "--store-port", str(ports + 3)
        )
    assert ended.returncode == 2
    vietnamese, english = ended.stderr.splitlines()
    assert vietnamese.startswith(f"Cổng {ports} đang bị ")
    assert f"Port {ports} is held by" in english
    assert f"({os.getpid()}): stop it, or choose another port with --gateway-port" in english
    assert f'make demo ARGS="--gateway-port {ports + 10}"' in english


@pytest.mark.usefixtures("state")
def test_a_backend_that_is_named_but_does_not_answer_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = free_ports()
    monkeypatch.setenv("DIEMCAU_KAFKA", f"127.0.0.1:{nobody}")
    ended = diemcau("up", "--gateway-port", str(free_ports()), "--store-port", str(free_ports()))
    assert ended.returncode == 2
    assert f"No server answers at 127.0.0.1:{nobody} (DIEMCAU_KAFKA)" in ended.stderr


def test_status_says_that_nothing_runs(state: Path) -> None:
    ended = diemcau("status")
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1] == f"Nothing runs at {state}: start it with `diemcau up`."


def test_the_help_of_every_command_has_an_example() -> None:
    app = build(list(COMMANDS))
    groups = [group.typer_instance for group in app.registered_groups]
    commands = [command for part in (app, *groups) if part for command in part.registered_commands]
    assert len(commands) >= 2
    for command in commands:
        assert "Example: diemcau" in ((command.callback and command.callback.__doc__) or ""), command.callback
