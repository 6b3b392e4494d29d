"""What check-in hears, in one table. Its own events are heard from the end: its documents were written before them."""

import logging
from collections.abc import Callable, Sequence

from aiokafka import ConsumerRecord

from services.checkin.boards import Boards
from services.checkin.store import CHECKIN, CONFERENCE
from shared.feed import Heard
from shared.parts import Parts

log = logging.getLogger(__name__)


def hears(parts: Parts, boards: Boards) -> Sequence[Heard]:
    """topic · from where · who is told."""
    return (
        Heard(CHECKIN.events_topic, "end", _each(boards.on_record, parts.waiters.on_event)),
        Heard(CONFERENCE.events_topic, "beginning", _each(parts.conferences.on_record, parts.waiters.on_event)),
    )


def _each(*listeners: Callable[[ConsumerRecord], None]) -> Callable[[ConsumerRecord], None]:
    def tell(record: ConsumerRecord) -> None:
        for listener in listeners:
            try:
                listener(record)
            except Exception:  # a board that does not understand an event must not keep its caller waiting
                log.exception("event not understood", extra={"topic": record.topic, "offset": record.offset})

    return tell
