"""The day as a list of deeds, hall by hall, from the truth: what is done, when, and what should be answered."""

from collections.abc import Iterator
from datetime import timedelta

from deploy.simulator.deeds import HUB, ORGANISER, Deed, Pen
from deploy.simulator.rehearsal import rehearse
from deploy.simulator.repair import repair
from deploy.simulator.truth import Stay, Substitution, Truth

LOOKED_AT_THE_ANSWER = timedelta(seconds=9)  # between a refusal and the next tap
TAKEN_BACK = timedelta(seconds=18)
ASKED_THE_CHAIR = timedelta(seconds=25)
TAPPED_TWICE = timedelta(seconds=1)
ONE_IN = 3  # scans of the double-tapping desk


def deeds(truth: Truth) -> list[Deed]:
    """All deeds in the order of their times. The same truth gives the same list."""
    pen = Pen(truth)
    stories = (_sessions, _excuses, _entries, _substitutions, _strays, _mistakes, _exits, _head_counts, rehearse,
               repair)  # fmt: skip
    every = [deed for story in stories for deed in story(truth, pen)]
    return sorted(every, key=lambda deed: (deed.at, deed.actor, deed.id))


def _sessions(truth: Truth, pen: Pen) -> Iterator[Deed]:
    for half in truth.halves:
        yield pen.at_the_centre("open_session", half.id, half.opened)
        if half.closed:
            yield pen.at_the_centre("close_session", half.id, half.closed)


def _excuses(truth: Truth, pen: Pen) -> Iterator[Deed]:
    for one in truth.excuses:
        yield pen.about(one.person, "excuse", one.session, one.venue, one.at, "recorded",
                        actor=ORGANISER, reason="Đi công tác theo giấy triệu tập khác")  # fmt: skip


def _entries(truth: Truth, pen: Pen) -> Iterator[Deed]:
    summoned = {person.id: person.venue for person in truth.people if person.code}
    after_all = {(s.session, s.summoned) for s in truth.substitutions if s.until}
    taken_in = {(s.session, s.substitute) for s in truth.substitutions}
    scans = 0
    for stay in truth.stays:
        if (stay.session, stay.person) in taken_in:
            continue
        if stay.person not in summoned:
            yield pen.about(stay.person, "walk_in", stay.session, stay.venue, stay.arrived, "checked_in")
        elif (stay.session, stay.person) in after_all:
            yield from _override(pen, stay, "already_substituted")
        elif stay.session == truth.halves[0].id and stay.person in truth.moved:
            yield from _override(pen, stay, "wrong_venue")
        else:
            scans += stay.venue == truth.double_tapping
            yield from _scan(pen, stay, twice=stay.venue == truth.double_tapping and scans % ONE_IN == 0)


def _scan(pen: Pen, stay: Stay, twice: bool) -> Iterator[Deed]:
    where = (stay.session, stay.venue)
    yield pen.about(stay.person, "check_in", *where, stay.arrived, "checked_in", how="typed")
    if twice:
        again = stay.arrived + TAPPED_TWICE
        yield pen.about(stay.person, "check_in", *where, again, "already_in", how="typed", told_apart="again")


def _override(pen: Pen, stay: Stay, over: str) -> Iterator[Deed]:
    """Refused, then taken in by one more tap that names what it saw."""
    first = stay.arrived - LOOKED_AT_THE_ANSWER
    refused = pen.about(stay.person, "check_in", stay.session, stay.venue, first, over, how="typed")
    yield refused
    yield pen.about(stay.person, "override", stay.session, stay.venue, stay.arrived, "checked_in",
                    over=over, seen_of=refused.id, reason="Đã hỏi ban tổ chức")  # fmt: skip


def _substitutions(truth: Truth, pen: Pen) -> Iterator[Deed]:
    for one in truth.substitutions:
        if one.asked:
            yield _substitute(pen, one, consent=False)
        yield _substitute(pen, one, consent=True)


def _substitute(pen: Pen, one: Substitution, consent: bool) -> Deed:
    at = one.at if consent else one.at - ASKED_THE_CHAIR
    expect = "checked_in" if consent else "substitute_needs_consent"
    return pen.about(one.summoned, "substitute", one.session, one.venue, at, expect, substitute=one.substitute,
                     listed=one.listed, consent=consent, told_apart=f"substitute/{consent}")  # fmt: skip


def _strays(truth: Truth, pen: Pen) -> Iterator[Deed]:
    """Where the desk had no line it says yes by itself; the conflict is settled once somebody has looked at it."""
    for one in truth.strays:
        scan = pen.about(one.person, "check_in", one.session, one.venue, one.at, "inside_elsewhere", how="typed",
                         told_apart="stray")  # fmt: skip
        yield scan
        dark = truth.outage(one.venue, one.at)
        if dark:
            yield pen.about(one.person, "settle_conflict", one.session, one.venue, dark.until + timedelta(minutes=10),
                            "recorded", actor=HUB, deed=scan.id, outcome="server_right", seen_of=scan.id)  # fmt: skip


def _mistakes(truth: Truth, pen: Pen) -> Iterator[Deed]:
    for one in truth.mistakes:
        where = (one.session, one.venue)
        scan = pen.about(one.person, "check_in", *where, one.at, "checked_in", how="typed", told_apart="mistake")
        yield scan
        yield pen.about(one.person, "undo", *where, one.at + TAKEN_BACK, "undone", deed=scan.id, reason="Quét nhầm thẻ")


def _exits(truth: Truth, pen: Pen) -> Iterator[Deed]:
    for stay in truth.stays:
        if stay.left:
            yield pen.about(stay.person, "check_out", stay.session, stay.venue, stay.left, "left")


def _head_counts(truth: Truth, pen: Pen) -> Iterator[Deed]:
    for said in truth.head_counts:
        yield pen.head_count(said.session, said.venue, said.at, said.count)
