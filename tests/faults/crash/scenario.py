"""The fixed scenario: who asks for what. It has several keys, two commands of one key in a batch, a repeated id, refusals,
an id used again for another deed, follow-ups into ledgers and back, and a second wave after everything was forgotten.

In one wave each ledger hears of one new thing only: which of two is first would be the log's free choice.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from shared.access import Pass
from shared.dockets import Docket
from shared.events.base import NAMESPACE
from tests.example.lost import ASKED, LOST
from tests.faults.crash.play import Caller, Play

HALL = "hy-2023"
NOW = datetime(2023, 6, 3, 0, 10, tzinfo=UTC)
HUB = Pass(id="hub", role="hub", conference=HALL)


def named(word: str) -> UUID:
    return uuid5(NAMESPACE, word)


def deed(type: str, item: str, venue: str, id: str, **fields: str) -> dict[str, Any]:
    common = {"type": type, "id": str(named(id)), "conference": HALL, "venue": venue}
    return {**common, "item": str(named(item)), **fields}


REPORT = deed("report", "umbrella", "KC", "report-umbrella", what="ô đen")
WAVES = (
    (
        Caller("reports the umbrella", REPORT),
        Caller("claims the umbrella", deed("claim", "umbrella", "KC", "claim-umbrella")),
        Caller("reports the scarf", deed("report", "scarf", "TL", "report-scarf", what="khăn len")),
        Caller("taps twice", REPORT),
        Caller("claims the umbrella too", deed("claim", "umbrella", "KC", "claim-umbrella-too")),
        Caller("claims what nobody found", deed("claim", "hat", "KC", "claim-hat"), patient=False),
        Caller("uses an id again", deed("claim", "umbrella", "KC", "report-umbrella")),
    ),
    (
        Caller("claims the scarf", deed("claim", "scarf", "TL", "claim-scarf"), patient=False),
        Caller("reports the bag", deed("report", "bag", "KC", "report-bag", what="túi xách")),
        Caller("sends the first report again", REPORT),
        Caller("claims the umbrella late", deed("claim", "umbrella", "KC", "claim-umbrella-late")),
    ),
)
EXPECTED = {  # what each is told in every run, so also in the one that the others are compared with
    "reports the umbrella": "reported",
    "claims the umbrella": "claimed",
    "reports the scarf": "reported",
    "taps twice": "reported",
    "claims the umbrella too": "already_claimed",
    "claims what nobody found": "not_reported",
    "uses an id again": "command-id-reused",
    "claims the scarf": "claimed",
    "reports the bag": "reported",
    "sends the first report again": "reported",
    "claims the umbrella late": "already_claimed",
}
NUMBERS = {"umbrella": 1, "scarf": 1, "bag": 2}


def docket_named(name: str) -> Docket:
    """Lost property with topics, group and collections of its own: nothing of another run is in them."""
    kinds = {id: replace(kind, collection=f"{name}_{id}") for id, kind in LOST.kinds.items()}
    return replace(LOST, name=name, kinds=kinds)


LOST_PROPERTY = Play(docket_named, ASKED, HUB, NOW, WAVES)
