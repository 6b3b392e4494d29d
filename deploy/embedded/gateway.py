"""Caddy: the one address of all services, with the same Caddyfile as behind compose."""

import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.embedded.places import CHECKOUT
from deploy.embedded.process import Process

CADDYFILE = CHECKOUT / "deploy" / "gateway" / "Caddyfile"


class Gateway(Process):
    """Serves http://127.0.0.1:port; `services` gives the port of each service by its name, as {"checkin": 8101}."""

    def __init__(self, home: Path, port: int, services: Mapping[str, int]) -> None:
        caddy = Path(sys.executable).with_name("caddy")
        environment = {
            "DIEMCAU_GATEWAY": f"http://127.0.0.1:{port}",
            "CADDY_DATA": str(home.absolute()),
            "XDG_DATA_HOME": str(home.absolute()),
            "XDG_CONFIG_HOME": str(home.absolute()),
        }
        for name, service_port in services.items():
            environment[f"DIEMCAU_{name.upper()}_UPSTREAM"] = f"127.0.0.1:{service_port}"
        command: list[str | Path] = [caddy, "run", "--adapter", "caddyfile", "--config", CADDYFILE]
        super().__init__("gateway", home, port, command, environment)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"
