"""`diemcau simulate`: plays a day at the doors of a deployment that runs on the simulated clock."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deploy.diemcau.api import Api, signer
from deploy.diemcau.passes import usual_passes
from deploy.diemcau.running import Running, backends_answer, running
from deploy.embedded.places import state_folder
from deploy.embedded.trouble import Trouble
from deploy.simulator.clock import Clock
from deploy.simulator.deeds import HUB, ORGANISER
from deploy.simulator.door import Refused
from deploy.simulator.fates import make_truth
from deploy.simulator.ledger import Ledger
from deploy.simulator.play import Player
from deploy.simulator.running import ready_services
from deploy.simulator.sample import ROSTER, SAMPLE, Sample, read_sample
from deploy.simulator.scenario import deeds
from deploy.simulator.scenes import scenes
from deploy.simulator.truth import Truth, read_truth, write_truth

Say = Callable[[str], None]
Speed = Annotated[float, typer.Option(min=0.1, max=10_000, help="At most so many times as fast as life.")]
Seed = Annotated[int, typer.Option(help="Another seed, another day.")]
PlanFile = Annotated[
    Path, typer.Option("--conference-file", exists=True, help="The conference: what `conference load` was given.")
]
RosterFile = Annotated[
    Path, typer.Option("--roster-file", exists=True, help="The summoned: what `roster import` was given.")
]


def command(
    speed: Speed = 20, seed: Seed = 1, conference_file: PlanFile = SAMPLE, roster_file: RosterFile = ROSTER
) -> None:
    """Play the day of a conference that is loaded: arrivals, mistakes, lines that break. Then `diemcau verify`.

    The services must run on the simulated clock (DIEMCAU_CLOCK=simulated diemcau up). A day that was cut off goes on.

    Example: diemcau simulate --speed 120 --seed 7
    """
    state, sample = state_folder(), read_sample(conference_file, roster_file)
    where = running(state)
    require_simulated(where, state, sample.id)
    with backends_answer():
        asyncio.run(_simulate(state, where, sample, seed, speed))


def require_simulated(where: Running, state: Path, conference: str) -> None:
    with Api(where.gateway, state, conference) as api:
        me = api.me()
    if me["clock"] != "simulated":
        raise Trouble(
            "Các dịch vụ đang chạy theo giờ thật: hãy chạy lại bằng DIEMCAU_CLOCK=simulated diemcau up.",
            "The services run on real time: start them with DIEMCAU_CLOCK=simulated diemcau up.",
        )
    if me["conference"] is None:
        raise Trouble(
            f"Chưa có hội nghị {conference}: hãy chạy `diemcau conference load` và `diemcau roster import`.",
            f"There is no conference {conference}: run `diemcau conference load` and `diemcau roster import`.",
        )


async def _simulate(state: Path, where: Running, sample: Sample, seed: int, speed: float) -> None:
    truth = truth_of(state, sample, seed)
    async with clock_of(state, where, truth.begins, speed, typer.echo) as clock:
        await play(state, where, truth, clock, typer.echo)


def truth_of(state: Path, sample: Sample, seed: int) -> Truth:
    """The truth of this state folder, made and written now if there is none yet. Trouble if it is of another day."""
    path = truth_file(state)
    if not path.exists():
        write_truth(make_truth(sample, seed), path)
    truth = read_truth(path)
    if (truth.conference, truth.seed) != (sample.id, seed):
        raise Trouble(
            f"Ở đây đã có một ngày khác ({truth.conference}, seed {truth.seed}): dùng --fresh, hoặc đặt DIEMCAU_STATE.",
            f"Another day ({truth.conference}, seed {truth.seed}) was begun here: use --fresh, or set DIEMCAU_STATE.",
        )
    return truth


def truth_file(state: Path) -> Path:
    return state / "simulation" / "truth.json"


def ledger_file(state: Path) -> Path:
    return state / "simulation" / "ledger.jsonl"


@asynccontextmanager
async def clock_of(state: Path, where: Running, begins: datetime, speed: float, say: Say) -> AsyncIterator[Clock]:
    """The clock, standing where it stopped last time, else at the beginning of the day."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # the clock says itself for whom it waits
    clock = Clock(where.kafka, partial(ready_services, state), speed, say)
    try:
        stopped_at = await clock.start()
        await clock.set(max(begins, stopped_at or begins))
        yield clock
    finally:
        await clock.stop()


async def play(state: Path, where: Running, truth: Truth, clock: Clock, say: Say, on_and_on: bool = False) -> None:
    """What has no answer yet; `on_and_on`: after the last scene at the pace of life, for ever. Trouble if a service
    refuses what it must take."""
    with Ledger(ledger_file(state)) as ledger:
        player = Player(where.gateway, truth, *secrets_of(state, truth), ledger, clock, say)
        try:
            await player.play(scenes(truth, deeds(truth)))
            if on_and_on:
                say(
                    "Ngày mẫu đã chơi xong, buổi chiều vẫn mở: mời thử. · The day is played, the afternoon is open: try it."
                )
                clock.speed = 1
                await player.idle()
        except* Refused as refused:
            why = refused.exceptions[0]
            raise Trouble(f"Dịch vụ từ chối: {why}", "A service refused what it has to take.") from refused


def secrets_of(state: Path, truth: Truth) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The passes of the actors: each hall's first desk, the hub, the organiser; and those of the halls' computers."""
    sign = signer(state)
    granted = {one.id: sign.secret(one) for one in usual_passes(truth.conference, truth.venues)}
    halls = {venue: granted[f"ban1-{venue}"] for venue in truth.venues}
    agents = {venue: granted[f"agent-{venue}"] for venue in truth.venues}
    return {HUB: granted["hub-1"], ORGANISER: granted["organiser"], **halls}, agents
