"""What is known of line checks, announcements and notices."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.events.base import Fact, State

CheckItem = Literal[
    "main_line",
    "backup_line",
    "hears_hub",
    "sees_hub",
    "microphone",
    "camera",
    "display",
    "power",
    "desk",
]
Result = Literal["passed", "failed", "unchecked"]


class Round(State):
    """A round in which all venues check their lines. `due`: to be done by then."""

    name: str = ""
    due: datetime | None = None
    withdrawn: bool = False
    by: str = ""  # who defined it last: a pass id, or the planner


class Checked(Fact):
    """One of the nine items as somebody last found it."""

    result: Result
    at: datetime
    by: str
    note: str = ""


class Called(Fact):
    """The hub's own word on a venue, over what follows from the items."""

    go: bool
    at: datetime
    by: str
    reason: str = ""


class Check(State):
    """A venue's line check in one round. Its call: the hub's word, else no-go with a failure, go when all nine passed."""

    items: dict[CheckItem, Checked] = {}
    called: Called | None = None


class Announcement(State):
    """The hub's word to desks. `venues` None: all. It stands until it is acknowledged there, or withdrawn."""

    text: str = ""
    venues: tuple[str, ...] | None = None
    urgent: bool = False
    at: datetime | None = None
    by: str = ""
    withdrawn: bool = False


class Acknowledgement(State):
    """One venue has read one announcement."""

    at: datetime | None = None
    by: str = ""


class Notice(State):
    """A word about an incident to the world outside, and what became of it. `error`: of the last try, no secrets."""

    incident: UUID | None = None
    what: Literal["opened", "closed"] = "opened"
    status: Literal["failing", "delivered", "given_up"] = "failing"
    tries: int = 0
    at: datetime | None = None  # of the last try
    error: str = ""
