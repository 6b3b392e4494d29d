"""Whether Docker answers here, asked once: some tests run a second time on the real thing where it does."""

import os
import socket
from functools import cache
from urllib.parse import urlsplit


@cache
def docker_is_away() -> str:
    """Why no container can be run; "" if one can."""
    host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    try:
        return "" if _ping(host).endswith(b"OK") else f"what answers at {host} is no Docker"
    except OSError as error:
        return f"no Docker answers at {host} ({type(error).__name__})"


def _ping(host: str) -> bytes:
    where = urlsplit(host)
    with socket.socket(socket.AF_UNIX if where.scheme == "unix" else socket.AF_INET) as line:
        line.settimeout(5)
        line.connect(where.path if where.scheme == "unix" else (where.hostname, where.port))
        line.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
        return line.recv(1000)
