"""The roster import: names to `people`, rows (ids only) to the store with a mark, then said on the log.

The one exception from the loop: names may not go on the log. A row is written with its event and the mark `unsaid`,
said, and the mark is cleared by {_id, version}; marks are looked for every minute, so a crash loses no row.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.checkin.roster import RosterRow, read_roster
from services.checkin.roster_faults import RosterFaulty
from services.checkin.store import CONFERENCE, ROWS
from shared.events.base import completed
from shared.events.conference import Row, RowImported
from shared.failures import Lost, Retry
from shared.mongo import Document
from shared.parts import Parts
from shared.people import COLLECTION as PEOPLE
from shared.people import Person
from shared.people import key as person_key
from shared.problems import Problem
from shared.records import event_record
from shared.vietnamese import attendee_id, slug

SWEEP = 60.0  # seconds between looks for rows that were written and never said
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Imported:
    """A row as it is to be: who, and where they are expected."""

    id: str
    person: Person
    row: Row


class Importer:
    """Imports rosters into one deployment."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def take(self, conference: str, data: bytes, filename: str, by: str, dry_run: bool) -> dict[str, Any]:
        """{rows, imported, unchanged, faults}. Raises a 422 problem with the faults by row; then nothing is imported."""
        if self._parts.conferences.get(conference, "conference", conference) is None:
            raise Problem("unknown-conference")
        venues = [known.id for known in self._parts.conferences.all(conference, "venue")]
        try:
            rows = read_roster(data, filename, venues)
        except RosterFaulty as faulty:
            faults = [
                {
                    "row": f.row,
                    "column": f.column,
                    "code": f.code,
                    "sentence": f.sentence_vi,
                    "sentence_en": f.sentence_en,
                }
                for f in faulty.faults
            ]
            raise Problem("roster-has-faults", rows=len(faulty.rows), imported=0, faults=faults) from None
        imported = 0 if dry_run else await self._import(conference, [_imported(conference, row) for row in rows], by)
        return {
            "rows": len(rows),
            "imported": imported,
            "unchanged": 0 if dry_run else len(rows) - imported,
            "faults": [],
        }

    async def _import(self, conference: str, rows: Sequence[Imported], by: str) -> int:
        people = await self._changed_people(conference, rows)
        changed = await self._changed_rows(conference, rows, by)
        try:
            await self._parts.store.write(PEOPLE, people)
            await self._parts.store.write(ROWS, changed)
        except Lost:
            raise Retry("somebody imports the same rows") from None
        for document, _ in people:
            self._parts.people.remember(document)
        await self._say([document for document, _ in changed])
        return len({document["_id"].rsplit("/", 1)[1] for document, _ in (*people, *changed)})

    async def _changed_people(self, conference: str, rows: Sequence[Imported]) -> list[tuple[Document, int]]:
        there = await self._parts.store.read(PEOPLE, [person_key(conference, row.id) for row in rows])
        changed = []
        for row in rows:
            key = person_key(conference, row.id)
            before = there.get(key)
            if before is None or Person.model_validate(before) != row.person:
                version = before["version"] if before else 0
                fields = row.person.model_dump(exclude_none=True)
                changed.append(({"_id": key, "conference": conference, "version": version + 1, **fields}, version))
        return changed

    async def _changed_rows(self, conference: str, rows: Sequence[Imported], by: str) -> list[tuple[Document, int]]:
        there = await self._parts.store.read(ROWS, [f"{conference}/row/{row.id}" for row in rows])
        changed = []
        for row in rows:
            before = there.get(f"{conference}/row/{row.id}")
            known, version = (Row.model_validate(before["state"]), before["version"]) if before else (None, 0)
            wanted = row.row.model_copy(update={"issue": known.issue}) if known else row.row  # revoked QRs stay so
            if known != wanted:
                changed.append((self._document(conference, replace(row, row=wanted), version + 1, by), version))
        return changed

    def _document(self, conference: str, row: Imported, version: int, by: str) -> Document:
        key = f"{conference}/row/{row.id}"
        happened = RowImported(at=self._parts.clock.now(), by=by, key=key, version=version, revision=version)
        event = completed(happened, state=row.row)
        return {
            "_id": key,
            "conference": conference,
            "version": version,
            "revision": version,
            "state": row.row.model_dump(mode="json"),
            "event": event.model_dump_json(),
            "unsaid": True,
        }

    async def _say(self, documents: Iterable[Document]) -> None:
        said = list(documents)
        topic = CONFERENCE.events_topic
        await self._parts.publisher.publish(
            event_record(topic, CONFERENCE.events.validate_json(document["event"]), document["event"])
            for document in said
        )
        for document in said:
            await self._parts.store.clear_mark(ROWS, document["_id"], document["version"])

    async def sweep(self) -> None:
        """For ever: says what was written and never said (a crash between the two)."""
        while True:
            try:
                await self._parts.store.index(ROWS, "unsaid")  # without it each look would read every row
                unsaid = [document async for document in self._parts.store.find(ROWS, unsaid=True)]
                if unsaid:
                    log.warning("saying rows that an import left unsaid", extra={"rows": len(unsaid)})
                    await self._say(unsaid)
            except Retry as error:
                log.warning("will look for unsaid rows again", extra={"why": str(error)})
            await asyncio.sleep(SWEEP)


def _imported(conference: str, row: RosterRow) -> Imported:
    person = Person(name=row.name, title=row.title, unit=row.unit, code=row.code, venue=row.venue)
    id = str(attendee_id(conference, row.code))
    return Imported(id, person, Row(unit=slug(row.unit), venue=row.venue))
