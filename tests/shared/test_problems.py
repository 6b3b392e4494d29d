"""Every problem that can be met has a code, a status, and a sentence in both languages that says what to do."""

import re
from pathlib import Path

import pytest

from shared.problems import EN, PROBLEMS, VI, Problem
from shared.vietnamese import has_marks

ROOT = Path(__file__).parents[2]
RAISED = re.compile(r"Problem\(\s*\"([a-z-]+)\"")


def test_every_code_that_is_raised_is_in_the_table() -> None:
    sources = [path for folder in ("shared", "services") for path in (ROOT / folder).rglob("*.py")]
    raised = {code for path in sources for code in RAISED.findall(path.read_text())}
    assert len(raised) > 15
    assert raised <= set(PROBLEMS)


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_a_problem_is_said_in_both_languages_and_names_no_code(code: str) -> None:
    vietnamese, english = (Problem(code).document(language)["detail"] for language in (VI, EN))
    assert has_marks(vietnamese)
    assert not has_marks(english)
    assert vietnamese.endswith(".")
    assert english.endswith(".")
    assert code not in english or "-" not in code


def test_a_document_has_what_rfc_9457_asks_for_and_what_was_added() -> None:
    document = Problem("kafka-away", id="7").document(EN)
    assert document == {
        "type": "urn:diemcau:problem:kafka-away",
        "title": "kafka away",
        "status": 503,
        "code": "kafka-away",
        "detail": "Not taken yet, or not known. Try again with the same id.",
        "id": "7",
    }
