"""What a run plays: whose rules, who asks for what, in waves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from shared.access import Pass
from shared.dockets import Docket
from shared.events.base import Deadline


@dataclass(frozen=True)
class Caller:
    """Somebody who asks. `patient`: sends the same again until there is an answer; the others ask once and are gone.

    A deadline is sent by nobody's hand and has no answer: a new worker sends it again. `at`: when, if not at the usual
    time of the play.
    """

    name: str
    command: Mapping[str, Any] | Deadline
    patient: bool = True
    at: datetime | None = None


@dataclass(frozen=True)
class Play:
    """`docket_named`: the rules, with topics, group and collections of their own: nothing of another run is in them.

    A wave is on the log before any of it is decided, and is decided whole before the next one is asked for. `silent`:
    some commands change a thing and say nothing, so that its document is newer than its newest event.
    """

    docket_named: Callable[[str], Docket]
    asked: TypeAdapter[Any]
    holder: Pass
    at: datetime
    waves: Sequence[Sequence[Caller]]
    silent: bool = False

    @property
    def patient(self) -> frozenset[str]:
        return frozenset(caller.name for wave in self.waves for caller in wave if caller.patient)


@dataclass
class Told:
    """What the callers asked and heard in one run, from whichever worker."""

    asked: set[str] = field(default_factory=set)
    answers: dict[str, set[str]] = field(default_factory=dict)

    def asks(self, caller: Caller) -> bool:
        """Whether this caller sends (again) now."""
        return caller.name not in self.asked or (caller.patient and caller.name not in self.answers)

    def on_asked(self, name: str) -> None:
        self.asked.add(name)

    def on_answer(self, name: str, answer: str) -> None:
        self.answers.setdefault(name, set()).add(answer)
