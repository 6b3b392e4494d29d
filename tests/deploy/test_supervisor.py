"""What ends is started again, and the list in processes.json tells the truth."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from deploy.diemcau.up import start_services
from deploy.embedded import Process, Trouble, free_ports
from deploy.embedded.services import ServiceProcess
from deploy.embedded.site import Site
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.watched import Watched
from tests.deploy.sites import STANDIN, wait_for


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    with Supervisor(tmp_path, said.append) as supervisor:
        yield supervisor


def standin(state: Path, **environment: str) -> ServiceProcess:
    return ServiceProcess(STANDIN._replace(port=free_ports()), state, environment)


def listed(supervisor: Supervisor) -> dict[str, Any]:
    entries: list[dict[str, Any]] = json.loads(supervisor.list_file.read_text())
    return entries[0]


def test_a_killed_service_is_off_the_list_until_it_is_ready_again(tmp_path: Path, supervisor: Supervisor) -> None:
    supervisor.add(standin(tmp_path))
    supervisor.wait_ready("standin")
    first = listed(supervisor)
    assert first["ready"]
    supervisor.kill("standin")
    assert (listed(supervisor)["pid"], listed(supervisor)["ready"]) == (None, False)
    supervisor.wait_ready("standin")
    assert listed(supervisor)["ready"]
    assert listed(supervisor)["pid"] != first["pid"]
    assert listed(supervisor)["restarts"] == 1


def test_a_paused_service_stays_on_the_list(tmp_path: Path, supervisor: Supervisor) -> None:
    supervisor.add(standin(tmp_path))
    supervisor.wait_ready("standin")
    supervisor.pause("standin")
    assert listed(supervisor)["ready"]
    assert not supervisor.process("standin").answers()
    supervisor.resume("standin")
    wait_for(supervisor.process("standin").answers)


def test_a_service_that_was_stopped_stays_so_until_it_is_started(tmp_path: Path, supervisor: Supervisor) -> None:
    supervisor.add(standin(tmp_path))
    supervisor.wait_ready("standin")
    supervisor.stop("standin")
    assert not listed(supervisor)["ready"]
    supervisor.start("standin")
    supervisor.wait_ready("standin")
    assert listed(supervisor)["ready"]
    assert listed(supervisor)["restarts"] == 0


def test_one_that_ends_five_times_within_a_minute_is_named_once(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
) -> None:
    supervisor.add(standin(tmp_path, STANDIN_ENDS="1"))
    with pytest.raises(Trouble, match=r"standin ended while starting \(code 1\)"):
        supervisor.wait_ready("standin")
    assert supervisor.failing == ["standin"]
    pauses = [line.rpartition("again in ")[2] for line in said[:-1]]
    assert pauses == ["0.2 s", "0.4 s", "0.8 s", "1.6 s"]
    assert "standin ended 5 times within a minute" in said[-1]
    assert "goes on" not in said[-1]  # that is for whoever started it to say
    assert str(supervisor.process("standin").log) in said[-1]
    assert "the stand-in was told to end" in supervisor.process("standin").log.read_text()


def test_up_goes_on_without_a_service_that_keeps_ending_and_says_so_once(
    tmp_path: Path, supervisor: Supervisor, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, services=[STANDIN._replace(port=free_ports())], environment={"STANDIN_ENDS": "1"})
    start_services(site, supervisor)
    assert capsys.readouterr().out.count("The rest goes on; what ended is tried again every minute.") == 1


class Lively(Process):
    """Is ready as soon as it runs, and ends when a test says so."""

    up = False

    @property
    def running(self) -> bool:
        return self.up

    def check_ready(self) -> bool:
        self.ready = True
        return True

    def start(self) -> Self:
        self.up = True
        return self


def test_one_that_was_ready_before_is_done_without_and_that_is_said(tmp_path: Path, said: list[str]) -> None:
    process = Lively("standin", tmp_path / "home", port=0)
    watched = Watched(process, said.append)
    for tenth in range(400):
        process.up = process.up and tenth % 2 == 1
        watched.look(tenth / 10)
    assert "The rest goes on; what ended is tried again every minute." in said[-1]


class Broken(Process):
    """Ends at once, whenever it is started."""

    def start(self) -> Self:
        return self


def test_one_that_ended_too_often_is_tried_again_once_a_minute(tmp_path: Path, said: list[str]) -> None:
    watched = Watched(Broken("standin", tmp_path / "home", port=0), said.append)
    starts = []
    for second in range(200):
        before = watched.restarts
        for tenth in range(10):
            watched.look(second + tenth / 10)
        starts += [second] * (watched.restarts - before)
    assert starts == [0, 0, 1, 3, 63, 123, 183]
