"""Where Kafka, the store and the gateway are: as the environment says, else as `up` of this state folder lists them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

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
    """All of them. Trouble if one is not named and does not run here."""
    mongo = os.environ.get("DIEMCAU_MONGO") or f"mongodb://127.0.0.1:{_port(state, 'store')}/?directConnection=true"
    return Running(kafka(state), mongo, os.environ.get("DIEMCAU_DATABASE", "diemcau"), gateway(state))


def kafka(state: Path) -> list[str]:
    """DIEMCAU_KAFKA, else the one that runs here. Trouble if neither."""
    return (os.environ.get("DIEMCAU_KAFKA") or f"127.0.0.1:{_port(state, 'kafka')}").split(",")


def gateway(state: Path) -> str:
    """DIEMCAU_GATEWAY, else the one that runs here; without a slash at the end. Trouble if neither."""
    return (os.environ.get("DIEMCAU_GATEWAY") or f"http://127.0.0.1:{_port(state, 'gateway')}").rstrip("/")


@contextmanager
def backends_answer() -> Iterator[None]:
    """Trouble instead of what the clients of Kafka and of the store raise when theirs is away."""
    try:
        yield
    except (KafkaError, TimeoutError) as error:
        raise _away("Kafka", "DIEMCAU_KAFKA", error) from error
    except PyMongoError as error:
        raise _away("MongoDB", "DIEMCAU_MONGO", error) from error


def _port(state: Path, name: str) -> int:
    for entry in processes(state):
        if entry["name"] == name:
            return int(entry["port"])
    raise Trouble(
        f"Phần {name} chưa chạy: xem `diemcau status`.",
        f"The part {name} is not running yet: see `diemcau status`.",
    )


def _away(name: str, setting: str, error: Exception) -> Trouble:
    return Trouble(
        f"{name} không trả lời ({type(error).__name__}): xem `diemcau status`, hoặc {setting}.",
        f"{name} does not answer ({type(error).__name__}): see `diemcau status`, or {setting}.",
    )
