"""Lost property: what is left behind at a venue is reported, gets its venue's next number, and is claimed once."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from shared.access import DOOR, Access
from shared.dockets import Docket, Kind
from shared.events.base import Actor, Command, Event, LedgerCommand, Stamp, State, follow_up_id
from shared.records import Order


# Events: what is known of a thing, and what happens to it. A refusal is an event too.
class Item(State):
    what: str = ""
    number: int = 0  # 0: the ledger has not told it yet
    claimed: bool = False


class Ledger(State):
    last: int = 0


class ItemDecided(Event):
    type: Literal["vn.diemcau.lost.item-decided.v1"] = "vn.diemcau.lost.item-decided.v1"
    code: Literal["reported", "numbered", "claimed", "already_reported", "not_reported", "already_claimed"]
    venue: str
    what: str = ""
    number: int = 0
    state: Item = Item()


class NumberGiven(Event):
    type: Literal["vn.diemcau.lost.number-given.v1"] = "vn.diemcau.lost.number-given.v1"
    venue: str
    item: UUID
    number: int
    state: Ledger = Ledger()


# Commands: what is asked, by whom, and the key that it belongs to. Nobody may ask for the last two: they follow.
class ItemCommand(Command):
    access: ClassVar[Access] = Access(DOOR, "venue")
    venue: str = Field(pattern=r"^[A-Z0-9]{1,10}$")
    item: UUID

    def key(self) -> str:
        return f"{self.conference}/item/{self.item}"


class Report(ItemCommand):
    type: Literal["report"] = "report"
    what: str = Field(min_length=1, max_length=100)


class Claim(ItemCommand):
    type: Literal["claim"] = "claim"


class TellNumber(ItemCommand):
    type: Literal["tell_number"] = "tell_number"
    number: int


class GiveNumber(LedgerCommand):
    type: Literal["give_number"] = "give_number"
    venue: str
    item: UUID

    def key(self) -> str:
        return f"{self.conference}/ledger/{self.venue}"


# Rules: pure, without clock or I/O.
def decide_item(item: Item, command: Any, stamp: Stamp, revision: int) -> ItemDecided:
    code: Any = {"report": "reported", "claim": "claimed", "tell_number": "numbered"}[command.type]
    if code == "reported" and item.what:
        code = "already_reported"
    if code == "claimed" and (item.claimed or not item.what):
        code = "already_claimed" if item.claimed else "not_reported"
    return ItemDecided(at=stamp.at, code=code, **command.model_dump(include={"venue", "what", "number"}))


def evolve_item(item: Item, event: ItemDecided) -> Item:
    field = {"reported": "what", "numbered": "number"}.get(event.code)
    changes = {"claimed": True} if event.code == "claimed" else {field: getattr(event, field)} if field else {}
    return item.model_copy(update=changes)


def decide_ledger(ledger: Ledger, command: GiveNumber, stamp: Stamp, revision: int) -> NumberGiven:
    return NumberGiven(at=stamp.at, venue=command.venue, item=command.item, number=ledger.last + 1)


def evolve_ledger(ledger: Ledger, event: NumberGiven) -> Ledger:
    return Ledger(last=event.number)


def follow_ups(event: Any) -> Iterator[tuple[Command, Stamp]]:
    """A report asks its venue's ledger for a number; the ledger tells the item."""
    conference, _, id = event.key.split("/")
    stamp = Stamp(received_at=event.at, at=event.at, actor=Actor(id="lost", role="follow_up"))
    cause, common = event.command, {"conference": conference, "venue": event.venue}
    if isinstance(event, NumberGiven):
        told = follow_up_id(cause, f"{conference}/item/{event.item}")
        yield TellNumber(id=told, item=event.item, number=event.number, **common), stamp
    elif event.code == "reported":
        asked = follow_up_id(cause, f"{conference}/ledger/{event.venue}")
        yield GiveNumber(id=asked, item=id, source=event.key, source_version=event.version, **common), stamp


# The store: kind of key → state, rules, collection, what follows.
KINDS = {
    "item": Kind(Item, decide_item, evolve_item, "lost_items", follow_ups),
    "ledger": Kind(Ledger, decide_ledger, evolve_ledger, "lost_ledgers", follow_ups),
}
AnyCommand = Annotated[Report | Claim | TellNumber | GiveNumber, Field(discriminator="type")]
AnyEvent = Annotated[ItemDecided | NumberGiven, Field(discriminator="type")]
LOST = Docket("lost", KINDS, TypeAdapter(Order[AnyCommand, Stamp]), TypeAdapter(AnyEvent))
ASKED: TypeAdapter[Any] = TypeAdapter(Annotated[Report | Claim, Field(discriminator="type")])
