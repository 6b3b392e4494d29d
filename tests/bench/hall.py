"""The hall that is measured: Kafka, the store, the services and the gateway, each a process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from deploy.embedded import free_ports
from deploy.embedded.site import Ports, Site
from deploy.embedded.supervisor import Supervisor
from shared.access import Pass, Signer

SIGNING_KEY = "for measuring only"
PARTS = ("kafka", "store", "checkin", "venues", "gateway")
CpuSeconds = dict[str, float]


class Hall:
    """All of Điểm Cầu, running. The process that measures is the load, and none of these."""

    def __init__(self, site: Site, supervisor: Supervisor) -> None:
        self.site, self._supervisor = site, supervisor
        self.kafka, self.mongo = site.kafka, site.mongo
        self._signer = Signer(SIGNING_KEY)

    @property
    def ways(self) -> dict[str, int]:
        """The ports through which check-in is reached."""
        return {"service": self.site.services[0].port, "gateway": self.site.gateway.port}

    @property
    def venues(self) -> int:
        """The port of venue status itself."""
        return self.site.services[1].port

    def secret(self, role: str, conference: str, venue: str | None = None) -> str:
        """The secret of a pass: signed is enough."""
        held = {"id": f"{role}-{venue}", "role": role, "conference": conference, "venue": venue}
        return self._signer.secret(Pass.model_validate(held))

    def cpu_seconds(self) -> CpuSeconds:
        """What each process has used since its start, and the load (this process)."""
        pids = {name: self._supervisor.process(name).pid for name in PARTS}
        return {name: _used(pid) for name, pid in {**pids, "load": None}.items()}


def _used(pid: int | None) -> float:
    times = psutil.Process(pid).cpu_times()  # None: this process
    return float(times.user + times.system)


@contextmanager
def running_hall() -> Iterator[Hall]:
    """New and empty, with 12 partitions as in the demo; gone afterwards."""
    first = free_ports(6)  # Kafka and the services take two
    with (
        TemporaryDirectory(prefix="diemcau-bench-") as folder,
        Supervisor(Path(folder), say=lambda line: None) as parts,
    ):
        ports = Ports(kafka=first, store=first + 2, services=first + 3, gateway=first + 5)
        environment = {"DIEMCAU_SIGNING_KEY": SIGNING_KEY, "DIEMCAU_LOG_LEVEL": "WARNING"}
        site = Site(Path(folder), ports, environment=environment)
        site.start_backends(parts)
        site.start_services(parts)
        yield Hall(site, parts)
