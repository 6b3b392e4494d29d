"""With 1,100 venues out at once the ledger's document and its events stay small."""

import orjson
import pytest

from shared.events.incidents import LinkNews
from tests.venue_status.incident_book import LEDGER, IncidentBook


def test_with_1100_venues_out_at_once_ledger_and_events_stay_small(capsys: pytest.CaptureFixture[str]) -> None:
    book, venues = IncidentBook(late=True, reads_back=False), [f"XA-{number:05}" for number in range(1100)]
    all_told(book, venues, "stale")
    book.passes(18)
    all_told(book, venues, "down")
    document = len(orjson.dumps(book.things[LEDGER].document()))
    all_told(book, venues[:-2], "back")
    book.passes(30)
    book.all_arrives()
    events = max(len(event.model_dump_json()) for event in book.events)
    with capsys.disabled():
        print(f"\n1,100 venues out: the ledger's document {document:,} bytes, the largest event {events:,}")
    assert [len(it.venues) for it in book.incidents] == [1100, 1, 1]
    assert max(document, events) < 200_000


def all_told(book: IncidentBook, venues: list[str], news: LinkNews) -> None:
    for venue in venues:
        book.hears(venue, news)
        book.arrives(LEDGER)
