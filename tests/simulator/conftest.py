"""One small day for all tests of the verdict; each test gets a record of its own to spoil."""

from copy import deepcopy

import pytest

from deploy.simulator.truth import Truth
from tests.simulator.record import faultless
from tests.simulator.spoiling import Record, small_truth


@pytest.fixture(scope="session")
def truth() -> Truth:
    return small_truth()


@pytest.fixture
def record(truth: Truth) -> Record:
    return deepcopy(faultless(truth))
