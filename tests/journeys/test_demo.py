"""`diemcau demo` from one command to one line."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psutil

from deploy.embedded import free_ports
from deploy.embedded.places import CHECKOUT
from tests.journeys.days import plan_of, roster_of, small_sample


def test_a_demo_plays_its_day_once_and_ends_with_the_line(tmp_path: Path) -> None:
    sample = small_sample("ngay-mau")
    (tmp_path / "plan.json").write_text(json.dumps(plan_of(sample)), "utf-8")
    (tmp_path / "roster.csv").write_bytes(roster_of(sample))
    first = _demo(tmp_path)
    line = json.loads(first.stdout.splitlines()[-1])
    assert first.returncode == 0
    assert (line["summoned"], line["venues"], line["reconciles"]) == (60, 3, True)
    assert re.search(
        r"Open the board of the centre: http://127\.0\.0\.1:\d+/checkin/enter#\S+$", first.stdout, re.MULTILINE
    )
    again = _demo(tmp_path)
    assert again.returncode == 0
    assert again.stdout.splitlines()[-1] == first.stdout.splitlines()[-1]
    assert "07:15" not in again.stdout  # a day that was played is not played again
    assert not [p for p in psutil.process_iter() if str(tmp_path) in _command_line(p)]


def _demo(folder: Path) -> subprocess.CompletedProcess[str]:
    port = free_ports(6)
    ports = [f"--{name}-port={port + n}" for n, name in ((0, "gateway"), (1, "store"), (2, "kafka"), (4, "services"))]
    files = ["--conference-file", str(folder / "plan.json"), "--roster-file", str(folder / "roster.csv")]
    command = [sys.executable, "-m", "deploy.diemcau", "demo", "--once", "--speed", "10000", *files, *ports]
    environment = {**os.environ, "DIEMCAU_STATE": str(folder / "state"), "DIEMCAU_PARTITIONS": "3"}
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=300)


def _command_line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
