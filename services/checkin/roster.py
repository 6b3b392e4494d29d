"""Reading the list that a unit sends: rows to import, or faults by row in words that its sender understands.

Pure: bytes in, rows out. Who is new, moved or withdrawn is for the import to say.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from services.checkin.roster_faults import Fault, RosterFaulty, fault
from shared.vietnamese import CodeFault, display, exact_key, folded_key, normalise_code

# Other columns are not looked at. The 2023 list has gender and level: of no use here, so never kept.
COLUMNS = ("code", "full_name", "title", "unit", "parent", "venue")
NEEDED = ("full_name", "venue")
LONGEST = {"full_name": 120, "title": 200, "unit": 200}  # characters, as `people` takes them
Line = tuple[int, list[str]]  # row number as a spreadsheet shows it, and its cells


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A summoned person. `code` is normalised; where the list has none it is made of name, unit and venue."""

    code: str
    name: str
    title: str
    unit: str
    parent: str
    venue: str


def read_roster(data: bytes, filename: str, venues: Collection[str] | None = None) -> list[RosterRow]:
    """The rows of a list, in its order. `venues`: the ids that a row may name; None lets all pass.

    Raises RosterFaulty with every fault of the list, and its good rows, as soon as there is one.
    """
    read_lines = READERS.get(PurePath(filename).suffix.lower())
    if read_lines is None or data.startswith(b"PK\x03\x04"):  # a workbook, whatever it is called
        raise RosterFaulty([fault(0, "", "file-type-unknown")])
    lines = (line for line in read_lines(data) if any(map(display, line[1])))
    first = next(lines, None)
    if first is None:
        raise RosterFaulty([fault(0, "", "roster-empty")])
    reading = _Reading(*first, venues)
    for number, cells in lines:
        reading.take(number, cells)
    if reading.faults:
        raise RosterFaulty(reading.faults, reading.rows)
    return reading.rows


def read_csv(data: bytes) -> Iterator[Line]:
    """The lines of a CSV as offices send it: with or without BOM and `sep=` line; comma, semicolon or tab between."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16", "replace") if utf_16 else data.decode("utf-8-sig", "replace")
    head, _, rest = text.partition("\n")
    if head.lower().startswith("sep="):  # a spreadsheet does not count this line either
        text, separator = rest, head[4:5]
    else:
        separator = max(",;\t", key=head.count)
    # strict, since a quotation mark that is never closed would swallow the rest of the list in silence
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(lines, start=1):
            yield number, cells
    except csv.Error:
        raise RosterFaulty([fault(number + 1, "", "quote-open")]) from None


READERS: dict[str, Callable[[bytes], Iterator[Line]]] = {".csv": read_csv, ".tsv": read_csv, ".txt": read_csv}


class _Reading:
    """One list being read: its header, what was seen so far, the good rows and the faults."""

    def __init__(self, number: int, header: list[str], venues: Collection[str] | None) -> None:
        self.rows: list[RosterRow] = []
        self.faults: list[Fault] = []
        self._venues, self._width = venues, len(header)
        self._first_row: dict[str, int] = {}
        names = [folded_key(cell) for cell in header]
        self._places = {column: names.index(column) for column in COLUMNS if column in names}
        self.faults += [fault(number, name, "column-missing") for name in NEEDED if name not in names]
        self.faults += [fault(number, name, "column-twice") for name in self._places if names.count(name) > 1]
        self._usable = not self.faults

    def take(self, number: int, cells: list[str]) -> None:
        if not self._usable:
            return
        row = dict.fromkeys(COLUMNS, "")
        row |= {column: display(cells[at]) for column, at in self._places.items() if at < len(cells)}
        faults = list(self._faults_of(number, row, too_many=any(map(display, cells[self._width :]))))
        code = self._code_of(number, row) if row["code"] or not faults else ""
        if isinstance(code, Fault):
            faults.append(code)
        elif not faults:
            self.rows.append(RosterRow(code, row["full_name"], row["title"], row["unit"], row["parent"], row["venue"]))
        self.faults += faults

    def _faults_of(self, number: int, row: dict[str, str], too_many: bool) -> Iterator[Fault]:
        if too_many:
            yield fault(number, "", "cells-too-many")
        for column in (column for column, text in row.items() if "\ufffd" in text):
            yield fault(number, column, "unreadable")
        for column, most in LONGEST.items():
            if len(row[column]) > most:
                yield fault(number, column, "text-too-long", most=most)
        if not row["full_name"]:
            yield fault(number, "full_name", "name-missing")
        if not row["venue"]:
            yield fault(number, "venue", "venue-missing")
        elif self._venues is not None and row["venue"] not in self._venues:
            yield fault(number, "venue", "venue-unknown", what=row["venue"])

    def _code_of(self, number: int, row: dict[str, str]) -> str | Fault:
        try:
            code = (
                normalise_code(row["code"]) if row["code"] else made_code(row["full_name"], row["unit"], row["venue"])
            )
        except CodeFault as why:
            return fault(number, "code", why.reason)
        first = self._first_row.setdefault(code, number)
        if first == number:
            return code
        if row["code"]:
            return fault(number, "code", "code-twice", what=code, first=first)
        return fault(number, "full_name", "person-twice", first=first)


def made_code(name: str, unit: str, venue: str) -> str:
    """A code for a row that has none: the same at every import, and for every spelling of the name and unit."""
    person = "\n".join((exact_key(name), exact_key(unit), venue))
    return "KM-" + hashlib.sha256(person.encode()).hexdigest()[:12].upper()
