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
    """A person's word goes before what desks and agents say of the part. None: theirs counts again, unless an incident
    about it is open."""
    known = case.link.parts.get(case.command.component)
    incidents = known.incidents if known else ()
    word = _word(case, incidents=incidents, **({"state": "fault"} if incidents and not case.command.state else {}))
    return case.refused("stale") if case.is_stale else _declared(case, word, {})


def mark_component(case: Case) -> LinkEvent:
    """From an incident. When the last about this part is over nobody says "fault" any longer, and desks and agents are
    believed again."""
    part, since, incident = case.command.component, case.command.since, case.command.source
    known = case.link.parts.get(part)
    others = tuple(it for it in known.incidents if it != incident) if known else ()
    is_broken = case.command.state == "fault"
    open = (*others, incident) if is_broken else others
    if known and others and not (is_broken and known.state == "ok"):
        word: Said | None = known.model_copy(update={"incidents": open})  # the oldest one's word, or a person's
    else:
        word = _word(case, at=since, incidents=open) if is_broken else None
    return _declared(case, word, {part: since})


def _word(case: Case, **more: Any) -> Said | None:
    facts = {"state": case.command.state, "by": case.stamp.actor.id, "at": case.at, "reason": case.command.reason or ""}
    said = {**facts, **more}
    return Said(**said) if said["state"] else None


def _declared(case: Case, word: Said | None, moments: dict[Component, Any]) -> LinkEvent:
    part = case.command.component
    parts = {known: said for known, said in case.link.parts.items() if known != part}
    after = case.link.model_copy(update={"parts": parts | ({part: word} if word else {})})
    return case.says_by(LinkDeclared, counted(after, case.at, moments), component=part)
