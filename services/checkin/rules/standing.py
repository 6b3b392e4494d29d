"""Whom a substitute's stay stands for, and what of a stay makes its person a walk-in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shared.events.attendance import Attendee, Flag, Presence, Substitution
from shared.events.base import follow_up_id
from shared.events.checkin import AttendeeCheckedIn


def entry_of(taken: Substitution, key: str) -> UUID:
    """The entry of a substitute at their own `key`: one for ever, however often the substitution holds again."""
    return follow_up_id(taken.deed, key)


def standing_for(stay: Presence, whom: UUID | None, walk_in: bool = False) -> Presence:
    """The stay, now in the place of `whom`; None: it stands for nobody but the one who came."""
    flags: list[Flag] = [flag for flag in stay.flags if flag not in ("substitute_for", "walk_in")]
    if whom is not None:
        flags.insert(0, "substitute_for")
    if walk_in:
        flags.insert(0, "walk_in")
    return stay.model_copy(update={"substitute_for": whom, "flags": tuple(flags)})


def walked_in(presences: Iterable[Presence]) -> bool:
    """Whether somebody is a walk-in by what is known of them now."""
    return any("walk_in" in stay.flags for stay in presences)


def again(state: Attendee, event: AttendeeCheckedIn, taken: Substitution, there: Iterable[Presence]) -> dict[str, Any]:
    """What changes beside the stay (`there`: with it) when the release of `taken` was taken back: what began since then
    stands for the summoned person too, and the release, should it be heard later, changes nothing."""
    stay, entry = event.presence, entry_of(taken, event.key)
    presences = tuple(
        standing_for(it, stay.substitute_for) if it.session == stay.session and it.start > stay.start else it
        for it in there
    )
    changes: dict[str, Any] = {"presences": presences, "walk_in": walked_in(presences)}
    changes["released"] = tuple(deed for deed in state.released if deed != entry)
    if taken.released_by is not None:
        changes["undone"] = (*state.undone, follow_up_id(taken.released_by, event.key))
    return changes
