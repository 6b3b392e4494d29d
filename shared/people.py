"""Names. They are in the `people` collection alone: not on Kafka, not in logs, not in live streams."""

import asyncio
from collections.abc import Container, Iterable
from typing import Any
from uuid import UUID

from pydantic import Field

from shared.events.base import Fact
from shared.failures import Retry
from shared.mongo import Document, Store

COLLECTION = "people"
NAMES_WITHIN = 0.5  # seconds
TOLD = ("name", "title", "unit", "code")


class Person(Fact):
    """A person of one conference, as shown at a desk. `phone`: venue contacts only. `code`, `venue`: of the roster."""

    name: str = Field(min_length=1, max_length=120)
    title: str = Field(default="", max_length=200)
    unit: str = Field(default="", max_length=200)
    phone: str | None = Field(default=None, pattern=r"^0\d{9}$")
    code: str | None = None
    venue: str | None = None


class People:
    """The people of all conferences, remembered once seen. They change only by an import."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, dict[str, Person]] = {}

    async def load(self) -> None:
        """Reads everybody: 1,703 people are about 1 MB."""
        async for document in self._store.find(COLLECTION):
            self.remember(document)

    def remember(self, document: Document) -> None:
        conference, _, id = document["_id"].split("/", 2)
        self._known.setdefault(conference, {})[id] = Person.model_validate(document)

    def of(self, conference: str) -> dict[str, Person]:
        """Everybody of a conference known to this process, by id."""
        return self._known.setdefault(conference, {})

    async def look_up(self, conference: str, ids: Iterable[UUID | str]) -> dict[str, dict[str, Any]]:
        """{id: {name, title, unit, …}} of those that are known; asks the store for those that this process never saw."""
        known, wanted = self.of(conference), [str(id) for id in ids]
        missing = [id for id in wanted if id not in known]
        if missing:
            for document in (await self._store.read(COLLECTION, [key(conference, id) for id in missing])).values():
                self.remember(document)
        return {id: known[id].model_dump(exclude_none=True) for id in wanted if id in known}

    async def told(self, conference: str, ids: Iterable[str], contacts: Container[str]) -> dict[str, dict[str, Any]]:
        """What an answer tells of these people: name, title, unit, code; of a venue's contact the phone too. With the
        store away or slow, of those that this process knows: an answer does not wait for a name."""
        wanted = list(ids)
        try:
            named = await asyncio.wait_for(self.look_up(conference, wanted), NAMES_WITHIN)
        except (Retry, TimeoutError):
            known = self.of(conference)
            named = {id: known[id].model_dump(exclude_none=True) for id in wanted if id in known}
        return {
            id: {
                field: text for field, text in person.items() if field in TOLD or (field == "phone" and id in contacts)
            }
            for id, person in named.items()
        }

    async def put(self, conference: str, id: UUID, person: Person) -> bool:
        """Keeps a person typed on the day. False: the id has other content already, and nothing was changed."""
        document = {
            "_id": key(conference, id),
            "conference": conference,
            "version": 1,
            **person.model_dump(exclude_none=True),
        }
        if not await self._store.insert(COLLECTION, document):
            document_there = await self._store.read_one(COLLECTION, document["_id"])
            if document_there is None or Person.model_validate(document_there) != person:
                return False
        self.remember(document)
        return True


def key(conference: str, id: UUID | str) -> str:
    return f"{conference}/person/{id}"
