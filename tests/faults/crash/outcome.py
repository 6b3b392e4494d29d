"""What a run left behind, and how it differs from what another left."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from aiokafka import ConsumerRecord

from shared.dockets import Docket
from shared.events.base import WITHOUT_STATE
from shared.folding import ListFold, StateFold
from shared.mongo import Document, Store
from shared.publishing import Publisher
from shared.records import header
from tests.faults.crash.log import Log
from tests.faults.crash.play import Told


@dataclass
class Outcome:
    """`faults`: what is wrong whatever it is compared with."""

    documents: dict[str, Document]
    events: dict[str, str]  # by id, as they were said
    words: dict[str, str]  # said to waiters only, by command id
    answers: dict[str, str]
    newest: dict[str, Document]  # a state fold of the events
    rows: dict[str, Document]  # a list fold of the events
    faults: list[str] = field(default_factory=list)


async def outcome_of(docket: Docket, log: Log, store: Store, told: Told, silent: bool) -> Outcome:
    """Everything that can be seen of a run that came to its end."""
    said = await log.records(docket.events_topic)
    versioned = [record for record in said if header(record, "ce_type") not in WITHOUT_STATE]
    for_waiters = [record for record in said if header(record, "ce_type") in WITHOUT_STATE]
    newest, rows = await _folded(docket, store, said)
    found = Outcome(
        documents={
            key: _lasting(it)
            for kind in docket.kinds.values()
            for key, it in (await _all(store, kind.collection)).items()
        },
        events=_by_id(versioned),
        words=_by_id(for_waiters),
        answers={name: " | ".join(sorted(answers)) for name, answers in told.answers.items()},
        newest=newest,
        rows=rows,
    )
    found.faults = [*_told_two_things(said), *_wrong_folds(found, silent)]
    return found


def _lasting(document: Document) -> Document:
    """Without what passing commands gave: it is kept until Kafka's offset is past it, and offsets differ."""
    lasting = {id: it for id, it in document["decisions"].items() if "offset" not in it}
    return {**document, "decisions": lasting}


def differences(expected: Outcome, found: Outcome, patient: Set[str]) -> list[str]:
    """What is not as expected. Who asks once only may have missed the answer; nobody may have heard another one."""
    silent = {name for name in expected.answers.keys() - found.answers.keys() if name not in patient}
    answers = {name: answer for name, answer in expected.answers.items() if name not in silent}
    return [
        *found.faults,
        *_unlike("document", expected.documents, found.documents),
        *_unlike("event", expected.events, found.events),
        *_unlike("word", expected.words, found.words, optional=True),
        *_unlike("answer", answers, found.answers),
        *_unlike("newest state", expected.newest, found.newest),
        *_unlike("row", expected.rows, found.rows),
    ]


async def _folded(
    docket: Docket, store: Store, said: list[ConsumerRecord]
) -> tuple[dict[str, Document], dict[str, Document]]:
    """Both kinds of fold, by the code that services use, three records a batch."""
    publisher = Publisher([])  # for dead letters: an event that cannot be read fails the run
    newest = StateFold(store, publisher, f"{docket.name}_newest", docket.events, _state)
    rows = ListFold(
        store, publisher, f"{docket.name}_rows", docket.events, lambda event: {"body": event.model_dump_json()}
    )
    for start in range(0, len(said), 3):
        await newest.handle(said[start : start + 3])
        await rows.handle(said[start : start + 3])
    return await _all(store, f"{docket.name}_newest"), await _all(store, f"{docket.name}_rows")


def _state(event: Any) -> Document:
    return {"state": event.state.model_dump(mode="json")}


async def _all(store: Store, collection: str) -> dict[str, Document]:
    return {document["_id"]: document async for document in store.find(collection)}


def _by_id(records: list[ConsumerRecord]) -> dict[str, str]:
    return {header(record, "ce_id"): record.value.decode() for record in records}


def _told_two_things(said: list[ConsumerRecord]) -> list[str]:
    bodies: dict[str, set[bytes]] = {}
    for record in said:
        bodies.setdefault(header(record, "ce_id"), set()).add(record.value)
    return [f"event {id} was said in {len(some)} ways" for id, some in bodies.items() if len(some) > 1]


def _wrong_folds(found: Outcome, silent: bool) -> list[str]:
    """The newest event of a thing tells what its document knows; no event without its row. A document that is newer
    than its newest event has changed in silence."""
    stored = {key: (it["version"], it["state"]) for key, it in found.documents.items()}
    folded = {key: (it["version"], it["state"]) for key, it in found.newest.items()}
    if silent:
        stored = {key: it for key, it in stored.items() if key in folded and it[0] <= folded[key][0]}
        folded = {key: it for key, it in folded.items() if key in stored or key not in found.documents}
    rows = [] if len(found.rows) == len(found.events) else [f"{len(found.events)} events, {len(found.rows)} rows"]
    return [*_unlike("fold and document of", stored, folded), *rows]


def _unlike(what: str, expected: dict[str, Any], found: dict[str, Any], optional: bool = False) -> list[str]:
    ids = found.keys() if optional else expected.keys() | found.keys()
    return [
        f"{what} {id}: {found.get(id, 'none')} instead of {expected.get(id, 'none')}"
        for id in sorted(ids)
        if expected.get(id) != found.get(id)
    ]
