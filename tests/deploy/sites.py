"""A whole site with the stand-in as its only service, for tests."""

import time
from collections.abc import Callable
from pathlib import Path

from deploy.embedded import free_ports
from deploy.embedded.services import SERVICES, Service
from deploy.embedded.site import Ports, Site

PORTS = 5  # Kafka takes two
STANDIN = Service("standin", "tests.deploy.standin", SERVICES[0].port, "/standin")


def ports_from(first: int) -> Ports:
    return Ports(gateway=first, services=first + 1, store=first + 2, kafka=first + 3)


def site_at(state: Path) -> Site:
    return Site(state, ports_from(free_ports(PORTS)), [STANDIN])


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"still not so after {seconds} s"
        time.sleep(0.02)
