"""Whatever the worker is doing when it is killed, held or cut off: the next one ends with the same truth.

The harness runs a fixed scenario of the example service through the real loop, on a real Kafka and the store, once for
each I/O step and each way in which it can go wrong, and compares what is left with a run in which nothing did.
"""

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
import pytest

from tests.backstage import Backstage
from tests.faults.crash.halls import EXPECTED as STEPS
from tests.faults.crash.halls import INCIDENT
from tests.faults.crash.mutants import MUTANTS
from tests.faults.crash.outcome import Outcome, differences
from tests.faults.crash.process import CHUNK, run_killed
from tests.faults.crash.run import run_struck, run_unharmed
from tests.faults.crash.scenario import EXPECTED, HALL, NUMBERS, named
from tests.faults.crash.stage import Stage
from tests.faults.crash.steps import WAYS, Strike, Way, strikes
from tests.faults.crash.worker import Worker

AT_ONCE = 8  # runs
KILLED_AT_ONCE = 16  # of these each waits three seconds until the group gives up the dead member
LONGEST_RUN = 120  # seconds
CUT_OFF = "_do_commit_offsets"  # aiokafka's own task, when a worker is cut off while it commits

LEFT_OPEN = "Unclosed AIOKafkaConnection"  # which a killed worker was about to make; a process's own end closes it

Unharmed = tuple[Outcome, list[Strike]]
pytestmark = pytest.mark.filterwarnings(f"ignore:{LEFT_OPEN}:ResourceWarning")


@pytest.fixture(scope="module")
async def stage(backstage: Backstage) -> AsyncIterator[Stage]:
    async with _set("lost", backstage) as stage:
        yield stage


@pytest.fixture(scope="module")
async def halls(backstage: Backstage) -> AsyncIterator[Stage]:
    async with _set("halls", backstage) as stage:
        yield stage


@asynccontextmanager
async def _set(play: str, backstage: Backstage) -> AsyncIterator[Stage]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.deciding.CHUNK", CHUNK)  # few documents are several chunks: publishing overlaps writing
        stage = Stage(backstage.kafka.address, backstage.store.uri, play)
        await stage.start()
        yield stage
        await stage.stop()


@pytest.fixture(scope="module")
async def unharmed(stage: Stage) -> Unharmed:
    return await _unharmed(stage)


async def _unharmed(stage: Stage) -> Unharmed:
    """What the scenario leaves if nothing goes wrong, and all that can go wrong on the way."""
    await stage.prepare(3)
    runs = [await run_unharmed(stage) for _ in range(3)]
    outcome = runs[0][0]
    assert [differences(outcome, other, stage.play.patient) for other, _ in runs] == [[], [], []]
    return outcome, strikes([steps for _, steps in runs])


async def test_unharmed_everybody_is_told_what_the_hall_expects(unharmed: Unharmed) -> None:
    outcome, _ = unharmed
    told = {name: orjson.loads(said)["code"] if said[0] == "{" else said for name, said in outcome.answers.items()}
    numbers = {word: outcome.documents[f"{HALL}/item/{named(word)}"]["state"]["number"] for word in NUMBERS}
    assert (told, numbers) == (EXPECTED, NUMBERS)


@pytest.mark.expects_error(CUT_OFF, LEFT_OPEN)
async def test_whatever_goes_wrong_at_whichever_step_the_end_is_the_same(
    stage: Stage, unharmed: Unharmed, capsys: pytest.CaptureFixture[str]
) -> None:
    expected, all = unharmed
    await stage.prepare(len(all))
    came, changed = await _compare(stage, expected, all, lambda strike: run_struck(stage, strike))
    _show(capsys, "Crash at every step", came)
    assert not changed, "\n".join(changed)
    assert len(came) > len(all) * 0.95  # follow-ups in one batch instead of two: a run is a step shorter


async def test_after_a_sigkill_at_any_step_the_next_process_ends_with_the_same(
    stage: Stage, unharmed: Unharmed, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    expected, all = unharmed
    one_each = _one_each(all)
    await stage.prepare(len(one_each))
    came, changed = await _compare(
        stage, expected, one_each, lambda strike: run_killed(stage, strike, tmp_path / str(strike)), KILLED_AT_ONCE
    )
    _show(capsys, "SIGKILL of a real process at every step", came)
    assert not changed, "\n".join(changed)
    assert len(came) > len(one_each) * 0.9


@pytest.mark.expects_error(CUT_OFF, LEFT_OPEN)
async def test_three_halls_fall_silent_and_whatever_goes_wrong_there_is_one_incident_from_its_opening_to_its_end(
    halls: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same harness on the rules of venue status: beats, deadlines, the ledger and its orders."""
    expected, all = await _unharmed(halls)
    steps = expected.documents[f"{HALL}/incident/{INCIDENT}"]["state"]["steps"]
    assert {step["did"]: step["by"] for step in steps} == STEPS
    some = [*(it for it in all if it.way.kills), *[it for it in all if not it.way.kills][::2]]  # all take three minutes
    await halls.prepare(len(some))
    came, changed = await _compare(halls, expected, some, lambda strike: run_struck(halls, strike))
    _show(capsys, "Crash at every step of venue status", came)
    assert not changed, "\n".join(changed)
    assert len(came) > len(some) * 0.9


@pytest.mark.expects_error(CUT_OFF, LEFT_OPEN, "will try again")
@pytest.mark.parametrize(("mutant", "symptom"), MUTANTS.items(), ids=[it.__name__ for it in MUTANTS])
async def test_the_harness_notices_a_worker(
    mutant: type[Worker], symptom: str, stage: Stage, unharmed: Unharmed
) -> None:
    expected, all = unharmed
    for start in range(0, len(all), AT_ONCE):
        some = all[start : start + AT_ONCE]
        await stage.prepare(len(some))
        _, changed = await _compare(stage, expected, some, lambda strike: run_struck(stage, strike, mutant))
        if any(symptom in one for one in changed):
            return
    pytest.fail(f"{mutant.__name__} passes for sound")


def _one_each(all: Sequence[Strike]) -> list[Strike]:
    """For each step one way to be killed there, in turn."""
    ways: dict[tuple[str, int], list[Strike]] = {}
    for strike in all:
        if strike.way.kills:
            ways.setdefault((strike.kind, strike.number), []).append(strike)
    return [some[number % len(some)] for number, some in enumerate(ways.values())]


async def _compare(
    stage: Stage,
    expected: Outcome,
    all: Sequence[Strike],
    run: Callable[[Strike], Awaitable[Outcome | None]],
    at_once: int = AT_ONCE,
) -> tuple[list[Strike], list[str]]:
    """Which strikes struck, and what those changed."""
    turns, came, changed = asyncio.Semaphore(at_once), list[Strike](), list[str]()

    async def look(strike: Strike) -> None:
        async with turns:
            found = await asyncio.wait_for(run(strike), LONGEST_RUN)
        if found:
            came.append(strike)
            changed.extend(f"{strike}: {one}" for one in differences(expected, found, stage.play.patient))

    await asyncio.gather(*(look(strike) for strike in all))
    gc.collect()  # what the killed left open is closed here, and not during somebody else's test
    return came, changed


def _show(capsys: pytest.CaptureFixture[str], title: str, all: Sequence[Strike]) -> None:
    counts = Counter((strike.kind, strike.way) for strike in all)
    kinds = [kind for kind in WAYS if any(strike.kind == kind for strike in all)]
    with capsys.disabled():
        print(f"\n{title}: {len(all)} runs over {len({(strike.kind, strike.number) for strike in all})} steps")
        print(f"{'':58}" + "".join(f"{kind:>9}" for kind in kinds))
        for way in Way:
            if any(counts[kind, way] for kind in kinds):
                print(f"{way.value:58}" + "".join(f"{counts[kind, way] or '':>9}" for kind in kinds))
