"""When people come and go: a burst before the start, a thin line of late ones, a few who leave early."""

from datetime import datetime, timedelta
from random import Random

from deploy.simulator.faults import outside
from deploy.simulator.sample import Session
from deploy.simulator.truth import Truth

LATE, LEAVE_EARLY = 0.06, 0.04
MEAN, SPREAD = -14 * 60, 7 * 60  # seconds to the start
EARLIEST, LATEST_LATE = -45 * 60, 40 * 60


class Arrivals:
    """Draws moments in whole seconds; what needs the server's answer avoids the hours of a hall without a line."""

    def __init__(self, rng: Random, sessions: tuple[Session, ...], truth: Truth) -> None:
        self._rng = rng
        self._sessions = {session.id: session for session in sessions}
        self._truth = truth

    def arrival(self, session: str) -> datetime:
        """Normal, cut at T-45 min (or a minute after the doors opened) and T; 6 % even from T to T+40 min."""
        plan = self._sessions[session]
        if self._rng.random() < LATE:
            return plan.starts + timedelta(seconds=self._rng.randint(1, LATEST_LATE))
        doors = int((plan.opens - plan.starts).total_seconds()) + 60
        while True:
            second = round(self._rng.gauss(MEAN, SPREAD))
            if max(EARLIEST, doors) <= second <= 0:
                return plan.starts + timedelta(seconds=second)

    def answered(self, session: str, venue: str) -> datetime:
        """An arrival that has to be talked over with the server: while the hall has a line."""
        return outside(self._truth.outages, venue, self.arrival(session))

    def leaving(self, session: str) -> datetime | None:
        """When somebody leaves early, after the last late arrival and before the end; None: stays."""
        if self._rng.random() >= LEAVE_EARLY:
            return None
        plan = self._sessions[session]
        end = min(plan.closes, self._truth.ends)
        first = LATEST_LATE + 5 * 60
        last = int((end - plan.starts).total_seconds()) - 5 * 60
        return plan.starts + timedelta(seconds=self._rng.randint(first, last))

    def before_start(self, session: str, minutes: float) -> datetime:
        """A moment told by its distance to the start."""
        return self._sessions[session].starts - timedelta(minutes=minutes)
