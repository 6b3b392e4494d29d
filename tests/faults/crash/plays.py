"""The plays by name: a worker in a process of its own is told the name."""

from tests.faults.crash.halls import THREE_HALLS
from tests.faults.crash.play import Play
from tests.faults.crash.scenario import LOST_PROPERTY

PLAYS: dict[str, Play] = {"lost": LOST_PROPERTY, "halls": THREE_HALLS}
