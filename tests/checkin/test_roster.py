"""The list that a unit sends: what is read of it, and what its sender is told."""

import dataclasses
import json
from collections import Counter
from pathlib import Path

import pytest

from services.checkin.roster import RosterRow, read_roster
from services.checkin.roster_faults import SENTENCES, Fault, RosterFaulty

CONFERENCE = Path(__file__).parents[2] / "deploy/conference"
SAMPLE = (CONFERENCE / "hung_yen_2023_roster.csv").read_bytes()
HEADER = "code,full_name,gender,title,unit,parent,level,venue\r\n"
DUC = "HV0001,Nguyễn Văn Đức,nam,Chuyên viên,Phòng Nội vụ,Huyện Ân Thi,huyện,DC06\r\n"
HOA = "HV0002,Lê Thị Hoà,nữ,Chánh Thanh tra,Thanh tra,Huyện Ân Thi,huyện,DC06\r\n"
WITHOUT_CODE = ",Lê Thị Hoà,nữ,Chánh Thanh tra,Thanh tra,Huyện Ân Thi,huyện,DC06\r\n"


def read(text: str, venues: set[str] | None = None) -> list[RosterRow]:
    return read_roster(text.encode(), "danh sách.csv", venues)


def faults(data: str | bytes, venues: set[str] | None = None, filename: str = "danh sách.csv") -> list[Fault]:
    with pytest.raises(RosterFaulty) as faulty:
        read_roster(data.encode() if isinstance(data, str) else data, filename, venues)
    return faulty.value.faults


def test_the_list_of_the_day_holds_1703_people_for_11_venues() -> None:
    rows = read_roster(SAMPLE, "hung_yen_2023_roster.csv", {f"DC{n:02}" for n in range(11)})
    assert len(rows) == 1_703
    assert Counter(row.venue for row in rows) == {
        "DC00": 25, "DC01": 153, "DC02": 124, "DC03": 124, "DC04": 179, "DC05": 142,
        "DC06": 215, "DC07": 251, "DC08": 179, "DC09": 160, "DC10": 151,
    }  # fmt: skip
    assert rows[0].code == "HV0001"
    assert len({row.code for row in rows}) == 1_703


def test_gender_and_level_are_thrown_away() -> None:
    assert {field.name for field in dataclasses.fields(RosterRow)} == {
        "code", "name", "title", "unit", "parent", "venue"
    }  # fmt: skip
    assert "nam" not in dataclasses.astuple(read(HEADER + DUC)[0])


@pytest.mark.parametrize(
    "dressed",
    [
        "\ufeff" + HEADER + DUC + HOA,
        (HEADER + DUC + HOA).replace("\r\n", "\n"),
        "sep=,\r\n" + HEADER + DUC + HOA,
        "\ufeffsep=;\r\n" + (HEADER + DUC + HOA).replace(",", ";"),
        (HEADER + DUC + HOA).replace(",", ";"),
        (HEADER + DUC + HOA).replace(",", "\t"),
        HEADER.replace(",", " , ").upper() + DUC + HOA,
        HEADER + DUC + "\r\n,,,,,,,\r\n" + HOA,
        HEADER + DUC.replace("\r\n", ",,\r\n") + HOA,
        HEADER.replace("level", "") + DUC + HOA,
        HEADER + DUC.replace("Nguyễn Văn", "  Nguye\u0302\u0303n\u00a0 Văn\u200b") + HOA,
        HEADER + DUC.replace("HV0001", " hv 0001") + HOA,
        HEADER + DUC.replace("Nguyễn Văn Đức", '"Nguyễn Văn \u00d0ức"') + HOA,
    ],
)
def test_however_the_list_is_dressed_the_people_are_the_same(dressed: str) -> None:
    assert read(dressed) == read(HEADER + DUC + HOA)


def test_a_list_in_utf_16_is_read_too() -> None:
    assert read_roster((HEADER + DUC).encode("utf-16"), "a.txt") == read(HEADER + DUC)


def test_columns_may_stand_in_any_order_and_only_name_and_venue_are_needed() -> None:
    [row] = read("venue,full_name\nDC06,Nguyễn Văn Đức\n")
    assert (row.name, row.venue, row.unit) == ("Nguyễn Văn Đức", "DC06", "")


def test_a_row_without_a_code_gets_one_and_the_same_at_the_next_import() -> None:
    [row] = read(HEADER + WITHOUT_CODE)
    again = read(HEADER + DUC + WITHOUT_CODE.replace("Hoà", "HÒA").replace("Chánh Thanh tra", "Thanh tra viên"))
    assert row.code == again[1].code
    assert row.code.startswith("KM-")
    assert row.code != read(HEADER + WITHOUT_CODE.replace("Hoà", "Hoa"))[0].code


@pytest.mark.parametrize(
    ("text", "row", "column", "code"),
    [
        (HEADER + DUC + HOA.replace("Lê Thị Hoà", " \u200b"), 3, "full_name", "name-missing"),
        (HEADER + DUC + HOA.replace("DC06", ""), 3, "venue", "venue-missing"),
        (HEADER + DUC + "HV0002,Lê Thị Hoà\r\n", 3, "venue", "venue-missing"),
        (HEADER + DUC + HOA.replace("DC06", "DC99"), 3, "venue", "venue-unknown"),
        (HEADER + DUC + "\r\n" + HOA.replace("HV0002", "hv0001"), 4, "code", "code-twice"),
        (HEADER + WITHOUT_CODE + WITHOUT_CODE, 3, "full_name", "person-twice"),
        (HEADER + DUC.replace("HV0001", "x" * 201), 2, "code", "code-too-long"),
        (HEADER + DUC.replace("HV0001", "]Q1"), 2, "code", "code-empty"),
        (HEADER + DUC.replace("Phòng Nội vụ", "Phòng Nội vụ, huyện Ân Thi"), 2, "", "cells-too-many"),
        (HEADER + DUC + HOA.replace("Lê", '"Lê'), 3, "", "quote-open"),
        (HEADER.replace("full_name", "ho_ten") + DUC, 1, "full_name", "column-missing"),
        (HEADER.replace("level", "venue") + DUC, 1, "venue", "column-twice"),
        ("sep=;\n\n" + HEADER.replace(",", ";").replace("venue", "noi") + DUC, 2, "venue", "column-missing"),
        ("\ufeff \r\n", 0, "", "roster-empty"),
        ("", 0, "", "roster-empty"),
    ],
)
def test_a_fault_names_its_row_and_column(text: str, row: int, column: str, code: str) -> None:
    found = faults(text, {"DC06"})
    assert (row, column, code) in [(each.row, each.column, each.code) for each in found]


def test_characters_that_cannot_be_read_are_a_fault_of_their_row() -> None:
    data = (HEADER + DUC).encode() + HOA.encode("cp1258", "replace")
    assert {(each.row, each.code) for each in faults(data)} == {(3, "unreadable")}


def test_a_code_given_twice_says_where_it_was_first() -> None:
    [fault] = faults(HEADER + DUC + HOA.replace("HV0002", "HV0001"))
    assert fault.sentence_vi == "Dòng 3: mã “HV0001” đã có ở dòng 2."
    assert fault.sentence_en == "Row 3: code “HV0001” is already in row 2."


def test_all_faults_are_told_at_once_and_the_good_rows_are_counted() -> None:
    with pytest.raises(RosterFaulty) as faulty:
        read(HEADER + DUC + HOA.replace("Lê Thị Hoà", "").replace("DC06", "DC99") + HOA, {"DC06"})
    codes = {each.code for each in faulty.value.faults}
    assert codes == {"name-missing", "venue-unknown", "code-twice"}
    assert [row.name for row in faulty.value.rows] == ["Nguyễn Văn Đức"]


def test_two_rows_without_name_and_code_are_not_called_one_person() -> None:
    nobody = WITHOUT_CODE.replace("Lê Thị Hoà", "")
    assert {each.code for each in faults(HEADER + nobody + nobody)} == {"name-missing"}


@pytest.mark.parametrize(("data", "filename"), [(b"PK\x03\x04", "a.csv"), (SAMPLE, "a.xlsx"), (SAMPLE, "a")])
def test_a_file_of_another_kind_is_refused_with_what_to_do(data: bytes, filename: str) -> None:
    [fault] = faults(data, filename=filename)
    assert fault.code == "file-type-unknown"
    assert "CSV" in fault.sentence_vi


def test_a_picture_named_csv_is_refused_and_breaks_nothing() -> None:
    assert faults(bytes(range(256)) * 50)


def test_every_fault_has_a_sentence_in_both_languages() -> None:
    for vietnamese, english in SENTENCES.values():
        assert vietnamese != english
        assert vietnamese.endswith(".")
        assert english.endswith(".")


def test_the_conference_file_fits_the_list() -> None:
    conference = json.loads((CONFERENCE / "hung_yen_2023.json").read_text("utf-8"))
    rows = read_roster(SAMPLE, "a.csv", {venue["id"] for venue in conference["venues"]})
    units = {unit["name"]: unit for unit in conference["units"]}
    names = {unit["id"]: unit["name"] for unit in conference["units"]}
    assert len(names) == len(units) == len(conference["units"])
    for row in rows:
        assert names[units[row.unit]["parent"]] == row.parent
    expected = Counter(row.venue for row in rows)
    for venue in conference["venues"]:
        assert venue["unit"] in names
        assert venue["kind"] == "online" or venue["capacity"] >= expected[venue["id"]] + 10


def test_a_name_longer_than_a_desk_can_keep_is_told_by_its_row() -> None:
    too_long = "Nguyễn " * 20
    data = f"full_name,venue\n{too_long},DC01\n".encode()
    with pytest.raises(RosterFaulty) as faulty:
        read_roster(data, "list.csv")
    assert [(fault.row, fault.column, fault.code) for fault in faulty.value.faults] == [
        (2, "full_name", "text-too-long")
    ]
