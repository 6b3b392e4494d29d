"""The tables of the READMEs say what the code says."""

import re
from pathlib import Path

from deploy.docs.events import listeners
from deploy.embedded.services import SERVICES
from deploy.simulator.fates import make_truth
from deploy.simulator.sample import read_sample
from services.checkin.app import build
from services.checkin.settings import CheckinSettings
from services.checkin.store import PERSONS, PLACES, TOPIC_OF
from shared.running import Running
from tests.docs.pages import ROOT

README = ROOT / "README.md"
CHECKIN = ROOT / "services" / "checkin" / "README.md"
SERVICE = build(CheckinSettings(signing_key="for tests only"))
SIMULATED = build(CheckinSettings(signing_key="for tests only", clock="simulated"))


def table(page: Path, first: str) -> list[list[str]]:
    """The cells of the table whose head begins with this cell, without backticks."""
    _, _, rest = page.read_text("utf-8").partition(f"| {first} |")
    rows = re.match(r"[^\n]*\n\|[-|]+\|\n((?:\|[^\n]*\n)+)", rest)
    assert rows, f"{page} has no such table"
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in rows[1].splitlines()]


def test_the_settings_are_those_of_the_code() -> None:
    defaults = {name: field.default for name, field in CheckinSettings.model_fields.items()}
    shown = {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in defaults.items()}
    assert {row[0]: row[1] for row in table(README, "setting")} == {
        f"DIEMCAU_{name.upper()}": value for name, value in shown.items()
    }


def test_who_hears_what_is_the_table_of_the_consumers() -> None:
    heard = [[row.topic, SERVICE.name, row.start, ", ".join(listeners(row))] for row in SERVICE.hears]
    assert table(README, "topic") == heard


def test_check_in_hears_what_it_says_it_hears() -> None:
    """On the simulated clock, where it hears one topic more."""
    running = Running(SIMULATED.parts, SIMULATED.dockets, SIMULATED.hears, SIMULATED.load, ())
    heard = {row.topic: [f"from its {row.start}", ", ".join(listeners(row))] for row in running._rows}
    decided = {docket.commands_topic: ["group", docket.group] for docket in SIMULATED.dockets}
    unheard = {topic: ["no", ""] for topic in running._topics()}
    assert {row[0]: row[1:3] for row in table(CHECKIN, "topic")} == {**unheard, **heard, **decided}


def test_check_in_keeps_what_it_says_it_keeps() -> None:
    kinds = {**PERSONS, **PLACES}
    kept = [[name, kind.state.__name__, kind.collection, TOPIC_OF[name]] for name, kind in kinds.items()]
    assert table(CHECKIN, "kind") == kept


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


def test_doors_open_when_the_page_says() -> None:
    day = make_truth(read_sample(), seed=1)
    told = re.search(r"about (\d+) seconds after the day began; it plays (\d+) times", README.read_text("utf-8"))
    assert told
    assert (day.halves[0].opened - day.begins).total_seconds() == int(told[1]) * int(told[2])
