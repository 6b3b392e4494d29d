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
    if case.is_stale:
        return case.refused("stale")
    known = case.link.parts.get(case.command.component)
    incidents = known.incidents if known else ()
    state = case.command.state or ("fault" if incidents else None)
    return _declared(case, _word(case, state=state, incidents=incidents), {})


def mark_component(case: Case) -> LinkEvent:
    """From an incident. When the last about this part is over nobody says "fault" any longer, and desks and agents are
    believed again."""
    known = case.link.parts.get(case.command.component)
    others = tuple(it for it in known.incidents if it != case.command.source) if known else ()
    word = _broken(case, known, others) if case.command.state == "fault" else _mended(known, others)
    return _declared(case, word, {case.command.component: case.command.since})


def _broken(case: Case, known: Said | None, others: tuple[str, ...]) -> Said | None:
    """The word of the oldest open incident stands, or a person's; not one that the part works."""
    incidents = (*others, case.command.source)
    if known and others and known.state == "fault":
        return known.model_copy(update={"incidents": incidents})
    return _word(case, at=case.command.since, incidents=incidents)


def _mended(known: Said | None, others: tuple[str, ...]) -> Said | None:
    return known.model_copy(update={"incidents": others}) if known and others else None


def _word(case: Case, **more: Any) -> Said | None:
    facts = {"state": case.command.state, "by": case.stamp.actor.id, "at": case.at, "reason": case.command.reason or ""}
    said = {**facts, **more}
    return Said(**said) if said["state"] else None


def _declared(case: Case, word: Said | None, moments: dict[Component, Any]) -> LinkEvent:
    part = case.command.component
    parts = {known: said for known, said in case.link.parts.items() if known != part}
    after = case.link.model_copy(update={"parts": parts | ({part: word} if word else {})})
    return case.says_by(LinkDeclared, counted(after, case.at, moments), component=part)
