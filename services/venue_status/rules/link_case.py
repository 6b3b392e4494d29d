"""One command about a link being judged, and how something is said of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from services.venue_status.settings import Thresholds
from shared.events.base import Stamp
from shared.events.links import Link
from shared.events.venues import LinkCode, LinkEvent, LinkRefused

Said = TypeVar("Said", bound=LinkEvent)


@dataclass(frozen=True, slots=True)
class Case:
    """`link`: as it was before."""

    thresholds: Thresholds
    link: Link
    command: Any
    stamp: Stamp
    revision: int

    @property
    def at(self) -> datetime:
        """When it was done, corrected, or was due: everything is judged by this, never by arrival."""
        return self.stamp.at

    @property
    def is_stale(self) -> bool:
        """Whether somebody acted on what they saw before it changed."""
        return self.command.seen is not None and self.command.seen != self.revision

    def says(self, kind: type[Said], after: Link, at: datetime | None = None, **told: Any) -> Said:
        """The event, with the whole state after it. Without `at` it happened when the command was done."""
        at = at or self.at
        said = after.model_copy(update={"said_at": max(at, after.said_at or at)})
        return kind(at=at, venue=self._venue, state=said, **told)

    def says_by(self, kind: type[Said], after: Link, **told: Any) -> Said:
        """Somebody did it."""
        return self.says(kind, after, by=self.stamp.actor.id, reason=self.command.reason or "", **told)

    def refused(self, code: LinkCode) -> LinkRefused:
        """With the state as it is: a refusal changes nothing, nor when the link was last told of."""
        by, reason = self.stamp.actor.id, self.command.reason or ""
        return LinkRefused(at=self.at, venue=self._venue, state=self.link, code=code, by=by, reason=reason)

    @property
    def _venue(self) -> str:
        return str(self.command.key()).rsplit("/", 1)[-1]
