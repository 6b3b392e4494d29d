"""Where somebody was after all, when an entry or an exit is taken back."""

from typing import Any
from uuid import UUID

from services.checkin.rules import ends, standing
from shared.events.attendance import Attendee, Presence


def without_entry(state: Attendee, deed: UUID) -> dict[str, Any]:
    """What the entry had ended goes on, until whatever is known to come after. A walk-in of whom nothing remains is
    nobody known."""
    exits = [*state.exits, *(known for stay in state.presences if stay.entry == deed for known in ends.freed(stay))]
    kept = [stay for stay in state.presences if stay.entry != deed]
    for place, stay in enumerate(kept):
        if stay.exit == deed:
            following = _following(kept, place)
            known = ends.first_exit(exits, stay, stay.end or stay.start, following)
            kept[place] = ends.by_exit(stay, known) if known else ends.until(stay, following, state.sessions)
            exits = [it for it in exits if it is not known]
    presences = ends.ordered(kept, state.sessions)
    return {"presences": presences, "exits": tuple(exits), "walk_in": standing.walked_in(presences)}


def without_exit(state: Attendee, deed: UUID) -> dict[str, Any]:
    """The stay goes on, joined with what an exit uploaded late had split off. Exits known after it are left alone: of
    two taps at the door only one was meant, and that one is taken back."""
    kept = list(state.presences)
    place = next((n for n, stay in enumerate(kept) if stay.exit == deed and stay.exit_by is not None), None)
    if place is not None:
        stay, following = kept[place], _following(kept, place)
        if following is not None and following.entry == stay.entry:
            kept[place : place + 2] = [following.model_copy(update={"start": stay.start, "flags": stay.flags})]
        else:
            kept[place] = ends.until(stay, following, state.sessions)
    exits = tuple(known for known in state.exits if known.deed != deed)
    return {"presences": ends.ordered(kept, state.sessions), "exits": exits}


def _following(stays: list[Presence], place: int) -> Presence | None:
    return stays[place + 1] if place + 1 < len(stays) else None
