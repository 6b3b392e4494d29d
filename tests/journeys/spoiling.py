"""A document of a played day that is spoilt in the store, and what the verdict's line says then."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pymongo import AsyncMongoClient

from tests.journeys.days import Day

Json = dict[str, Any]
COUNTED = ("lost", "double", "changed_answers")


@dataclass
class Spoilt:
    """`document` may be altered, and is written with `write`."""

    day: Day
    collection: Any
    document: Json
    before: Json  # the verdict's line

    async def write(self) -> None:
        await self.collection.replace_one({"_id": self.document["_id"]}, self.document)

    async def delete(self) -> None:
        await self.collection.delete_one({"_id": self.document["_id"]})

    async def wrong(self) -> set[str]:
        """The fields that say that something is lost, double or changed; those of incidents that are no longer so."""
        line = (await self.day.verified()).line()
        said = {name for name in COUNTED if line[name]} | (set() if line["reconciles"] else {"reconciles"})
        return said | {name for name, value in line["incidents"].items() if value != self.before["incidents"][name]}


@asynccontextmanager
async def spoilt(day: Day, collection: str, fits: Callable[[Json], bool]) -> AsyncIterator[Spoilt]:
    """The first document whose state fits; afterwards it is as it was."""
    async with AsyncMongoClient[Json](day.where.mongo) as client:
        documents = client[day.where.database][collection]
        every = [document async for document in documents.find({"conference": day.conference})]
        before = next(document for document in every if fits(document["state"]))
        try:
            yield Spoilt(day, documents, deepcopy(before), (await day.verified()).line())
        finally:
            await documents.replace_one({"_id": before["_id"]}, before, upsert=True)


def is_inside(state: Json) -> bool:
    """A person who is in a hall."""
    return any(stay["end"] is None for stay in state["presences"])


def is_owned(state: Json) -> bool:
    """An incident that the hub has acknowledged."""
    return state["owner"] is not None
