"""One step of an incident being judged: what it changes, and how it is said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.events.incidents import Did, Incident, Status, Step
from shared.events.venues import IncidentCode, IncidentMoved, IncidentRefused

KEPT = 40  # steps: the first and the newest; each decision holds them all, and the document takes 220 KB of decisions
BY_RULE = "rule"
WORKED_ON: frozenset[Status] = frozenset({"open", "acknowledged", "mitigating"})


@dataclass(frozen=True, slots=True)
class Case:
    """`incident`: as it was before. `by`: a pass id, or `rule`."""

    incident: Incident
    revision: int
    at: datetime
    by: str
    reason: str = ""

    def moved(self, did: Did, **more: Any) -> IncidentMoved:
        """The step, with all that it changes; `more`: what the command says beside it."""
        step = Step(did=did, at=self.at, by=self.by, reason=self.reason, revision=self.revision + 1)
        changes = self._changes(did) | more | {"steps": _kept((*self.incident.steps, step))}
        state = self.incident.model_copy(update=changes)
        return IncidentMoved(at=self.at, by=self.by, reason=self.reason, did=did, state=state)

    def refused(self, code: IncidentCode, wanted: str) -> IncidentRefused:
        """With the state as it is."""
        return IncidentRefused(
            at=self.at,
            by=self.by,
            reason=self.reason,
            code=code,
            wanted=wanted,
            state=self.incident,
        )

    def _changes(self, did: Did) -> dict[str, Any]:
        """A step that is not named here is a word into the history."""
        before = self.incident
        to_owned: Status = "acknowledged" if before.status == "open" else before.status
        after_all: Status = "acknowledged" if before.owner else "open"
        changes: dict[Did, dict[str, Any]] = {
            "opened": {"status": "open", "opened_at": self.at},
            "acknowledged": {"status": to_owned, "owner": self.by},
            "mitigating": {"status": "mitigating"},
            "recovered": {"status": "recovered", "recovered_at": self.at},
            "reopened": {"status": after_all, "recovered_at": None},
            "closed": {"status": "closed", "closed_at": self.at},
        }
        return changes.get(did, {})


def _kept(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return steps if len(steps) <= KEPT else (steps[0], *steps[-(KEPT - 1) :])
