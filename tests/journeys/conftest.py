"""A whole site on the simulated clock, supervised, for all journeys."""

from collections.abc import Iterator

import pytest

from deploy.embedded import free_ports
from deploy.embedded.alone import alone
from deploy.embedded.site import Ports, Site
from deploy.embedded.supervisor import Supervisor
from tests.backstage import SIGNING_KEY
from tests.watching_logs import watch

SIMULATED = {"DIEMCAU_CLOCK": "simulated", "DIEMCAU_PARTITIONS": "3", "DIEMCAU_SIGNING_KEY": SIGNING_KEY}


@pytest.fixture(scope="session", autouse=True)
def one_signing_key() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIEMCAU_SIGNING_KEY", SIGNING_KEY)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    first = free_ports(6)  # Kafka and the services take two
    use = Ports(gateway=first, store=first + 1, kafka=first + 2, services=first + 4)
    return Site(tmp_path_factory.mktemp("site"), use, environment=SIMULATED)


@pytest.fixture(scope="session")
def supervisor(site: Site) -> Iterator[Supervisor]:
    with alone(site.state), Supervisor(site.state, lambda line: None) as supervisor:
        site.start_backends(supervisor)
        site.start_services(supervisor)
        for service in site.services:
            watch(service.log)
        yield supervisor
