"""Ports of 127.0.0.1: is one free, who holds it, and free ones for tests."""

import os
import random
import socket
import time
from contextlib import closing

import psutil

from deploy.embedded.trouble import Trouble

EPHEMERAL = 32768  # from here on the system hands ports out by itself: Kafka died at start on one of those


def is_open(port: int, host: str = "127.0.0.1") -> bool:
    """Somebody answers there."""
    with closing(socket.socket()) as sock:
        sock.settimeout(0.5)
        return sock.connect_ex((host, port)) == 0


def is_free(port: int) -> bool:
    with closing(socket.socket()) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def require_free(port: int, setting: str, patience: float = 3) -> None:
    """Trouble if the port stays busy. The patience (seconds) is for what was killed just now and is still going."""
    end = time.monotonic() + patience
    while not is_free(port):
        if time.monotonic() > end:
            with_make = f'make demo ARGS="{setting} {port + 10}"'
            raise Trouble(
                f"Cổng {port} đang bị {_holder(port) or 'một tiến trình khác'} giữ: "
                f"hãy dừng nó, hoặc chọn cổng khác bằng {setting} (với make: {with_make}).",
                f"Port {port} is held by {_holder(port) or 'another process'}: "
                f"stop it, or choose another port with {setting} (of make: {with_make}).",
            )
        time.sleep(0.1)


def free_ports(count: int = 1) -> int:
    """The first of `count` free ports in a row, for tests; DIEMCAU_TEST_PORTS=21000-21999 narrows it."""
    low, _, high = os.environ.get("DIEMCAU_TEST_PORTS", f"20000-{EPHEMERAL - 1}").partition("-")
    for _ in range(1000):
        first = random.randint(int(low), int(high) - count + 1)
        if all(is_free(port) for port in range(first, first + count)):
            return first
    raise Trouble(
        f"Không còn cổng trống từ {low} đến {high}.",
        f"No free port is left from {low} to {high}.",
    )


def _holder(port: int) -> str | None:
    """Name and process id, where this user may know them."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr and connection.laddr.port == port:
                return f"{psutil.Process(connection.pid).name()} ({connection.pid})"
    except psutil.Error:
        return None
    return None
