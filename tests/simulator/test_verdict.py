"""The verdict is fooled by nothing: each way of spoiling a record turns its own field."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest

from deploy.simulator.evidence import Evidence
from deploy.simulator.fates import make_truth
from deploy.simulator.truth import Truth
from deploy.simulator.verdict import Verdict, judge
from tests.simulator.record import faultless
from tests.simulator.samples import conference

Json = dict[str, Any]
Record = tuple[list[Json], Evidence]


@pytest.fixture(scope="module")
def truth() -> Truth:
    return make_truth(conference(80, 60, 40, 20), 7)


@pytest.fixture
def record(truth: Truth) -> Record:
    return deepcopy(faultless(truth))


def someone_inside(evidence: Evidence) -> Json:
    """The document of somebody who stayed to the end."""
    return next(
        document for document in evidence.documents
        if "/attendee/" in document["_id"] and [p for p in document["state"]["presences"] if p["end"] is None]
    )  # fmt: skip


def wrong(verdict: Verdict) -> set[str]:
    line = verdict.line()
    return {name for name in ("lost", "double", "changed_answers") if line[name]} | (
        set() if line["reconciles"] else {"reconciles"}
    )


def test_a_faultless_record_is_found_right(truth: Truth, record: Record) -> None:
    verdict = judge(truth, *record)
    assert verdict.differences == []
    assert wrong(verdict) == set()
    assert verdict.right


def test_the_line_has_exactly_its_fields_in_their_order(truth: Truth, record: Record) -> None:
    line = judge(truth, *record).line()
    assert list(line) == [
        "summoned", "venues", "commands", "present", "substituted", "walk_ins", "excused", "unexcused", "sessions",
        "lost", "double", "changed_answers", "reconciles",
    ]  # fmt: skip
    assert (line["summoned"], line["venues"]) == (200, 4)
    assert list(line["sessions"]) == ["sang", "chieu"]
    assert line["present"] == line["sessions"]["sang"]["present"]


def test_a_deleted_document_is_lost(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    evidence.documents.remove(someone_inside(evidence))
    assert wrong(judge(truth, ledger, evidence)) == {"lost", "reconciles"}


def test_a_second_open_presence_is_double(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    presences = someone_inside(evidence)["state"]["presences"]
    inside = next(presence for presence in presences if presence["end"] is None)
    presences.append({**inside, "venue": "H3", "entry": "another"})
    assert "double" in wrong(judge(truth, ledger, evidence))


def test_a_decision_altered_in_the_store_and_not_on_the_log_is_a_changed_answer(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    decision = next(iter(someone_inside(evidence)["decisions"].values()))
    decision["event"] = decision["event"].replace("checked_in", "already_in")
    assert wrong(judge(truth, ledger, evidence)) == {"changed_answers"}


def test_a_document_that_forgot_one_decision_is_lost(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    someone_inside(evidence)["decisions"].popitem()
    assert wrong(judge(truth, ledger, evidence)) == {"lost"}


def test_a_command_on_the_log_that_nobody_decided_is_lost(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    evidence.commands.add("0190a1b2-0000-7000-8000-000000000000")
    assert wrong(judge(truth, ledger, evidence)) == {"lost"}


def test_an_accepted_command_that_never_reached_the_log_is_lost(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    ledger.append({"line": "sent", "id": "x", "expect": "checked_in"})
    ledger.append({"line": "accepted", "id": "x", "status": "pending"})
    assert wrong(judge(truth, ledger, evidence)) == {"lost"}


def test_an_event_that_was_never_said_is_lost(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    key = someone_inside(evidence)["_id"]
    evidence.events = [(of, text) for of, text in evidence.events if of != key]
    assert "lost" in wrong(judge(truth, ledger, evidence))


def test_an_id_decided_in_two_versions_is_double(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    key, text = next((key, text) for key, text in evidence.events if '"checked_in"' in text)
    evidence.events.append((key, json.dumps({**json.loads(text), "version": 90})))
    assert {"double", "changed_answers"} <= wrong(judge(truth, ledger, evidence))


def test_an_id_decided_at_two_keys_is_double(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    one, other = [d for d in evidence.documents if d.get("decisions")][:2]
    other["decisions"] |= one["decisions"]
    assert wrong(judge(truth, ledger, evidence)) == {"double"}


def test_an_event_said_again_and_an_id_used_again_change_nothing(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    key, text = next((key, text) for key, text in evidence.events if '"checked_in"' in text)
    reused = {"key": key, "version": None, "command": json.loads(text)["command"], "code": "command-id-reused"}
    evidence.events += [(key, text), (key, json.dumps(reused))]
    assert judge(truth, ledger, evidence).right


def test_an_answer_told_otherwise_at_the_door_is_a_changed_answer(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    line = next(line for line in ledger if line["line"] == "told")
    ledger.append({**line, "sha": "0" * 64})
    assert wrong(judge(truth, ledger, evidence)) == {"changed_answers"}


def test_an_answer_that_the_truth_does_not_lead_to_is_found(truth: Truth, record: Record) -> None:
    ledger, evidence = record
    next(line for line in ledger if line["line"] == "told")["code"] = "session_closed"
    assert wrong(judge(truth, ledger, evidence)) == {"reconciles"}


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
