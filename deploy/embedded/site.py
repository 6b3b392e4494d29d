"""All of Điểm Cầu on this machine: the backends that are not given by address, the services, the gateway."""

import os
import shutil
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from deploy.embedded import ports
from deploy.embedded.gateway import Gateway
from deploy.embedded.kafka import Kafka
from deploy.embedded.process import Process
from deploy.embedded.services import SERVICES, Service, ServiceProcess
from deploy.embedded.store import Store
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.trouble import Trouble

USUAL_PORT = {"DIEMCAU_KAFKA": 9092, "DIEMCAU_MONGO": 27017}  # of an address that names none
NEEDED_GB = 0.5  # a conference day is about 0.1 GB; Kafka ends itself when it cannot write


class Ports(NamedTuple):
    """Of 127.0.0.1. `services` is the first service's; Kafka's controller takes the one after Kafka's."""

    gateway: int = 8080
    services: int = SERVICES[0].port
    kafka: int = 19092
    store: int = 19017


class Site:
    """What runs, and where it is. DIEMCAU_KAFKA and DIEMCAU_MONGO name backends that run elsewhere."""

    def __init__(
        self,
        state: Path,
        use: Ports | None = None,
        services: Sequence[Service] = SERVICES,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.state = state
        use = use or Ports()
        given = os.environ
        services = [service._replace(port=service.port - SERVICES[0].port + use.services) for service in services]
        kafka = Kafka(state / "kafka", use.kafka) if not given.get("DIEMCAU_KAFKA") else None
        store = Store(state / "store", use.store) if not given.get("DIEMCAU_MONGO") else None
        self.backends: list[Process] = [part for part in (kafka, store) if part]
        self.kafka = kafka.address if kafka else given["DIEMCAU_KAFKA"]
        self.mongo = store.uri if store else given["DIEMCAU_MONGO"]
        settings = {**(environment or {}), "DIEMCAU_KAFKA": self.kafka, "DIEMCAU_MONGO": self.mongo}
        self.services: list[Process] = [ServiceProcess(service, state, settings) for service in services]
        self.gateway = Gateway(state / "gateway", use.gateway, {service.name: service.port for service in services})

    def require_possible(self) -> None:
        """Trouble if a port is taken, the disk is full, or a backend that was named does not answer."""
        _require_room(self.state)
        for process in (*self.backends, self.gateway):
            ports.require_free(process.port, f"--{process.name}-port")
        for process in self.services:
            ports.require_free(process.port, "--services-port")
        named = {process.name for process in self.backends}
        if "kafka" not in named:
            _require_answer("DIEMCAU_KAFKA", self.kafka.split(","))
        if "store" not in named and self.mongo.startswith("mongodb://"):
            _require_answer("DIEMCAU_MONGO", _hosts(self.mongo))

    def start_backends(self, supervisor: Supervisor, seconds: float = 60) -> None:
        """And the gateway. Comes back when they are ready; Trouble as from `Supervisor.wait_ready`."""
        _start([*self.backends, self.gateway], supervisor, seconds)

    def start_services(self, supervisor: Supervisor, seconds: float = 60) -> None:
        """All at once; needs the backends. Comes back when they are ready; Trouble as from `Supervisor.wait_ready`."""
        _start(self.services, supervisor, seconds)


def _start(processes: Sequence[Process], supervisor: Supervisor, seconds: float) -> None:
    for process in processes:
        supervisor.add(process)
    supervisor.wait_ready(*(process.name for process in processes), seconds=seconds)


def _require_room(state: Path) -> None:
    state.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(state).free / 1e9
    if free < NEEDED_GB:
        raise Trouble(
            f"Ổ đĩa của {state} chỉ còn {free:.1f} GB, cần {NEEDED_GB} GB: hãy dọn bớt, hoặc đặt DIEMCAU_STATE.",
            f"{state} has {free:.1f} GB left and {NEEDED_GB} GB are needed: make room, or set DIEMCAU_STATE.",
        )


def _hosts(uri: str) -> list[str]:
    """host[:port] of each member. The password, if there is one, stands before the @."""
    return uri.removeprefix("mongodb://").partition("/")[0].partition("?")[0].rpartition("@")[2].split(",")


def _require_answer(setting: str, addresses: Sequence[str]) -> None:
    """One answering address is enough: the others may be down, that is what they are several for."""
    if any(_answers(*_host_and_port(setting, address)) for address in addresses):
        return
    where = ", ".join(addresses)
    raise Trouble(
        f"Không có máy chủ nào trả lời ở {where} ({setting}): hãy kiểm tra địa chỉ, hoặc bỏ {setting}.",
        f"No server answers at {where} ({setting}): check the address, or unset {setting}.",
    )


def _host_and_port(setting: str, address: str) -> tuple[str, int]:
    """Trouble for what is no address."""
    try:
        parts = urlsplit(f"//{address.strip()}")
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, or none that there is
        host, port = None, None
    if not host:
        raise Trouble(
            f"{setting} có địa chỉ không đọc được: «{address}». Hãy ghi máy:cổng.",
            f"{setting} holds an address that cannot be read: «{address}». Write host:port.",
        )
    return host, port or USUAL_PORT[setting]


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=0.5):
            return True
    except (OSError, UnicodeError):  # nobody there, or no such name
        return False
