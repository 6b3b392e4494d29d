"""What a decider knows without asking the store. It saves reads and carries no safety: compare-and-set does."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pydantic import ValidationError

from shared.dockets import Docket, Kind
from shared.mongo import Document
from shared.things import Thing

MOST = 20_000  # things
log = logging.getLogger(__name__)


class Readable(Protocol):
    """What is needed here of `shared.mongo.Store`."""

    async def read(self, collection: str, ids: Iterable[str]) -> dict[str, Document]: ...


class Memory:
    """Things as they were last written here."""

    def __init__(self, docket: Docket, store: Readable) -> None:
        self._docket, self._store = docket, store
        self._known: dict[str, Thing] = {}

    async def things(self, keys: Sequence[str], look: bool) -> dict[str, Thing]:
        """A working copy of each thing, from memory; else new, and from the store once that was found to be wrong. One
        whose document cannot be read is left out, and holds up no other.

        In the order of the log, in which they are written and said: so a ledger hears first of what was first.

        To take an unknown thing for new is safe: its first write is lost if it is not. It saves a read for each person
        (86 µs of 250 on the embedded store, where a new thing is the common case).
        """
        things = {key: self._copy(key) for key in keys}
        if look:
            for kind, guessed in self._guessed(things).items():
                found = await self._store.read(kind.collection, guessed)
                things |= {key: Thing(key, kind.unknown) for key in guessed}
                for key, document in found.items():
                    _put(things, kind, key, document)
        return things

    def keep(self, things: Mapping[str, Thing]) -> None:
        """As they are in the store now."""
        if len(self._known) > MOST:
            self._known.clear()
        self._known.update(things)

    def forget(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._known.pop(key, None)

    def clear(self) -> None:
        self._known.clear()

    def _copy(self, key: str) -> Thing:
        known = self._known.get(key)
        return known.copy() if known else Thing(key, self._docket.kind_of(key).unknown, guessed=True)

    def _guessed(self, things: Mapping[str, Thing]) -> dict[Kind, list[str]]:
        by_kind: dict[Kind, list[str]] = {}
        for key, thing in things.items():
            if thing.guessed:
                by_kind.setdefault(self._docket.kind_of(key), []).append(key)
        return by_kind


def _put(things: dict[str, Thing], kind: Kind, key: str, document: Document) -> None:
    try:
        things[key] = Thing.of(document, kind.state)
    except ValidationError:
        log.error("document not understood", extra={"key": key})
        del things[key]
