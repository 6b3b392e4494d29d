"""A worker in a process of its own, which kills itself (SIGKILL) at a step: nothing of it is closed or said farewell to."""

import asyncio
import json
import multiprocessing
import os
import signal
from pathlib import Path

import shared.deciding
from tests.faults.crash.outcome import Outcome
from tests.faults.crash.play import Told
from tests.faults.crash.run import Run
from tests.faults.crash.stage import Stage
from tests.faults.crash.steps import Steps, Strike
from tests.faults.crash.worker import Worker

CHUNK = 2
nursery = multiprocessing.get_context("forkserver")  # imports once; a child is there in milliseconds
nursery.set_forkserver_preload([__name__])


async def run_killed(stage: Stage, strike: Strike, notes: Path) -> Outcome | None:
    """A run whose first worker is a process that is killed at this step. None: it never came there."""
    run = Run(stage, stage.docket())
    where = (stage.kafka, stage.mongo, stage.name)
    process = nursery.Process(target=play_and_die, args=(where, run.docket.name, strike, notes))
    process.start()
    await asyncio.to_thread(process.join, 60)
    if process.exitcode != -signal.SIGKILL:
        assert process.exitcode == 0, f"{strike}: ended with {process.exitcode}"
        return None
    run.told = NotedTold.read(notes)
    try:
        await run.worker().play()
        return await run.outcome()
    finally:
        await run.end()


def play_and_die(where: tuple[str, str, str], docket: str, strike: Strike, notes: Path) -> None:
    """The life of the process."""
    shared.deciding.CHUNK = CHUNK
    asyncio.run(_play(where, docket, Steps(strike, die), NotedTold(notes)))


async def _play(where: tuple[str, str, str], docket: str, steps: Steps, told: Told) -> None:
    stage = Stage(*where)
    await stage.start()
    worker = Worker(stage, stage.play.docket_named(docket), steps, told)
    await worker.play()
    await worker.end()
    await stage.stop()


async def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class NotedTold(Told):
    """Also written down line by line: what a caller heard outlives the process that said it."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        self._notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def on_asked(self, name: str) -> None:
        super().on_asked(name)
        self._note(name)

    def on_answer(self, name: str, answer: str) -> None:
        super().on_answer(name, answer)
        self._note(name, answer)

    def _note(self, *words: str) -> None:
        os.write(self._notes, json.dumps(words).encode() + b"\n")

    @staticmethod
    def read(notes: Path) -> Told:
        told = Told()
        for line in notes.read_text().splitlines():
            name, *answers = json.loads(line)
            told.on_asked(name)
            for answer in answers:
                told.on_answer(name, answer)
        return told
