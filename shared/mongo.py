"""MongoDB, and the only file that knows motor: its line has ended, so a change of driver must stay in here.

It speaks only in shapes that are right and fast on MongoDB 8 and on the embedded store: whole documents by `_id`
(`$in` in chunks of 50), compare-and-set on `{_id, version}`, equality on an index, a date that is set
(`$gt`). No counts, no `$or`, no regex.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase
from pymongo import InsertOne, ReplaceOne
from pymongo.errors import BulkWriteError, DuplicateKeyError, PyMongoError

from shared.failures import Lost, Retry

Document = dict[str, Any]

CHUNK = 50  # `_id $in` is superlinear on the embedded store: 500 ids 225 ms at once, 43 ms as 10 x 50
DUPLICATE = 11000
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Store:
    """One database. Any failure of server or line is `Retry`; a lost compare-and-set is `Lost`."""

    def __init__(self, uri: str, database: str, timeout_ms: int = 5000) -> None:
        self._client: AsyncIOMotorClient[Document] = AsyncIOMotorClient(
            uri,
            serverSelectionTimeoutMS=timeout_ms,
            connectTimeoutMS=timeout_ms,
            socketTimeoutMS=30_000,
            maxPoolSize=16,
            retryWrites=False,
            tz_aware=True,
            w="majority",
        )
        self._database: AsyncIOMotorDatabase[Document] = self._client[database]

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]:
        """The documents of these ids that exist, by id."""
        wanted = list(ids)
        found: dict[str, Document] = {}
        for start in range(0, len(wanted), CHUNK):
            async for document in self._find(collection, {"_id": {"$in": wanted[start : start + CHUNK]}}):
                found[document["_id"]] = document
        return found

    async def read_one(self, collection: str, id: str) -> Document | None:
        try:
            return await self._database[collection].find_one({"_id": id})
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    async def write(self, collection: str, documents: Sequence[tuple[Document, int]]) -> None:
        """Replaces each (document, version it was read at; 0: new) if nobody wrote it since; else raises `Lost`.

        The writes are independent: some may have been done when this raises.
        """
        replacements = [
            ReplaceOne({"_id": document["_id"], "version": version}, document, upsert=True)
            for document, version in documents
        ]
        if not replacements:
            return  # the driver calls an empty bulk an error
        try:
            await self._database[collection].bulk_write(replacements, ordered=False)
        except BulkWriteError as error:
            raise _lost_or_worse(error) from error
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    async def replace_if_newer(self, collection: str, documents: Sequence[Document]) -> None:
        """Puts each document whose `version` is higher than that of the one there; the others change nothing."""
        await self._bulk(
            collection,
            [
                ReplaceOne({"_id": document["_id"], "version": {"$lt": document["version"]}}, document, upsert=True)
                for document in documents
            ],
        )

    async def insert_new(self, collection: str, documents: Sequence[Document]) -> None:
        """Inserts each document whose `_id` is not there; the others change nothing."""
        await self._bulk(collection, [InsertOne(document) for document in documents])

    async def _bulk(self, collection: str, operations: Sequence[Any]) -> None:
        try:
            if operations:
                await self._database[collection].bulk_write(operations, ordered=False)
        except BulkWriteError as error:
            if not isinstance(worse := _lost_or_worse(error), Lost):  # lost: something as new is there already
                raise worse from error
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    async def insert(self, collection: str, document: Document) -> bool:
        """Puts a new document. False: there is one with this `_id` already, and nothing was changed."""
        try:
            await self._database[collection].insert_one(document)
            return True
        except DuplicateKeyError:
            return False
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    async def clear_mark(self, collection: str, id: str, version: int) -> None:
        """Takes `unsaid` off a document, unless it was written again since (then its mark is the newer one's)."""
        try:
            await self._database[collection].update_one({"_id": id, "version": version}, {"$unset": {"unsaid": ""}})
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    def find(self, collection: str, **equal: Any) -> AsyncIterator[Document]:
        """All documents whose indexed fields equal these values."""
        return self._find(collection, equal)

    def find_due(self, collection: str) -> AsyncIterator[Document]:
        """All documents that wait for a moment: `due` is not null."""
        return self._find(collection, {"due": {"$gt": BEGINNING}})

    async def _find(self, collection: str, query: Mapping[str, Any]) -> AsyncIterator[Document]:
        try:
            async for document in self._database[collection].find(query):
                yield document
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    async def index(self, collection: str, *fields: str) -> None:
        """One index per field, made if it is not there."""
        try:
            for field in fields:
                await self._database[collection].create_index(field)
        except PyMongoError as error:
            raise Retry("the store does not answer") from error

    async def answers(self) -> bool:
        """Whether the store answers within a second."""
        try:
            await asyncio.wait_for(self._client.admin.command("ping"), 1)
            return True
        except (PyMongoError, TimeoutError):
            return False

    def close(self) -> None:
        self._client.close()


def _lost_or_worse(error: BulkWriteError) -> Exception:
    codes = {fault["code"] for fault in error.details.get("writeErrors", [])}
    return Lost() if codes == {DUPLICATE} else Retry(f"the store refused a write: codes {sorted(codes)}")
