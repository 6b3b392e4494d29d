"""The figures that the truth expects, per session and hall; `*` is the whole conference."""

from collections import Counter

from deploy.simulator.truth import Truth

FIGURES = ("summoned", "present", "substituted", "walk_ins", "excused", "unexcused", "attending", "left", "head_count")
Figures = dict[str, dict[str, dict[str, int]]]  # session -> hall -> figure -> people
EVERYWHERE = "*"


def expected_figures(truth: Truth) -> Figures:
    """Computed from who was where, never from an answer."""
    return {half.id: as_figures(_counted(truth, half.id), truth.venues) for half in truth.halves}


def as_figures(counted: Counter[tuple[str, str]], venues: list[str]) -> dict[str, dict[str, int]]:
    """(hall, figure) -> people, as a table with every hall and the whole conference in it."""
    table = {venue: {name: counted[venue, name] for name in FIGURES} for venue in venues}
    whole = {name: sum(row[name] for row in table.values()) for name in FIGURES}
    return {EVERYWHERE: whole, **table}


def _counted(truth: Truth, session: str) -> Counter[tuple[str, str]]:
    people = {person.id: person for person in truth.people}
    hall = {p: truth.moved.get(p) or people[p].venue or "" for p in truth.fates[session]}
    stays = [stay for stay in truth.stays if stay.session == session]
    counted: Counter[tuple[str, str]] = Counter()
    for person, fate in truth.fates[session].items():
        counted.update([(hall[person], "summoned"), (hall[person], fate)])
    for stay in stays:
        counted[stay.venue, "attending"] += 1
        counted[stay.venue, "left"] += stay.left is not None
        counted[stay.venue, "walk_ins"] += people[stay.person].code is None and stay.stands_for is None
    for said in truth.head_counts:
        counted[said.venue, "head_count"] += said.count if said.session == session else 0
    return counted
