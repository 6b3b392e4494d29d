"""Where Kafka, the store and the gateway of this state folder are: as the environment says, else as `up` lists them."""

import os
from dataclasses import dataclass
from pathlib import Path

from deploy.diemcau.status import processes
from deploy.embedded.trouble import Trouble


@dataclass(frozen=True)
class Running:
    """Addresses of what runs."""

    kafka: list[str]
    mongo: str
    database: str
    gateway: str


def running(state: Path) -> Running:
    """Trouble if nothing runs here and nothing is named."""
    listed = processes(state)
    ports = {entry["name"]: entry["port"] for entry in listed}
    kafka = os.environ.get("DIEMCAU_KAFKA") or f"127.0.0.1:{_port(ports, 'kafka')}"
    mongo = os.environ.get("DIEMCAU_MONGO") or f"mongodb://127.0.0.1:{_port(ports, 'store')}/?directConnection=true"
    gateway = f"http://127.0.0.1:{_port(ports, 'gateway')}"
    return Running(kafka.split(","), mongo, os.environ.get("DIEMCAU_DATABASE", "diemcau"), gateway)


def _port(ports: dict[str, int], name: str) -> int:
    if name not in ports:
        raise Trouble(
            f"Phần {name} chưa chạy: xem `diemcau status`.",
            f"The part {name} is not running yet: see `diemcau status`.",
        )
    return ports[name]
