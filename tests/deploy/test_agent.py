"""The agent at a venue, and a hub that is played: what it says, what it bears, when it gives up."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from deploy.diemcau import agent
from deploy.diemcau.agent import NOT_POSSIBLE, REFUSED
from services.venue_status.commands import Beat
from shared.problems import Problem
from tests.deploy.hub import MINE, SECRET, Hub, Json, Told, taken
from tests.deploy.sites import wait_for

ALONE = [sys.executable, "-I", "-S"]  # as on a PC with nothing installed
AS_COMMAND = [sys.executable, "-m", "deploy.diemcau", "agent"]
CUT: Told = (0, {}, {})
ROOT = Path(agent.__file__).parents[2]
MOST = 40_000  # kB


@pytest.fixture
def copied(tmp_path: Path) -> list[str]:
    """The one file, copied to a PC."""
    return [*ALONE, shutil.copy(agent.__file__, str(tmp_path))]


@contextmanager
def beating(program: Sequence[str], hub: Hub, folder: Path, every: float = 0.02) -> Iterator["subprocess.Popen[str]"]:
    """The program with a pass file, until the end of the test."""
    (folder / "pass.txt").write_text(f"https://hub/checkin/enter#{SECRET}\n")
    words = ["--hub", hub.address, "--pass-file", str(folder / "pass.txt"), "--every", str(every)]
    pipe = subprocess.PIPE
    with subprocess.Popen([*program, *words], stdout=pipe, stderr=pipe, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def problem(code: str) -> Told:
    document = Problem(code).document()
    return document["status"], document, {"Content-Type": "application/problem+json"}


def said(log: str) -> list[Json]:
    return [json.loads(line) for line in log.splitlines()]


def events_after(process: "subprocess.Popen[str]") -> list[str]:
    """What it logged, once it was asked to stop."""
    process.terminate()
    return [line["event"] for line in said(process.communicate()[0])]


def test_a_hall_is_heard_from_one_source_that_numbers_its_beats(copied: list[str], tmp_path: Path) -> None:
    with Hub() as hub, beating(copied, hub, tmp_path):
        hub.ahead = timedelta(hours=3)
        wait_for(lambda: len(hub.beats) >= 5)
        beats = [Beat.model_validate(beat) for beat in hub.beats]
        assert [beat.number for beat in beats] == list(range(1, len(beats) + 1))
        assert len({beat.id for beat in beats}) == len(beats)
        assert len({(beat.source, beat.boot, beat.kind, beat.venue, beat.conference) for beat in beats}) == 1
        assert beats[0].rtt is None  # nothing was measured yet
        assert all(0 < (beat.rtt or 0) < 60_000 for beat in beats[1:])
        assert (len(hub.lines), hub.secrets) == (1, {f"Bearer {SECRET}"})


def test_deeds_are_told_in_the_hubs_time_whatever_the_pc_shows(copied: list[str], tmp_path: Path) -> None:
    hub = Hub()
    hub.ahead = timedelta(hours=3)
    with hub, beating(copied, hub, tmp_path):
        wait_for(lambda: hub.beats)
        beat, now = Beat.model_validate(hub.beats[0]), datetime.now(UTC) + hub.ahead
        assert beat.device
        assert beat.device.device_time
        deed = beat.device.device_time + timedelta(seconds=beat.device.offset or 0)
        assert abs(now - deed) < timedelta(minutes=1)
        assert abs(now.timestamp() - beat.boot / 1000) < 60


def test_a_beat_that_was_lost_is_not_repeated_but_counted(copied: list[str], tmp_path: Path) -> None:
    with Hub(lambda number: CUT if number == 3 else taken(number)) as hub, beating(copied, hub, tmp_path):
        wait_for(lambda: len(hub.beats) >= 17)
    assert [beat["number"] for beat in hub.beats] == list(range(1, len(hub.beats) + 1))
    assert hub.beats[3]["rtt"] is None
    assert hub.beats[3]["loss"] == pytest.approx(1 / 3)
    assert hub.beats[14]["loss"] == pytest.approx(1 / 12)
    assert hub.beats[15]["loss"] == 0


def test_a_lost_line_is_said_once_and_once_that_it_is_back(copied: list[str], tmp_path: Path) -> None:
    with (
        Hub(lambda number: CUT if 3 <= number <= 8 else taken(number)) as hub,
        beating(copied, hub, tmp_path, 0.01) as process,
    ):
        wait_for(lambda: len(hub.beats) >= 12)
        assert events_after(process) == ["beating", "the line is lost", "the line is back", "stopped on purpose"]


def test_what_the_hub_does_not_take_is_no_loss_of_the_line(copied: list[str], tmp_path: Path) -> None:
    away = problem("kafka-away")
    with (
        Hub(lambda number: away if 3 <= number <= 6 else taken(number)) as hub,
        beating(copied, hub, tmp_path) as process,
    ):
        wait_for(lambda: len(hub.beats) >= 8)
        assert events_after(process)[:3] == ["beating", "the hub takes no beats", "the line is back"]
    assert {beat["loss"] for beat in hub.beats} == {None, 0}


@pytest.mark.parametrize("code", ["pass-revoked", "pass-expired", "pass-unreadable", "other-venue", "role-not-allowed"])
def test_a_pass_that_no_longer_holds_ends_it_with_a_sentence(copied: list[str], tmp_path: Path, code: str) -> None:
    with (
        Hub(lambda number: problem(code) if number == 3 else taken(number)) as hub,
        beating(copied, hub, tmp_path) as process,
    ):
        log, sentences = process.communicate(timeout=60)
        assert (process.returncode, len(hub.beats)) == (REFUSED, 3)
    assert sentences.splitlines() == [problem(code)[1]["detail"], f"The hub refuses this pass: {code}."]
    assert said(log)[-1]["event"] == "ended"
    assert SECRET not in log + sentences


def test_a_pass_for_no_venue_is_refused(copied: list[str], tmp_path: Path) -> None:
    hub = Hub(holds=(200, {"pass": {"conference": "*", "role": "ops", "venue": None}}, {}))
    with hub, beating(copied, hub, tmp_path) as process:
        assert "use that of an agent" in process.communicate(timeout=60)[1]
        assert (process.returncode, hub.beats) == (REFUSED, [])


@pytest.mark.parametrize("other", [(401, {}, {}), (200, {}, {}), (302, {}, {"Location": "/login"}), (404, {}, {}), CUT])
def test_somebody_elses_answer_at_that_address_is_borne_until_the_hub_is_there(
    copied: list[str], tmp_path: Path, other: Told
) -> None:
    with Hub(holds=other) as hub, beating(copied, hub, tmp_path) as process:
        wait_for(lambda: sum(hub.lines.values()) >= 3)
        assert hub.beats == []
        hub.holds = MINE
        wait_for(lambda: len(hub.beats) >= 2)
        events = events_after(process)
    assert events[1:] == ["beating", "the line is back", "stopped on purpose"]
    assert events[0] in ("the hub takes no beats", "the line is lost")


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_who_stops_it_on_purpose_has_that_said_even_while_the_hub_hangs(
    copied: list[str], tmp_path: Path, asked: int
) -> None:
    over = Event()

    def hang(number: int) -> Told:
        over.wait()
        return taken(number)

    with Hub(hang) as hub, beating(copied, hub, tmp_path) as process:
        wait_for(lambda: hub.beats)
        begun = time.monotonic()
        process.send_signal(asked)
        assert process.wait(60) == 0
        assert time.monotonic() - begun < 2
        over.set()
        assert [beat["leaving"] for beat in hub.beats] == [False, True]


@pytest.mark.parametrize("as_command", [False, True])
def test_it_needs_little_memory(copied: list[str], tmp_path: Path, as_command: bool) -> None:
    """Also where the hub tells it of 1,100 venues."""
    venues = [{"id": f"V{number}", "name": "Điểm cầu " * 20} for number in range(1100)]
    hub = Hub(holds=(200, MINE[1] | {"venues": venues}, {}))
    with hub, beating(AS_COMMAND if as_command else copied, hub, tmp_path) as process:
        wait_for(lambda: len(hub.beats) >= 10)
        assert resident(process.pid) < MOST


def test_it_runs_for_days_and_does_not_grow(copied: list[str], tmp_path: Path) -> None:
    with Hub() as hub, beating(copied, hub, tmp_path, 0.001) as process:
        wait_for(lambda: len(hub.beats) >= 200)
        early = resident(process.pid)
        wait_for(lambda: len(hub.beats) >= 1500)
        assert resident(process.pid) - early < 100  # kB


def resident(process: int) -> int:
    """kB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1])


def test_the_pass_may_come_from_the_environment(copied: list[str]) -> None:
    with (
        Hub(lambda number: problem("pass-revoked")) as hub,
        subprocess.Popen(
            [*copied, "--hub", hub.address], env={"DIEMCAU_PASS": SECRET}, stderr=subprocess.PIPE
        ) as started,
    ):
        started.communicate(timeout=60)
        assert (started.returncode, hub.secrets) == (REFUSED, {f"Bearer {SECRET}"})


@pytest.mark.parametrize("words", [["--hub", "hub.example"], ["--hub", "http://127.0.0.1:1", "--pass-file", "nowhere"]])
def test_without_an_address_or_a_pass_it_does_not_begin(copied: list[str], words: list[str]) -> None:
    ended = subprocess.run([*copied, *words], capture_output=True, text=True, env={}, timeout=60)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (NOT_POSSIBLE, 2)
