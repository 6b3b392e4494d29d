"""What tests are given. One Kafka, one store, one check-in for the whole run; a conference of its own for each test."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from shared.mongo import Store
from tests import watching_logs
from tests.backstage import LARGEST_DOCUMENT, Backstage, largest_document
from tests.clients import Conference
from tests.docker import docker_is_away
from tests.topics import Topics


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expects_error(*texts): errors with one of these texts may be logged")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if why := docker_is_away():
        terminalreporter.write_line(f"NOT RUN: the store contract on MongoDB, since {why}", yellow=True)


@pytest.fixture(scope="session")
def backstage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backstage]:
    """The real thing, running. Do not stop its parts: start a Backstage of your own for that.

    At the end of the run no document of any test may have grown too large.
    """
    behind = Backstage(tmp_path_factory.mktemp("hall"))
    try:
        yield behind.start()
        assert largest_document(behind.store.uri) < LARGEST_DOCUMENT
    finally:
        behind.stop()


@pytest.fixture
async def conference(backstage: Backstage) -> AsyncIterator[Conference]:
    """Two venues, an open morning, a planned afternoon, six people; nobody else's."""
    made = Conference(backstage)
    yield await made.set_up()
    await made.close()


@pytest.fixture(scope="session")
async def quiet(backstage: Backstage) -> AsyncIterator[Conference]:
    """One conference for all tests in which nothing is decided that another could notice."""
    made = Conference(backstage)
    yield await made.set_up()
    await made.close()


@pytest.fixture(scope="session")
async def documents(backstage: Backstage) -> AsyncIterator[Store]:
    """The store, to look behind the answers."""
    store = Store(backstage.store.uri, "diemcau")
    yield store
    store.close()


@pytest.fixture(scope="session")
async def topics(backstage: Backstage) -> AsyncIterator[Topics]:
    """The log, to look behind the answers and to put there what no door would let in."""
    topics = await Topics(backstage.kafka.address).start()
    yield topics
    await topics.stop()


@pytest.fixture(autouse=True)
def no_unexpected_error(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails the test during which an error was logged that it did not expect, or a person's name."""
    expected = [text for mark in request.node.iter_markers("expects_error") for text in mark.args]
    yield
    lines = watching_logs.new_lines()
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [line for line in lines if watching_logs.is_error(line)]
    errors += [it.getMessage() for it in records if it.levelno >= logging.ERROR and not _retried(it)]
    unexpected = [error for error in errors if not any(text in error for text in expected)]
    assert not unexpected, f"logged, and not expected: {unexpected}"
    assert not [line for line in lines if watching_logs.holds_a_name(line)], "a name in a log"


def _retried(record: logging.LogRecord) -> bool:
    """As in shared/logs.py: what aiokafka tries again by itself."""
    return record.name.startswith("aiokafka") and not record.exc_info


@pytest.fixture(autouse=True)
def own_log_context() -> Iterator[None]:
    """What one test binds to its log lines is not on the next one's."""
    yield
    structlog.contextvars.clear_contextvars()
