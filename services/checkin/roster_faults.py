"""What can be wrong with a list of the summoned, said to the person who made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SENTENCES = {
    "file-type-unknown": (
        "Chưa đọc được loại tệp này. Hãy lưu danh sách thành tệp CSV (UTF-8) rồi gửi lại.",
        "This kind of file cannot be read yet. Save the list as CSV (UTF-8) and send it again.",
    ),
    "roster-empty": ("Danh sách trống.", "The list is empty."),
    "column-missing": (
        "Danh sách thiếu cột “{column}”. Hãy thêm cột này vào dòng tiêu đề.",
        "The list has no column “{column}”. Add it to the header.",
    ),
    "column-twice": ("Cột “{column}” có hai lần.", "The column “{column}” is there twice."),
    "quote-open": (
        "Từ dòng {row} trở đi không đọc được: có dấu ngoặc kép mở mà không đóng, hoặc đặt sai chỗ.",
        "From row {row} on the list cannot be read: a quotation mark is not closed, or stands in a wrong place.",
    ),
    "unreadable": (
        "Dòng {row}, cột “{column}”: có ký tự không đọc được. Hãy lưu tệp dạng CSV UTF-8.",
        "Row {row}, column “{column}”: some characters cannot be read. Save the file as CSV UTF-8.",
    ),
    "cells-too-many": (
        "Dòng {row}: nhiều ô hơn dòng tiêu đề. Ô có dấu phẩy cần đặt trong ngoặc kép.",
        "Row {row} has more cells than the header. Put a cell that holds a comma in quotation marks.",
    ),
    "name-missing": ("Dòng {row}: thiếu họ tên.", "Row {row}: the name is missing."),
    "venue-missing": ("Dòng {row}: thiếu điểm cầu.", "Row {row}: the venue is missing."),
    "venue-unknown": (
        "Dòng {row}: hội nghị không có điểm cầu “{what}”.",
        "Row {row}: the conference has no venue “{what}”.",
    ),
    "code-twice": (
        "Dòng {row}: mã “{what}” đã có ở dòng {first}.",
        "Row {row}: code “{what}” is already in row {first}.",
    ),
    "code-empty": ("Dòng {row}: mã không có chữ hay số nào.", "Row {row}: the code has no letter or digit."),
    "code-too-long": ("Dòng {row}: mã dài quá 200 ký tự.", "Row {row}: the code is longer than 200 characters."),
    "text-too-long": (
        "Dòng {row}, cột “{column}”: dài quá {most} ký tự.",
        "Row {row}, column “{column}”: longer than {most} characters.",
    ),
    "person-twice": (
        "Dòng {row}: không có mã, và trùng họ tên, đơn vị, điểm cầu với dòng {first}. Nếu là hai người, hãy ghi"
        " mã cho mỗi người; nếu là một, hãy bỏ một dòng.",
        "Row {row}: no code, and the same name, unit and venue as row {first}. If they are two people,"
        " give each a code; if one, take a row out.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `row` as a spreadsheet counts (the header is 1; 0: the whole file); `column` by its header."""

    row: int
    column: str
    code: str
    sentence_vi: str
    sentence_en: str


def fault(row: int, column: str, code: str, **words: object) -> Fault:
    vietnamese, english = (text.format(row=row, column=column, **words) for text in SENTENCES[code])
    return Fault(row, column, code, vietnamese, english)


class RosterFaulty(ValueError):
    """A list with faults: nothing of it is imported. `rows` are the good ones, for a dry run to count."""

    def __init__(self, faults: Sequence[Fault], rows: Sequence[Any] = ()) -> None:
        super().__init__(f"{len(faults)} faults")  # no more: the sentences may hold what was typed
        self.faults, self.rows = list(faults), list(rows)
