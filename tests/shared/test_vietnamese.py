"""Names, codes and figures, by the table that the browser runs too (vietnamese.test.js)."""

import contextlib
import datetime
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import vietnamese
from shared.vietnamese import CodeFault, attendee_id, display, exact_key, folded_key, normalise_code, sort_key

HERE = Path(__file__).parent
CASES: dict[str, list[dict[str, Any]]] = json.loads((HERE / "vietnamese_cases.json").read_text("utf-8"))
ROSTER = HERE.parents[1] / "deploy/conference/hung_yen_2023_roster.csv"


def cases(table: str) -> pytest.MarkDecorator:
    rows = CASES[table]
    return pytest.mark.parametrize("case", rows, ids=[row["why"] for row in rows])


@cases("display")
def test_a_name_is_shown_clean_and_spelt_as_typed(case: dict[str, str]) -> None:
    assert display(case["given"]) == case["expected"]


@cases("exact_key")
def test_spellings_of_one_name_have_one_exact_key(case: dict[str, str]) -> None:
    assert exact_key(case["given"]) == case["expected"]


@cases("folded_key")
def test_a_search_needs_no_marks(case: dict[str, str]) -> None:
    assert folded_key(case["given"]) == case["expected"]


@cases("normalise_code")
def test_one_card_gives_one_code_whatever_reads_it(case: dict[str, str]) -> None:
    assert normalise_code(case["given"]) == case["expected"]


@cases("code_fault")
def test_a_code_that_nobody_can_have_says_why(case: dict[str, str]) -> None:
    with pytest.raises(CodeFault) as fault:
        normalise_code(case["given"])
    assert fault.value.reason == case["expected"]


@cases("attendee_id")
def test_the_id_of_an_attendee_is_computed(case: dict[str, Any]) -> None:
    assert str(attendee_id(*case["given"])) == case["expected"]


@cases("number")
def test_thousands_are_parted_by_a_full_stop(case: dict[str, Any]) -> None:
    assert vietnamese.number(case["given"]) == case["expected"]


@cases("percent")
def test_a_share_has_a_decimal_comma(case: dict[str, Any]) -> None:
    assert vietnamese.percent(case["given"]) == case["expected"]


@cases("date")
def test_a_day_is_written_day_month_year(case: dict[str, str]) -> None:
    assert vietnamese.date(datetime.date.fromisoformat(case["given"])) == case["expected"]


@cases("order")
def test_a_list_is_in_the_order_of_a_vietnamese_list(case: dict[str, Any]) -> None:
    backwards = case["names"][::-1]
    assert sorted(backwards, key=sort_key) == case["names"]


@given(st.text())
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert display(display(text)) == display(text)
    assert folded_key(folded_key(text)) == folded_key(text)


@given(st.text(min_size=1))
def test_a_normalised_code_is_its_own_code(text: str) -> None:
    with contextlib.suppress(CodeFault):
        code = normalise_code(text)
        assert normalise_code(code) == code
        assert normalise_code(f"  ]Q1{text}\r\n") == code


@given(st.text(alphabet="aăâeêioôơuưyđhnt\u0300\u0309\u0303\u0301\u0323 ", max_size=20))
def test_composed_or_decomposed_a_name_has_the_same_keys(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert exact_key(composed) == exact_key(decomposed)
    assert folded_key(composed) == folded_key(decomposed)
    assert sort_key(composed) == sort_key(decomposed)


def test_a_query_with_marks_is_told_from_one_without() -> None:
    assert vietnamese.has_marks("Dũng")
    assert vietnamese.has_marks("đuc")
    assert not vietnamese.has_marks("NGUYEN VAN DUC")


@pytest.mark.parametrize("text", ["Nguyeenx Vawn Dduwcs", "Lee Thij Hoa", "TRAANF THIJ MAI", "Bor sung"])
def test_residue_of_telex_is_flagged(text: str) -> None:
    assert vietnamese.looks_like_telex(text)


@pytest.mark.parametrize("text", ["NguyÔn V¨n §øc", "TrÇn ThÞ Mai", "H­ng Yªn", "C«ng", "Lª Thµnh", "Ph¸p chÕ"])
def test_text_of_an_old_font_is_flagged(text: str) -> None:
    assert vietnamese.looks_like_tcvn3(text)


@pytest.mark.parametrize("text", ["VNeID, 25° C, 30 m²", "Ðỗ Ðức – “Điểm cầu”", "NGUYỄN VĂN ĐỨC", "UBND xã (SIPAS)"])
def test_good_text_is_not_flagged(text: str) -> None:
    assert not vietnamese.looks_like_tcvn3(text)
    assert not vietnamese.looks_like_telex(text)


def test_nothing_of_the_sample_roster_is_flagged() -> None:
    words = ROSTER.read_text("utf-8-sig")
    assert not vietnamese.looks_like_tcvn3(words)
    names = [line.split(",")[1] for line in words.splitlines()[1:]]
    assert not [name for name in names if vietnamese.looks_like_telex(name)]
    assert len({exact_key(name) for name in names}) == 1_354


def test_a_unit_has_a_readable_id() -> None:
    assert vietnamese.slug("Văn phòng HĐND và UBND, huyện Ân Thi") == "van-phong-hdnd-va-ubnd-huyen-an-thi"
