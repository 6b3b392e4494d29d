"""What people say of a link and of the parts of a venue. It stands beside what is observed, and never hides it."""

from typing import Any

from services.venue_status.rules.link_case import Case
from services.venue_status.rules.losses import counted
from shared.events.links import Component, Said
from shared.events.venues import LinkDeclared, LinkEvent


def declare_link(case: Case) -> LinkEvent:
    """None takes the word back."""
    if case.is_stale:
        return case.refused("stale")
    return case.says_by(LinkDeclared, case.link.model_copy(update={"declared": _word(case)}))


def declare_component(case: Case) -> LinkEvent:
    """A person's word goes before what desks and agents say of the part. None: theirs counts again."""
    return case.refused("stale") if case.is_stale else _declared(case, _word(case), {})


def mark_component(case: Case) -> LinkEvent:
    """From an incident. When the last about this part is over nobody says "fault" any longer, and desks and agents are
    believed again."""
    part, since, incident = case.command.component, case.command.since, case.command.source
    known = case.link.parts.get(part)
    others = tuple(it for it in known.incidents if it != incident) if known else ()
    if case.command.state == "fault":
        word = _word(case, at=since, incidents=(*others, incident))
    else:
        word = known.model_copy(update={"incidents": others}) if known and others else None
    return _declared(case, word, {part: since})


def _word(case: Case, **more: Any) -> Said | None:
    if case.command.state is None:
        return None
    facts = {"state": case.command.state, "by": case.stamp.actor.id, "at": case.at, "reason": case.command.reason or ""}
    return Said(**{**facts, **more})


def _declared(case: Case, word: Said | None, moments: dict[Component, Any]) -> LinkEvent:
    part = case.command.component
    parts = {known: said for known, said in case.link.parts.items() if known != part}
    after = case.link.model_copy(update={"parts": parts | ({part: word} if word else {})})
    return case.says_by(LinkDeclared, counted(after, case.at, moments), component=part)
