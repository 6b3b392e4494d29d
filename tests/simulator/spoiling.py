"""A faultless record of a small day, and what the verdict calls wrong in it."""

from typing import Any

from deploy.simulator.evidence import Evidence
from deploy.simulator.fates import make_truth
from deploy.simulator.truth import Truth
from deploy.simulator.verdict import Verdict
from tests.simulator.samples import conference

Json = dict[str, Any]
Record = tuple[list[Json], Evidence]


def small_truth() -> Truth:
    return make_truth(conference(80, 60, 40, 20), 7)


def someone_inside(evidence: Evidence) -> Json:
    """The document of somebody who was scanned (no substitute, who is entered by what follows) and stayed to the end."""
    return next(
        document for document in evidence.documents
        if "/attendee/" in document["_id"] and document["decisions"]
        and [p for p in document["state"]["presences"] if p["end"] is None]
    )  # fmt: skip


def wrong(verdict: Verdict) -> set[str]:
    line = verdict.line()
    return {name for name in ("lost", "double", "changed_answers") if line[name]} | (
        set() if line["reconciles"] else {"reconciles"}
    )
