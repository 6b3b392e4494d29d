"""`diemcau up`: backends, services and gateway in the foreground, kept running until Ctrl-C."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import Annotated

import typer

from deploy.embedded.alone import alone
from deploy.embedded.places import state_folder
from deploy.embedded.site import Ports, Site
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.trouble import Trouble
from deploy.embedded.watched import GOES_ON

USUAL = Ports()
GatewayPort = Annotated[int, typer.Option(envvar="DIEMCAU_GATEWAY_PORT", help="Where people open the screens.")]
ServicesPort = Annotated[
    int, typer.Option(envvar="DIEMCAU_SERVICES_PORT", help="The first service's; the others follow.")
]
KafkaPort = Annotated[int, typer.Option(envvar="DIEMCAU_KAFKA_PORT", help="Kafka takes this one and the next.")]
StorePort = Annotated[int, typer.Option(envvar="DIEMCAU_STORE_PORT", help="Of the store.")]


def command(
    gateway_port: GatewayPort = USUAL.gateway,
    services_port: ServicesPort = USUAL.services,
    kafka_port: KafkaPort = USUAL.kafka,
    store_port: StorePort = USUAL.store,
) -> None:
    """Run Kafka, the store, the services and the gateway, and keep them running until Ctrl-C.

    A backend whose address is given (DIEMCAU_KAFKA, DIEMCAU_MONGO) is used instead of an embedded one. Everything is
    kept in DIEMCAU_STATE (else .diemcau). Ends with 1 if a part was failing at the end, with 2 if it could not start.

    Example: diemcau up --gateway-port 8090
    """
    site = Site(state_folder(), Ports(gateway_port, services_port, kafka_port, store_port))
    raise typer.Exit(run(site))


def run(site: Site) -> int:
    """The exit code. Trouble if it cannot start."""
    with alone(site.state), signals_interrupt():
        site.require_possible()
        with Supervisor(site.state, say) as supervisor:
            run_until_interrupted(site, supervisor)
            return 1 if supervisor.failing else 0


def run_until_interrupted(site: Site, supervisor: Supervisor) -> None:
    """Trouble if a backend or the gateway does not start: without them nothing can be served."""
    try:
        site.start_backends(supervisor)
        start_services(site, supervisor)
        threading.Event().wait()
    except KeyboardInterrupt:
        say("Đang dừng… Ctrl-C lần nữa để dừng ngay. · Stopping… Ctrl-C again to stop at once.")


def start_services(site: Site, supervisor: Supervisor) -> None:
    """A service that does not come up is said, and tried again: the others can work without it."""
    try:
        site.start_services(supervisor)
        say(f"Điểm Cầu: {site.gateway.address} · Ctrl-C để dừng · Ctrl-C stops it")
        say("Đường dẫn mở từng trang · the links that open its pages: .venv/bin/diemcau passes")
    except Trouble as trouble:
        if not supervisor.failing:  # else the supervisor has said it
            say(str(trouble))
        say("\n".join(GOES_ON))


def say(line: str) -> None:
    typer.echo(f"{datetime.now():%H:%M:%S} {line}")


@contextmanager
def signals_interrupt() -> Iterator[None]:
    """SIGTERM and a closed terminal act as Ctrl-C does. A second one leaves at once: the kernel ends the children."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
