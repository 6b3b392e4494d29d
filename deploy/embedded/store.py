"""The store of the demo and the tests: a server that speaks MongoDB's wire protocol, without root and without Docker.

A beta by one author under GPL-2.0-only, run as a separate process and never for a real conference (there: MongoDB 8).
"""

import sys
from pathlib import Path

from deploy.embedded.process import Process

# Without this kill -9 lost acknowledged writes, even with w=majority (375 of 17,104); with it 0 of 16,063.
KEEP_WRITES = {"WIREDTIGER_CONFIG": "transaction_sync=(enabled=true,method=none)"}


class Store(Process):
    """Serves 127.0.0.1:port and keeps its files in home/data."""

    def __init__(self, home: Path, port: int = 19017) -> None:
        server = Path(sys.executable).with_name("secantusd-py")
        where = ["--host", "127.0.0.1", "--port", str(port), "--storage-path", str(home.absolute() / "data")]
        super().__init__("store", home, port, [server, *where, "--log-level", "WARNING"], KEEP_WRITES)

    @property
    def uri(self) -> str:
        """It announces a replica set that cannot be resolved, hence the direct connection."""
        return f"mongodb://127.0.0.1:{self.port}/?directConnection=true"

    def stop(self, seconds: float = 5) -> None:
        """As any, with less patience: a SIGTERM while it starts hangs it, and a kill loses nothing."""
        super().stop(seconds)
