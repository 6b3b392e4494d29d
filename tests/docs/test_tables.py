"""The tables of the READMEs say what the code says."""

import re
from pathlib import Path
from typing import Any

import pytest

from deploy.docs.services import ears, listeners, services
from deploy.embedded.services import SERVICES
from deploy.simulator.fates import make_truth
from deploy.simulator.sample import read_sample
from shared.running import Running
from shared.service import Service
from tests.docs.defaults import defaults
from tests.docs.pages import ROOT

README = ROOT / "README.md"
THRESHOLD = "DIEMCAU_LINKS__"
OF_SERVICE = {it.name: ROOT / it.module.replace(".", "/") / "README.md" for it in SERVICES}
each_service = pytest.mark.parametrize("service", services(clock="simulated"), ids=lambda service: service.name)


def table(page: Path, first: str) -> list[list[str]]:
    """The cells of the table whose head begins with this cell, without backticks."""
    _, _, rest = page.read_text("utf-8").partition(f"| {first} |")
    rows = re.match(r"[^\n]*\n\|[-|]+\|\n((?:\|[^\n]*\n)+)", rest)
    assert rows, f"{page} has no such table"
    return [plain(cell.strip() for cell in row.strip("|").split("|")) for row in rows[1].splitlines()]


def plain(cells: Any) -> list[str]:
    return [cell.replace("`", "") for cell in cells]


def test_the_settings_are_those_of_the_code() -> None:
    """Thresholds have a table of their own."""
    shown = {name: value for name, value in defaults().items() if not name.startswith(THRESHOLD)}
    assert {row[0]: row[1] for row in table(README, "setting")} == shown


def test_the_thresholds_are_those_of_the_code() -> None:
    shown = {name: value for name, value in defaults().items() if name.startswith(THRESHOLD)}
    assert {row[0]: row[1] for row in table(OF_SERVICE["venues"], "threshold")} == shown
    named = re.findall(rf"`({THRESHOLD}\w+)=([^`]+)`", README.read_text("utf-8"))
    assert named
    assert all(shown[name] == value for name, value in named)


def test_who_hears_what_is_the_table_of_the_consumers() -> None:
    assert table(README, "topic") == [plain(row) for service in services() for row in ears(service)]


@each_service
def test_a_service_hears_what_it_says_it_hears(service: Service) -> None:
    """On the simulated clock, where it hears one topic more."""
    running = Running(service.name, service.parts, service.dockets, service.hears, service.reads, service.load, ())
    heard = [[row.topic, *plain([f"from its {row.start}", ", ".join(listeners(row))])] for row in running._rows]
    groups = [[docket.commands_topic, "group", docket.group] for docket in service.dockets]
    groups += [[read.topic, "group", read.group] for read in service.reads]
    unheard = [[topic, "no", ""] for topic in set(running._topics()) - {row[0] for row in heard + groups}]
    assert sorted(row[:3] for row in table(OF_SERVICE[service.name], "topic")) == sorted(heard + groups + unheard)


@each_service
def test_a_service_keeps_what_it_says_it_keeps(service: Service) -> None:
    kept = [
        [name, kind.state.__name__, kind.collection, docket.commands_topic]
        for docket in service.dockets
        for name, kind in docket.kinds.items()
    ]
    assert sorted(table(OF_SERVICE[service.name], "kind")) == sorted(kept)


def test_a_kind_and_a_collection_are_named_once_in_all_services() -> None:
    """An event's id, and its row in a list of what happened, are made of the key and the version alone."""
    kinds = [one for service in services() for docket in service.dockets for one in docket.kinds.items()]
    assert len({name for name, _ in kinds}) == len({kind.collection for _, kind in kinds}) == len(kinds)


def test_every_service_has_its_line() -> None:
    lines = [(row[0].split("]")[0].strip("["), row[1]) for row in table(README, "service")]
    assert [line for line in lines if line[1]] == [(service.name, service.path) for service in SERVICES]


def test_the_test_command_is_the_one_of_the_checks() -> None:
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "\nmake test " in README.read_text("utf-8")


def test_the_person_to_try_with_is_there_and_does_not_come_by_himself() -> None:
    told = README.read_text("utf-8")
    found = re.search(r"`ban1-(\w+)`.*?`(HV\d+)`.*?: ([^:.]+) is in\.", told, re.DOTALL)
    assert found
    day = make_truth(read_sample(), seed=1)
    person = next(one for one in day.people if one.code == found[2])
    assert (person.venue, person.name) == (found[1], found[3])
    came = {stay.person for stay in day.stays} | {one.person for one in (*day.mistakes, *day.strays, *day.excuses)}
    assert person.id not in came | {it.summoned for it in day.substitutions} | {
        it.substitute for it in day.substitutions
    }


def test_lines_fail_when_the_page_says() -> None:
    day = make_truth(read_sample(), seed=1)
    alone = [it for it in day.outages if it.session == day.flaps[0].session and it.cause == "line"]
    of_hub = [it for it in day.outages if it.cause == "hub"]
    told = " ".join(README.read_text("utf-8").split())
    assert re.findall(r"(?:from|at) (\d+:\d\d)\b", told) == [
        f"{some[0].since.hour}:{some[0].since:%M}" for some in (alone, day.flaps, of_hub)
    ]
    assert f"for {(alone[0].until - alone[0].since).seconds // 60} minutes" in told
    assert f"cut off for {(of_hub[0].until - of_hub[0].since).seconds} seconds" in told


def test_doors_open_when_the_page_says() -> None:
    day = make_truth(read_sample(), seed=1)
    told = re.search(r"about (\d+) seconds after the day began; it plays (\d+) times", README.read_text("utf-8"))
    assert told
    assert (day.halves[0].opened - day.begins).total_seconds() == int(told[1]) * int(told[2])
