"""The services: each is one process, one module, one port and one path behind the gateway."""

import http.client
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from deploy.embedded.places import CHECKOUT
from deploy.embedded.process import Process


class Service(NamedTuple):
    """A line of the table. `path` is the service's own, also without the gateway."""

    name: str
    module: str
    port: int
    path: str


SERVICES = (
    Service("checkin", "services.checkin", 8101, "/checkin"),
    Service("venues", "services.venue_status", 8102, "/venues"),
)


class ServiceProcess(Process):
    """`python -m module`, ready when GET path/api/ready answers 200."""

    def __init__(self, service: Service, state: Path, environment: Mapping[str, str]) -> None:
        own = {
            "DIEMCAU_PROCESS": service.name,
            "DIEMCAU_HOST": "127.0.0.1",
            "DIEMCAU_PORT": str(service.port),
            "DIEMCAU_STATE": str(state.absolute()),
        }
        python_path = {"PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", service.module]
        super().__init__(service.name, state / "services", service.port, command, {**python_path, **environment, **own})
        self._ready_path = f"{service.path}/api/ready"
        self.ready_url = f"http://127.0.0.1:{service.port}{self._ready_path}"

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=0.5)
        try:
            connection.request("GET", self._ready_path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
