"""What `diemcau roster import` says of a list."""

from typing import Any

import pytest

from deploy.diemcau.roster import show

GOOD: dict[str, Any] = {"rows": 1703, "imported": 0, "unchanged": 0, "faults": []}
FAULT: dict[str, Any] = {
    "row": 3,
    "column": "code",
    "sentence": "Dòng 3: mã đã có.",
    "sentence_en": "Row 3: the code is there.",
}


def test_a_dry_run_of_a_good_list_says_that_it_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    show(GOOD, dry_run=True)
    said = capsys.readouterr().out
    assert "1703 dòng, không có lỗi" in said
    assert "1703 rows, no faults" in said
    assert "unchanged" not in said


def test_a_fault_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    show(GOOD | {"faults": [FAULT]})
    said = capsys.readouterr().out
    assert FAULT["sentence"] in said
    assert FAULT["sentence_en"] in said
    assert "Faults: 1; nothing was imported." in said


def test_what_was_imported_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    show(GOOD | {"imported": 1700, "unchanged": 3})
    assert "1703 rows: imported 1700, unchanged 3." in capsys.readouterr().out
