"""Compares truth and ledger with store and log, and says what is lost, double, changed, or does not reconcile."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from deploy.simulator.day import Day, open_twice, recorded_day, true_day
from deploy.simulator.evidence import Evidence, Json
from deploy.simulator.figures import EVERYWHERE
from deploy.simulator.ledger import sha
from deploy.simulator.links import Links, Opened, false_alarms, link_differences, recorded_links, true_links
from deploy.simulator.truth import Truth

SHOWN = ("summoned", "present", "substituted", "walk_ins", "excused", "unexcused")


@dataclass(frozen=True)
class Verdict:
    """`lost`, `double`, `changed`: ids. `differences`: sentences, each a way in which the record is not the truth."""

    day: Day  # as the store has it
    links: Links  # as the store has them
    false_alarms: list[Opened]  # in the store or on the log
    sessions: list[str]
    venues: int
    commands: int
    lost: list[str]
    double: list[str]
    changed: list[str]
    differences: list[str]

    @property
    def right(self) -> bool:
        return not (self.lost or self.double or self.changed or self.differences)

    def line(self) -> dict[str, Any]:
        """The one JSON object; figures at the top are those of the first session."""
        whole = {session: self.day.figures[session][EVERYWHERE] for session in self.sessions}
        first = {name: whole[self.sessions[0]][name] for name in SHOWN}
        sessions = {of: {name: figures[name] for name in (*SHOWN, "attending")} for of, figures in whole.items()}
        return {
            "summoned": first.pop("summoned"), "venues": self.venues, "commands": self.commands, **first,
            "sessions": sessions, "lost": len(self.lost), "double": len(self.double),
            "changed_answers": len(self.changed), "reconciles": not self.differences,
            "incidents": {
                "opened": self.links.kinds.total(), "by_kind": dict(sorted(self.links.kinds.items())),
                "false_alarms": len(self.false_alarms), "minutes_lost": self.links.minutes_lost(),
            },
        }  # fmt: skip


def judge(truth: Truth, ledger: Iterable[Json], evidence: Evidence) -> Verdict:
    """Pure. `ledger`: its lines."""
    lines = list(ledger)
    stored, logged = evidence.stored_states(), evidence.logged_states()
    sessions = [half.id for half in truth.halves]
    in_store = recorded_day(stored, sessions, truth.venues, truth.ends)
    in_log = recorded_day(logged, sessions, truth.venues, truth.ends)
    halls = [state for key, state in stored.items() if key.split("/")[1] == "venue" and state["kind"] == "hall"]
    texts, links = _Texts(evidence), [recorded_links(states, truth.ends) for states in (stored, logged)]
    true = true_links(truth)
    return Verdict(
        links=links[0], false_alarms=max((false_alarms(true, found) for found in links), key=len),
        day=in_store, sessions=sessions, venues=len(halls),
        commands=len({line["id"] for line in lines if line["line"] == "sent"}),
        lost=texts.missing({line["id"] for line in lines if line["line"] != "sent"} | evidence.commands),
        double=sorted({*texts.decided_twice(), *open_twice(stored), *open_twice(logged)}),
        changed=texts.changed(lines),
        differences=[
            *_differences(truth, "store", in_store), *_differences(truth, "log", in_log), *_surprises(lines),
            *link_differences(true, "store", links[0]), *link_differences(true, "log", links[1]),
        ],
    )  # fmt: skip


class _Texts:
    """The decisions that store and log have of each command, as texts."""

    def __init__(self, evidence: Evidence) -> None:
        self._stored: dict[str, set[str]] = defaultdict(set)
        self._logged: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
        for document in evidence.documents:
            for command, decision in document.get("decisions", {}).items():
                self._stored[command].add(decision["event"])
                self._places[command].add((document["_id"], None))
        for (key, text), event in zip(evidence.events, evidence.parsed_events(), strict=True):
            if event.get("version") is not None and event.get("command"):
                self._logged[event["command"]].add(text)
                self._places[event["command"]].add((key, event["version"]))

    def missing(self, accepted: set[str]) -> list[str]:
        return sorted(command for command in accepted if not (self._stored.get(command) and self._logged.get(command)))

    def decided_twice(self) -> list[str]:
        """At two keys, or at one key in two versions."""
        return [
            command
            for command, places in self._places.items()
            if len({key for key, _ in places}) > 1 or len({version for _, version in places if version}) > 1
        ]

    def changed(self, lines: list[Json]) -> list[str]:
        told: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            if line["line"] == "told":
                told[line["id"]].add(line["sha"])
        for texts in (self._stored, self._logged):
            for command, several in texts.items():
                told[command] |= {sha(text) for text in several}
        return sorted(command for command, hashes in told.items() if len(hashes) > 1)


def _differences(truth: Truth, where: str, day: Day) -> Iterator[str]:
    true = true_day(truth)
    for session, halls in day.figures.items():
        for hall, figures in halls.items():
            expected = true.figures[session].get(hall, {})
            for name, count in figures.items():
                if count != expected.get(name, 0):
                    yield f"{where}: {session} {hall} {name} {count}, expected {expected.get(name, 0)}"
    for stay in sorted(true.stays - day.stays, key=str):
        yield f"{where}: missing {_told(stay)}"
    for stay in sorted(day.stays - true.stays, key=str):
        yield f"{where}: never was {_told(stay)}"
    if day.conflicts != true.conflicts:
        yield f"{where}: conflicts {dict(day.conflicts)}, expected {dict(true.conflicts)}"


def _told(stay: Any) -> str:
    return " ".join(str(part) for part in stay if part is not None)


def _surprises(lines: list[Json]) -> Iterator[str]:
    """An answer that is not the one which the truth leads to."""
    expected = {line["id"]: line["expect"] for line in lines if line["line"] == "sent"}
    for (told, code), times in Counter((line["id"], line["code"]) for line in lines if line["line"] == "told").items():
        if code != expected.get(told):
            yield f"ledger: {told} was told {code} ({times} ×), expected {expected.get(told)}"
