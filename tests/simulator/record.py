"""The record that a faultless system would keep of a truth, made by hand: what the tests then spoil."""

import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from deploy.simulator.deeds import Deed
from deploy.simulator.evidence import Evidence
from deploy.simulator.ledger import sha
from deploy.simulator.links import true_links
from deploy.simulator.scenario import deeds
from deploy.simulator.truth import Truth

Json = dict[str, Any]
VENUES = {
    "check_line": "check/{round}/{venue}",
    "announce": "announcement/{announcement}",
    "acknowledge_announcement": "ack/{announcement}/{venue}",
}


def faultless(truth: Truth) -> tuple[list[Json], Evidence]:
    """(lines of the ledger, evidence): everything accepted, decided once, told as decided, and true."""
    states, by_key = _states(truth), defaultdict(list)
    for deed in deeds(truth):
        by_key[_key(truth, deed)].append(deed)
    ledger: list[Json] = []
    evidence = Evidence()
    for key in sorted(states.keys() | by_key.keys()):
        texts = [_event(key, n, deed, states[key]) for n, deed in enumerate(by_key[key], start=1)]
        decisions = {deed.id: {"event": text} for deed, text in zip(by_key[key], texts, strict=True)}
        evidence.documents.append({"_id": key, "state": states[key], "decisions": decisions})
        evidence.events += [(key, text) for text in texts or [_unasked(key, states[key])]]
        evidence.commands |= set(decisions)
        for deed, text in zip(by_key[key], texts, strict=True):
            ledger.append({"line": "sent", "id": deed.id, "expect": deed.expect})
            ledger.append({"line": "told", "id": deed.id, "code": deed.expect, "sha": sha(text)})
    return ledger, evidence


def _states(truth: Truth) -> dict[str, Json]:
    """What each document should hold at the end, in the fields that are looked at."""
    at = truth.conference
    states: dict[str, Json] = {f"{at}/venue/{venue}": {"kind": "hall"} for venue in truth.venues}
    for half in truth.halves:
        states[f"{at}/session/{half.id}"] = {"closed_at": half.closed.isoformat() if half.closed else None}
    states |= _links(truth)
    for said in truth.head_counts:
        states[f"{at}/headcount/{said.venue}/{said.session}"] = {"count": said.count}
    for person in truth.people:
        states[f"{at}/attendee/{person.id}"] = _attendee(truth, person.id)
        if person.code:
            states[f"{at}/row/{person.id}"] = {"venue": person.venue, "withdrawn": False}
    return states


def _links(truth: Truth) -> dict[str, Json]:
    """Each hall's link and each incident, as they truly were; line checks and announcements by their keys alone."""
    at, true = truth.conference, true_links(truth)
    states: dict[str, Json] = {f"{at}/link/{v}": {"lost": {"network": true.lost.get(v, 0.0)}} for v in truth.venues}
    for n, (cause, venues, after, _) in enumerate(true.opened):
        incident = {"cause": cause, "venues": list(venues), "kind": "link_lost", "opened_at": after.isoformat()}
        states[f"{at}/incident/{n}"] = incident
    return {_key(truth, deed): {} for deed in deeds(truth) if deed.service == "/venues"} | states


def _attendee(truth: Truth, person: str) -> Json:
    presences = [
        {
            "session": s.session, "venue": s.venue, "start": s.arrived.isoformat(), "entry": f"{s.session}-{n}",
            "end": s.left.isoformat() if s.left else None, "substitute_for": s.stands_for,
        }
        for n, s in enumerate(truth.stays) if s.person == person
    ]  # fmt: skip
    settled = [s for s in truth.strays if s.person == person and truth.outage(s.venue, s.at)]
    return {
        "presences": presences, "undone": [], "released": [], "moved_to": truth.moved.get(person),
        "excuses": {one.session: _at(one.at) for one in truth.excuses if one.person == person},
        "substitutions": {s.session: _at(s.at) for s in truth.substitutions if s.summoned == person and not s.until},
        "conflicts": [_at(s.at) | {"settled": {"outcome": "server_right"}} for s in settled],
    }  # fmt: skip


def _at(moment: datetime) -> Json:
    return {"at": moment.isoformat()}


def _key(truth: Truth, deed: Deed) -> str:
    command = deed.command
    if deed.incident_at:
        true = enumerate(true_links(truth).opened)
        return f"{truth.conference}/incident/{next(n for n, it in true if it[:2] == ('down', (deed.incident_at,)))}"
    if deed.service == "/venues":
        return f"{truth.conference}/{VENUES[command['type']].format(**command)}"
    if command["type"] == "head_count":
        return f"{truth.conference}/headcount/{command['venue']}/{command['session']}"
    if "session" in command["type"]:
        return f"{truth.conference}/session/{command['session']}"
    by_code = {person.code: person.id for person in truth.people if person.code}
    return f"{truth.conference}/attendee/{command.get('attendee') or by_code[command['code']]}"


def _event(key: str, version: int, deed: Deed, state: Json) -> str:
    return json.dumps({"key": key, "version": version, "command": deed.id, "code": deed.expect, "state": state})


def _unasked(key: str, state: Json) -> str:
    return json.dumps({"key": key, "version": 1, "command": None, "state": state})
