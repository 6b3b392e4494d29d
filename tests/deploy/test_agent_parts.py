"""Parts of the agent: its pauses, its figures, its clock; its pass and its unit."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.diemcau import agent
from deploy.diemcau.agent import EVERY, REFUSED, ServerTime, Way, pause_after
from deploy.diemcau.passes import usual_passes

ROOT = Path(agent.__file__).parents[2]
MOST = 40_000  # kB


def test_after_an_outage_of_ours_no_agent_is_silent_for_more_than_ten_seconds_nor_all_come_at_once() -> None:
    pauses = [
        pause_after(failures, EVERY, asked) for failures in range(1, 200) for asked in (None, "3", "3600", "soon")
    ]
    assert 2.5 <= min(pauses) < max(pauses) <= 10
    assert min(pause_after(1, EVERY, "4") for _ in range(100)) == 4
    assert len({round(pause_after(5, EVERY), 3) for _ in range(100)}) > 50


def test_jitter_is_smoothed_as_rfc_3550_says() -> None:
    way = Way()
    for rtt in (100, 116, 100):
        way.measured(rtt)
    assert way.figures() == {"rtt": 100, "jitter": 1 + (16 - 1) / 16, "loss": 0}


def test_the_quickest_of_the_last_answers_tells_the_time_until_a_clock_is_set() -> None:
    clock = ServerTime()
    for sent, there, back in [(1000, 0.9, 0.1), (1005, 0.01, 0.01), (1010, 0.1, 0.5)]:
        clock.hear(datetime.fromtimestamp(sent + there + 60, UTC).isoformat(), sent, sent + there + back)
    assert clock.offset == pytest.approx(60)
    clock.hear(datetime.fromtimestamp(1015.4, UTC).isoformat(), 1015, 1015.5)
    assert clock.offset == pytest.approx(0.15)


def test_every_venue_has_a_pass_for_its_agent() -> None:
    granted = {one.id: one for one in usual_passes("hy2023", ["DC01", "DC02"])}
    assert (granted["agent-DC02"].role, granted["agent-DC02"].venue) == ("agent", "DC02")


def test_the_unit_starts_it_again_and_holds_it_to_its_memory() -> None:
    unit = (ROOT / "deploy" / "agent" / "diemcau-agent.service").read_text("utf-8")
    settings = dict(line.split("=", 1) for line in unit.splitlines() if re.match(r"\w+=", line))
    assert (settings["Restart"], settings["RestartPreventExitStatus"]) == ("always", str(REFUSED))
    assert MOST / 1000 < int(settings["MemoryMax"].removesuffix("M")) <= 64
    assert set(re.findall(r"--[a-z-]+", settings["ExecStart"])) == {"--hub", "--pass-file"}
