"""What can be asked about line checks, announcements and notices, and by whom."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.access import CENTRE, DOOR, Access
from shared.events.base import Command, Passing
from shared.events.checks import CheckItem, Result
from shared.events.conference import PlaceId, Role

DESKS: frozenset[Role] = frozenset({"operator", "venue_head"})


class DefineRound(Command):
    """Plan a round of line checks, or change it; `withdrawn`: it is not held."""

    access: ClassVar[Access] = Access(CENTRE | {"ops"})
    type: Literal["define_round"] = "define_round"
    round: PlaceId
    name: str = Field(min_length=1, max_length=100)
    due: AwareDatetime
    withdrawn: bool = False

    def key(self) -> str:
        return f"{self.conference}/round/{self.round}"


class AboutCheck(Command):
    """About one venue in one round."""

    access: ClassVar[Access] = Access(DOOR, "venue")
    round: PlaceId
    venue: PlaceId

    def key(self) -> str:
        return f"{self.conference}/check/{self.round}/{self.venue}"


class CheckLine(AboutCheck):
    """One of the nine items was looked at. What was found for a round that is not planned yet is shown once it is."""

    type: Literal["check_line"] = "check_line"
    item: CheckItem
    result: Result
    note: str = Field(default="", max_length=300)


class CallCheck(AboutCheck):
    """The hub's own go or no-go for a venue, over what follows from the items; None: taken back."""

    access = Access(CENTRE, "venue")
    type: Literal["call_check"] = "call_check"
    go: bool | None = None
    seen: int | None = None


class AboutAnnouncement(Command):
    """About one announcement. `announcement`: the browser's new id."""

    access: ClassVar[Access] = Access(CENTRE | {"moderator"})
    announcement: UUID

    def key(self) -> str:
        return f"{self.conference}/announcement/{self.announcement}"


class Announce(AboutAnnouncement):
    """Say something to the desks of all venues, or of these."""

    type: Literal["announce"] = "announce"
    text: str = Field(min_length=1, max_length=500)
    venues: tuple[PlaceId, ...] | None = Field(default=None, min_length=1, max_length=2000)
    urgent: bool = False


class Withdraw(AboutAnnouncement):
    """It no longer holds."""

    type: Literal["withdraw"] = "withdraw"


class AcknowledgeAnnouncement(Command):
    """This venue has read it. The board counts it only where the announcement was for this venue."""

    access: ClassVar[Access] = Access(DESKS, "venue")
    type: Literal["acknowledge_announcement"] = "acknowledge_announcement"
    announcement: UUID
    venue: PlaceId

    def key(self) -> str:
        return f"{self.conference}/ack/{self.announcement}/{self.venue}"


class ReportNotice(Passing):
    """Said by the sender of notices: what came of a try. Nobody may ask for it."""

    type: Literal["report_notice"] = "report_notice"
    incident: UUID
    what: Literal["opened", "closed"]
    status: Literal["failing", "delivered", "given_up"]
    tries: Annotated[int, Field(ge=1)]
    error: str = Field(default="", max_length=200)

    def key(self) -> str:
        return f"{self.conference}/notice/{self.incident}.{self.what}"


CheckAsked = DefineRound | CheckLine | CallCheck | Announce | Withdraw | AcknowledgeAnnouncement
CheckCommand = CheckAsked | ReportNotice
