"""What every event and command of every service has in common."""

from datetime import datetime
from typing import Any, ClassVar, Literal, Self
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, GetJsonSchemaHandler

NAMESPACE = UUID("6f1d0c5e-0603-5023-8a11-d1e3ca002023")  # of every id that Điểm Cầu derives


# Of unions: errors are logged, and the input may hold people's words.
WITHOUT_INPUT = ConfigDict(hide_input_in_errors=True)


class Fact(BaseModel):
    """A small frozen piece of truth. Unknown fields are ignored: fields are only ever added. Errors do not repeat the
    input, which may hold what people typed: they are logged."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class State(Fact):
    """What a key's document knows. `State()` is a thing of which nothing is known yet."""


class Event(Fact):
    """Something that happened to one thing, with that thing's whole state after it.

    A rule fills in what happened; the decision loop adds `key`, `version`, `revision`, `command`, `meaning`,
    `correlation` and `state`. One decision is one event is one version. `version` None: said to a waiter only
    (an id used again, a command set aside), part of no state and of no fold.
    """

    type: str
    key: str = ""
    version: int | None = None
    revision: int = 0  # rises only when facts that a person acts on change
    command: UUID | None = None  # the command decided here
    meaning: str = ""  # of that command, see `shared.commanding.meaning`
    correlation: str = ""
    at: datetime  # corrected time of the deed

    def changes_facts(self) -> bool:
        """Whether somebody who looked before must look again (then `revision` rises)."""
        return True

    def people(self) -> set[UUID]:
        """The persons named by id in this event; their names are looked up when it is told to somebody."""
        return set()


class Said(Event):
    """An event for a waiter alone: no version, no state."""

    def changes_facts(self) -> bool:
        return False


class CommandIdReused(Said):
    """A known command id came with another meaning; nothing was changed. For the waiter (409)."""

    TYPE: ClassVar[str] = "vn.diemcau.command-id-reused.v1"
    type: str = TYPE


class CommandSetAside(Said):
    """A command could not be decided and lies with the dead letters. For the waiter (202, `set_aside`)."""

    TYPE: ClassVar[str] = "vn.diemcau.command-set-aside.v1"
    type: str = TYPE


class Device(Fact):
    """Where and when the deed was done, as the device saw it.

    `offset` is the device's own estimate of (server time - device time) in seconds; None: not known.
    """

    id: str = Field(max_length=64)
    device_time: AwareDatetime | None = None
    sent_at: AwareDatetime | None = None
    offset: float | None = Field(default=None, ge=-1e9, le=1e9, allow_inf_nan=False)


class Command(Fact):
    """What somebody wants done, named by the browser's id. Its type's own fields follow in subclasses."""

    type: str
    id: UUID
    conference: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    told: str | None = Field(default=None, pattern=r"^[a-z_]{2,40}$")  # the code shown offline; None: not done offline
    reason: str | None = Field(default=None, max_length=300)
    device: Device | None = None

    def key(self) -> str:
        """`<conference>/<kind>/<id>`, computed from the command's own fields, never looked up."""
        raise TypeError(f"{type(self).__name__} has no key")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Who may send it stands in the OpenAPI document too, taken from the `access` beside the model."""
        described = handler(schema)
        if access := getattr(cls, "access", None):
            handler.resolve_ref_schema(described).update({"x-roles": sorted(access.roles), "x-scope": access.scope})
        return described


class Passing(Command):
    """A command that leaves no decision for ever: a beat, a deadline, a lease renewed. Its rule may give an event, a new
    state without an event, or nothing.

    What it gave is kept until Kafka's offset is past it, so that a crash in between loses nothing; a later repetition
    is for the rule, which must know it for an old one (by a number, or by a basis that has moved).
    """


class LedgerCommand(Passing):
    """A follow-up into a ledger, which keeps for each `source` key the newest version taken: older ones give nothing."""

    source: str
    source_version: int


class Deadline(Passing):
    """Time is up for `thing`: what waited on `basis` was due at `due`. The rule drops it if the basis has moved.

    `watching_since`: since when the sender has heard everything without a gap; silence before that was perhaps ours.
    """

    type: Literal["deadline"] = "deadline"
    thing: str
    name: str
    basis: str
    due: datetime
    watching_since: datetime

    def key(self) -> str:
        return self.thing


class Actor(Fact):
    """Who did it: the pass (never a name), its role and where it holds. `venue` None: everywhere."""

    id: str
    role: str
    venue: str | None = None


class Stamp(Fact):
    """What the door knew when it accepted the command. Services add the facts that their rules need."""

    received_at: datetime
    at: datetime  # device time + offset, never after `received_at`
    actor: Actor


WITHOUT_STATE = frozenset({CommandIdReused.TYPE, CommandSetAside.TYPE})  # for waiters, not for folds


def event_id(key: str, version: int) -> UUID:
    """The CloudEvents id of an event: (key, version) and nothing else, so a repetition has the same id."""
    return uuid5(NAMESPACE, f"{key}#{version}")


def follow_up_id(cause: UUID, key: str) -> UUID:
    """The id of what follows for another thing: the same for ever, so that it may be sent again."""
    return uuid5(cause, key)


def completed(event: Event, **fields: Any) -> Event:
    """The event with what the loop knows (no validation: the rule's fields are already valid)."""
    return event.model_copy(update=fields)


class Versioned(Fact):
    """A fact of another key, stamped with its version: the newer of two counts."""

    version: int

    def newest(self, other: "Self | None") -> Self:
        """Of two stamps of the same fact the newer one; equal versions are equal facts."""
        return self if other is None or self.version >= other.version else other
