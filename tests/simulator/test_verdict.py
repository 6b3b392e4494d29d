"""The verdict is fooled by nothing: each way of spoiling ids and decisions turns its own field."""

import json

from deploy.simulator.truth import Truth
from deploy.simulator.verdict import judge
from tests.simulator.spoiling import Record, someone_inside, wrong


def test_a_faultless_record_is_found_right(truth: Truth, record: Record) -> None:
    verdict = judge(truth, *record)
    assert verdict.differences == []
    assert wrong(verdict) == set()
    assert verdict.right


def test_the_line_has_exactly_its_fields_in_their_order(truth: Truth, record: Record) -> None:
    line = judge(truth, *record).line()
    assert list(line) == [
        "summoned", "venues", "commands", "present", "substituted", "walk_ins", "excused", "unexcused", "sessions",
        "lost", "double", "changed_answers", "reconciles", "incidents",
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
