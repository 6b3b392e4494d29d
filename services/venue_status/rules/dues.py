"""Whether a deadline still holds: only if the thing waits for exactly this now."""

from collections.abc import Iterable

from shared.deadlines import Due
from shared.events.base import Deadline


def is_due(command: Deadline, dues: Iterable[Due]) -> bool:
    """False: what it waited on has moved, or it was taken already."""
    return Due(command.name, command.basis, command.due) in dues
