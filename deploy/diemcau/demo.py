"""`diemcau demo`: everything from one command: what `up` runs, the 2023 conference in it, and a day that is played."""

import asyncio
import os
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from deploy.diemcau.api import Api, signer
from deploy.diemcau.conference import load_plan, read_plan
from deploy.diemcau.passes import link, put_on_record, show, usual_passes
from deploy.diemcau.roster import show as show_roster
from deploy.diemcau.running import Running
from deploy.diemcau.simulate import PlanFile, RosterFile, Seed, Speed, clock_of, play, truth_file, truth_of
from deploy.diemcau.up import USUAL, GatewayPort, KafkaPort, ServicesPort, StorePort, say, signals_interrupt
from deploy.diemcau.verify import printed, verify
from deploy.diemcau.verify import show as show_verdict
from deploy.embedded.alone import alone, forget
from deploy.embedded.places import state_folder
from deploy.embedded.site import Ports, Site
from deploy.embedded.supervisor import Supervisor
from deploy.simulator.fates import make_truth
from deploy.simulator.sample import ROSTER, SAMPLE, read_sample
from deploy.simulator.verdict import Verdict

ON_THE_SIMULATED_CLOCK = {"DIEMCAU_CLOCK": "simulated"}
SHOWN = (None, "DC07")  # the centre's passes and the largest hall's


class Story(NamedTuple):
    """What is played, and how."""

    plan: Path
    roster: Path
    seed: int
    speed: float
    once: bool


Once = Annotated[bool, typer.Option("--once", help="Play, verify, stop; the last line is one JSON object.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget the last demo first.")]


def command(
    once: Once = False,
    speed: Speed = 20,
    seed: Seed = 1,
    fresh: Fresh = False,
    gateway_port: GatewayPort = USUAL.gateway,
    services_port: ServicesPort = USUAL.services,
    kafka_port: KafkaPort = USUAL.kafka,
    store_port: StorePort = USUAL.store,
    conference_file: PlanFile = SAMPLE,
    roster_file: RosterFile = ROSTER,
) -> None:
    """Run everything, load the 2023 conference (1,703 made-up people, 11 halls) and play its day on the screens.

    After the last scene it goes on at the pace of life with the afternoon session open, until Ctrl-C. Started again it
    goes on where it was. With --once it ends with 0 if the record is the truth, else with 1.

    Example: diemcau demo --once --speed 120
    """
    state = state_folder()
    verdict = None
    with alone(state), signals_interrupt():
        if fresh:
            forget(state)
        use = Ports(gateway_port, services_port, kafka_port, store_port)
        site = Site(state, use, environment=ON_THE_SIMULATED_CLOCK)
        site.require_possible()
        with Supervisor(state, say) as supervisor:
            verdict = run(site, supervisor, Story(conference_file, roster_file, seed, speed, once))
    if verdict:
        typer.echo(printed(verdict))
    else:
        say("Đã dừng. `make demo` chạy tiếp từ chỗ này. · Stopped. `make demo` goes on from here.")
    raise typer.Exit(0 if not once or (verdict and verdict.right) else 1)


def run(site: Site, supervisor: Supervisor, story: Story) -> Verdict | None:
    """The verdict, if the day was to be played once and nobody interrupted it."""
    try:
        site.start_backends(supervisor)
        site.start_services(supervisor)
        return asyncio.run(_day(site, story))
    except KeyboardInterrupt:
        say("Đang dừng… · Stopping…")
        return None


async def _day(site: Site, story: Story) -> Verdict | None:
    where, state, sample = _where(site), site.state, read_sample(story.plan, story.roster)
    async with clock_of(state, where, make_truth(sample, story.seed).begins, story.speed, say) as clock:
        await asyncio.to_thread(_prepare, state, where, story)
        await play(state, where, truth_of(state, sample, story.seed), clock, say, on_and_on=not story.once)
        return await _verified(state, where)


def _prepare(state: Path, where: Running, story: Story) -> None:
    """The conference and its roster, unless a day was begun with them, and links on the screen."""
    plan = read_plan(story.plan)
    granted = list(usual_passes(plan["conference"]["id"], [venue["id"] for venue in plan["venues"]]))
    if not truth_file(state).exists():
        with Api(where.gateway, state, plan["conference"]["id"]) as api:
            load_plan(api, plan)
            show_roster(api.roster(story.roster.name, story.roster.read_bytes(), dry_run=False))
            put_on_record(api, granted)
    sign = signer(state)
    to_open = [one for one in granted if one.venue in SHOWN and one.role != "agent"]
    show((one, link(where.gateway, sign, one)) for one in to_open)
    say("Thẻ của mọi điểm cầu · the passes of all venues: .venv/bin/diemcau passes · Ctrl-C để dừng · Ctrl-C stops it")
    hub = next(one for one in granted if one.role == "hub")
    say(f"Mở bảng của trung tâm · Open the board of the centre: {link(where.gateway, sign, hub)}")


async def _verified(state: Path, where: Running) -> Verdict:
    truth, verdict = await verify(state, where)
    show_verdict(truth, verdict)
    return verdict


def _where(site: Site) -> Running:
    database = os.environ.get("DIEMCAU_DATABASE", "diemcau")
    return Running(site.kafka.split(","), site.mongo, database, site.gateway.address)
