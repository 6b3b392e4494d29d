"""What the verdict says of links and incidents: right, and wrong in each way in which it can be."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta

import pytest

from deploy.simulator.beats import EVERY, Agents
from deploy.simulator.fates import make_truth
from deploy.simulator.line import Answer, Line
from deploy.simulator.links import true_links
from deploy.simulator.truth import Truth
from deploy.simulator.verdict import judge
from tests.simulator.samples import conference
from tests.simulator.spoiling import Json, Record


def line(truth: Truth, record: Record) -> tuple[Json, bool]:
    """(what is said of incidents, whether the record is right)"""
    verdict = judge(truth, *record)
    return verdict.line()["incidents"], verdict.right


def incidents(record: Record) -> list[Json]:
    return [it for it in record[1].documents if "/incident/" in it["_id"]]


def test_the_truth_of_a_day_has_one_incident_for_each_line_one_that_flaps_and_one_of_the_hub(truth: Truth) -> None:
    causes = [it.cause for it in true_links(truth).opened]
    assert causes == ["down", "down", "down", "flapping", "hub"]


def test_with_two_halls_a_hub_outage_is_each_halls_own() -> None:
    causes = [it.cause for it in true_links(make_truth(conference(60, 40), 7)).opened]
    assert causes == ["down"] * 5 + ["flapping"]


def test_a_faultless_record_opens_what_the_truth_leads_to(truth: Truth, record: Record) -> None:
    said, right = line(truth, record)
    assert right
    assert (said["opened"], said["by_kind"], said["false_alarms"]) == (5, {"link_lost": 5}, 0)
    assert set(said["minutes_lost"]) == set(truth.venues)


def test_an_incident_that_is_missing_in_the_store_is_said(truth: Truth, record: Record) -> None:
    record[1].documents.remove(incidents(record)[0])
    said, right = line(truth, record)
    assert (said["opened"], said["by_kind"], right) == (4, {"link_lost": 4}, False)


def test_an_incident_that_is_missing_on_the_log_is_said(truth: Truth, record: Record) -> None:
    key = incidents(record)[0]["_id"]
    record[1].events[:] = [(of, text) for of, text in record[1].events if of != key]
    assert line(truth, record)[1] is False


def _another_hall(state: Json) -> None:
    state["cause"], state["venues"] = "down", ["H3"]


def _another_kind(state: Json) -> None:
    state["kind"] = "no_sound"


def _another_time(state: Json) -> None:
    state["opened_at"] = (datetime.fromisoformat(state["opened_at"]) + timedelta(hours=1)).isoformat()


@pytest.mark.parametrize(("spoil", "alarms"), [(_another_hall, 1), (_another_kind, 0), (_another_time, 1)])
def test_an_incident_that_was_another_is_said(
    truth: Truth, record: Record, spoil: Callable[[Json], None], alarms: int
) -> None:
    spoil(next(it for it in incidents(record) if it["state"]["cause"] == "flapping")["state"])
    said, right = line(truth, record)
    assert (said["false_alarms"], right) == (alarms, False)
    assert (said["by_kind"] != {"link_lost": 5}) == (alarms == 0)


def test_an_incident_that_nothing_led_to_is_a_false_alarm(truth: Truth, record: Record) -> None:
    record[1].documents.append(deepcopy(incidents(record)[0]) | {"_id": f"{truth.conference}/incident/new"})
    said, right = line(truth, record)
    assert (said["opened"], said["false_alarms"], right) == (6, 1, False)


def test_minutes_that_were_not_lost_are_said(truth: Truth, record: Record) -> None:
    link = next(it for it in record[1].documents if it["_id"].endswith("/link/H2"))
    link["state"]["lost"]["network"] += 60
    said, right = line(truth, record)
    assert said["minutes_lost"]["H2"] == round(true_links(truth).lost["H2"] / 60 + 1, 1)
    assert right is False


async def test_a_hall_beats_every_five_seconds_and_never_while_its_line_is_gone(truth: Truth) -> None:
    sent: list[Json] = []
    agents = Agents(dict.fromkeys(truth.venues, Taking(sent)), dict.fromkeys(truth.venues, "secret"), truth)
    dark = truth.outages[0]
    moment = dark.since - 2 * EVERY
    while moment < dark.until + 2 * EVERY:
        moment = agents.next(moment)
        await agents.beat(moment)
    numbers = [beat["number"] for beat in sent if beat["venue"] == dark.venue]
    missing = (numbers[-1] - numbers[0] + 1) - len(numbers)
    assert missing == (dark.until - dark.since) // EVERY
    assert len({beat["id"] for beat in sent}) == len(sent)


class Taking(Line):
    """Takes every beat."""

    def __init__(self, sent: list[Json]) -> None:
        self._sent = sent

    async def post(self, path: str, secret: str, body: bytes) -> Answer:
        self._sent.append(json.loads(body))
        return Answer(202, b"")
