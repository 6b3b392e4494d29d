"""The hub's word to desks, and each venue's "read". An announcement's text is given once; a new word is a new one."""

from services.venue_status.check_commands import AcknowledgeAnnouncement, Announce, Withdraw
from shared.events.base import Stamp
from shared.events.checks import Acknowledgement, Announcement
from shared.events.venues import Announced, AnnouncementAcknowledged, PlainCode


def decide_announcement(
    announcement: Announcement, command: Announce | Withdraw, stamp: Stamp, revision: int
) -> Announced:
    """`stale`: this id stands already, and its text is not changed. `withdrawn`, `unknown`: nothing is left to do."""
    code = _code(announcement, command)
    after = _after(announcement, command, stamp) if code == "recorded" else announcement
    return Announced(at=stamp.at, by=stamp.actor.id, code=code, state=after)


def decide_acknowledgement(
    known: Acknowledgement, command: AcknowledgeAnnouncement, stamp: Stamp, revision: int
) -> AnnouncementAcknowledged:
    """Once for a venue: a second desk there changes nothing. It can be read before it is known here, and after it was
    withdrawn: desks are ahead, or late."""
    read = known if known.at is not None else Acknowledgement(at=stamp.at, by=stamp.actor.id)
    told, by = command.announcement, stamp.actor.id
    return AnnouncementAcknowledged(at=stamp.at, by=by, announcement=told, venue=command.venue, state=read)


def _code(announcement: Announcement, command: Announce | Withdraw) -> PlainCode:
    if announcement.withdrawn:
        return "withdrawn"
    is_known = announcement.at is not None
    if isinstance(command, Announce):
        return "stale" if is_known else "recorded"
    return "recorded" if is_known else "unknown"


def _after(announcement: Announcement, command: Announce | Withdraw, stamp: Stamp) -> Announcement:
    if isinstance(command, Withdraw):
        return announcement.model_copy(update={"withdrawn": True})
    return Announcement(
        text=command.text,
        venues=command.venues,
        urgent=command.urgent,
        at=stamp.at,
        by=stamp.actor.id,
    )
