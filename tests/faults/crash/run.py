"""One run of the scenario: a worker, what strikes it, and those who come after it."""

import asyncio
from dataclasses import dataclass, field

from shared.dockets import Docket
from tests.faults.crash.outcome import Outcome, outcome_of
from tests.faults.crash.play import Told
from tests.faults.crash.stage import Stage
from tests.faults.crash.steps import Steps, Strike, Way
from tests.faults.crash.worker import Worker
from tests.waiting import wait_for


async def run_unharmed(stage: Stage) -> tuple[Outcome, Steps]:
    """The run that all others are compared with, and the steps it took."""
    run, steps = Run(stage, stage.docket()), Steps()
    try:
        await run.worker(steps).play()
        return await run.outcome(), steps
    finally:
        await run.end()


async def run_struck(stage: Stage, strike: Strike, kind: type[Worker] = Worker) -> Outcome | None:
    """A run in which one step goes wrong; all its workers are of this kind. None: it never came to this step."""
    run = Run(stage, stage.docket(), kind)
    try:
        return await run.outcome() if await run.play(strike) else None
    finally:
        await run.end()


@dataclass
class Run:
    """Its workers share one group, so that each takes over where the one before stood."""

    stage: Stage
    docket: Docket
    kind: type[Worker] = Worker
    told: Told = field(default_factory=Told)
    workers: list[Worker] = field(default_factory=list)

    def worker(self, steps: Steps | None = None) -> Worker:
        worker = self.kind(self.stage, self.docket, steps or Steps(), self.told)
        self.workers.append(worker)
        return worker

    async def play(self, strike: Strike) -> bool:
        """Whether the worker came to this step."""
        steps = Steps(strike)
        first = self.worker(steps)
        if strike.way.kills:
            await self._until_struck(first)
            await first.end()
            await self.worker().play()
        elif strike.way is Way.ZOMBIE:
            await self._until_struck(first)
            await first.lose_partition()
            await self.worker().play()
            if steps.struck.is_set():
                await self._let_go_on(first)
        else:
            await first.play()
            await self._arrive_last(first)
        return steps.struck.is_set()

    async def outcome(self) -> Outcome:
        stage = self.stage
        return await outcome_of(self.docket, stage.log, stage.store, self.told, stage.play.silent)

    async def end(self) -> None:
        for worker in self.workers:
            await worker.end()

    async def _until_struck(self, worker: Worker) -> None:
        """Returns also when the scenario has ended."""
        playing, struck = asyncio.create_task(worker.play()), asyncio.create_task(worker.steps.struck.wait())
        done, _ = await asyncio.wait({playing, struck}, return_when=asyncio.FIRST_COMPLETED)
        for task in (playing, struck):
            task.cancel()
        await asyncio.gather(playing, struck, return_exceptions=True)
        if playing in done:
            playing.result()

    async def _let_go_on(self, zombie: Worker) -> None:
        """Until it has tried to commit what it held, and what it said once more was handled."""
        tried = zombie.steps.done["commit"]
        zombie.steps.release()
        await wait_for(lambda: zombie.steps.done["commit"] > tried)
        await self.stage.log.settled(self.docket)
        await zombie.end()
        await self.stage.log.settled(self.docket)

    async def _arrive_last(self, worker: Worker) -> None:
        """What is still on its way arrives, and then a new worker begins where the commits say."""
        if await worker.steps.arrive():
            await worker.end()
            await self.worker().play()
