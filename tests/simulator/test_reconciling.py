"""A record that is not the truth does not reconcile, however well its totals add up."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from deploy.simulator.truth import Truth
from deploy.simulator.verdict import judge
from tests.simulator.spoiling import Json, Record, someone_inside, wrong


def left_out(state: Json) -> None:
    state["presences"].clear()


def in_another_hall(state: Json) -> None:
    state["presences"][0]["venue"] = "H3" if state["presences"][0]["venue"] != "H3" else "H2"


def a_second_later(state: Json) -> None:
    stay = state["presences"][0]
    stay["start"] = (datetime.fromisoformat(stay["start"]) + timedelta(seconds=1)).isoformat()


def stands_for_somebody(state: Json) -> None:
    state["presences"][0]["substitute_for"] = "somebody"


def left_at_once(state: Json) -> None:
    state["presences"][0]["end"] = state["presences"][0]["start"]


def excused_instead(state: Json) -> None:
    said = {"at": "2023-06-03T00:00:00Z"}
    state.update(presences=[], excuses={"sang": said, "chieu": said})


def in_conflict(state: Json) -> None:
    state["conflicts"].append({"at": "2023-06-03T01:00:00Z", "settled": None})


@pytest.mark.parametrize(
    "spoil",
    [left_out, in_another_hall, a_second_later, stands_for_somebody, left_at_once, excused_instead, in_conflict],
)
def test_a_store_that_is_not_the_truth_does_not_reconcile(
    truth: Truth, record: Record, spoil: Callable[[Json], None]
) -> None:
    ledger, evidence = record
    spoil(someone_inside(evidence)["state"])
    assert wrong(judge(truth, ledger, evidence)) == {"reconciles"}


def test_two_people_who_swap_their_halls_do_not_cancel_out(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    people = [d["state"] for d in evidence.documents if "/attendee/" in d["_id"] and d["state"]["presences"]]
    one, other = next((a, b) for a in people for b in people if a["presences"][0]["venue"] != b["presences"][0]["venue"]
                      and a["presences"][0]["session"] == b["presences"][0]["session"])  # fmt: skip
    first, second = one["presences"][0], other["presences"][0]
    first["venue"], second["venue"] = second["venue"], first["venue"]
    assert wrong(judge(truth, ledger, evidence)) == {"reconciles"}


def test_a_stay_that_was_taken_back_counts_no_more(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    state = someone_inside(evidence)["state"]
    state["presences"].append({**state["presences"][0], "venue": "H3", "entry": "mistaken"})
    state["undone"].append("mistaken")
    assert judge(truth, ledger, evidence).right


def test_what_a_visitor_tries_after_the_last_scene_is_left_out(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    later = (truth.ends + timedelta(minutes=1)).isoformat()
    state = someone_inside(evidence)["state"]
    next(stay for stay in state["presences"] if stay["end"] is None)["end"] = later
    absent = next(
        d["state"] for d in evidence.documents if "/attendee/" in d["_id"] and not d["state"]["presences"]
    )  # fmt: skip
    absent["presences"].append({**state["presences"][0], "session": "chieu", "start": later, "end": None})
    assert judge(truth, ledger, evidence).right


def test_the_log_alone_must_be_true_too(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    key = someone_inside(evidence)["_id"]
    for n, (of, text) in enumerate(evidence.events):
        if of == key:
            event = json.loads(text)
            event["state"]["presences"] = []
            evidence.events[n] = (of, json.dumps(event))
    assert "reconciles" in wrong(judge(truth, ledger, evidence))
