"""Rounds of line checks, and what was found at each venue in each of them."""

from typing import Any, Literal, get_args

from services.venue_status.check_commands import CallCheck, CheckLine, DefineRound
from shared.events.base import Stamp
from shared.events.checks import Called, Check, Checked, CheckItem, Round
from shared.events.venues import LineChecked, RoundDefined

PLANNER = "planner"  # it plans the usual rounds by itself; see `Round.by`
ITEMS: tuple[CheckItem, ...] = get_args(CheckItem)


def decide_round(round: Round, command: DefineRound, stamp: Stamp, revision: int) -> RoundDefined | None:
    """Each time it is defined whole. The planner does not move what a person planned, nor say again what stands: then
    nothing happens."""
    by = stamp.actor.id
    after = Round(name=command.name, due=command.due, withdrawn=command.withdrawn, by=by)
    if by == PLANNER and (round.by not in ("", PLANNER) or round == after):
        return None
    return RoundDefined(at=stamp.at, by=by, state=after)


def decide_check(check: Check, command: CheckLine | CallCheck, stamp: Stamp, revision: int) -> LineChecked:
    """`stale`: it was looked at again since, or the call was made without having seen what is known now."""
    return (
        _looked_at(check, command, stamp) if isinstance(command, CheckLine) else _call(check, command, stamp, revision)
    )


def check_call(check: Check) -> Literal["go", "no_go", "open"]:
    """The hub's word, else no-go with a failure, go when all nine passed."""
    if check.called is not None:
        return "go" if check.called.go else "no_go"
    results = [check.items[item].result if item in check.items else "unchecked" for item in ITEMS]
    if "failed" in results:
        return "no_go"
    return "open" if "unchecked" in results else "go"


def _looked_at(check: Check, command: CheckLine, stamp: Stamp) -> LineChecked:
    """Whoever looked last counts, not whoever's word arrived last."""
    by, item = stamp.actor.id, command.item
    told: Any = {"round": command.round, "venue": command.venue, "item": item, "result": command.result}
    known = check.items.get(item)
    if known is not None and known.at > stamp.at:
        return LineChecked(at=stamp.at, by=by, code="stale", **told, state=check)
    found = Checked(result=command.result, at=stamp.at, by=by, note=command.note)
    after = check.model_copy(update={"items": {**check.items, item: found}})
    return LineChecked(at=stamp.at, by=by, **told, state=after)


def _call(check: Check, command: CallCheck, stamp: Stamp, revision: int) -> LineChecked:
    by = stamp.actor.id
    told: Any = {"round": command.round, "venue": command.venue}
    if command.seen not in (None, revision):
        return LineChecked(at=stamp.at, by=by, code="stale", **told, state=check)
    reason = command.reason or ""
    called = None if command.go is None else Called(go=command.go, at=stamp.at, by=by, reason=reason)
    return LineChecked(at=stamp.at, by=by, **told, state=check.model_copy(update={"called": called}))
