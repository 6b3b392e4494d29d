"""A service: its name, what it decides, what it hears, its routes. Its app.py puts one together; `run` serves it."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Response

from shared.answering import Around, answer_problems
from shared.asyncapi import asyncapi
from shared.consuming import Read
from shared.describing import describe
from shared.dockets import Docket
from shared.feed import Heard
from shared.live import Live
from shared.logs import set_up_logs
from shared.metrics import FEED_AGE_SECONDS, WATCHERS, printed
from shared.parts import Parts
from shared.running import Running


@dataclass(frozen=True)
class Service:
    """`load` reads the documents that the screens start from; `reads`: groups beside the deciding ones; `chores` run for
    ever once the service is ready."""

    name: str
    parts: Parts
    dockets: Sequence[Docket]
    hears: Sequence[Heard]
    load: Callable[[], Awaitable[None]]
    routers: Sequence[APIRouter]
    reads: Sequence[Read] = ()
    chores: Sequence[Callable[[], Awaitable[None]]] = ()

    def app(self) -> FastAPI:
        """The ASGI application; it starts its Kafka side by itself and answers 503 until it is ready."""
        path = f"/{self.name}"
        app = FastAPI(
            title=f"Điểm Cầu: {self.name}",
            version="1",
            lifespan=self._life,
            docs_url=None,
            redoc_url=None,
            openapi_url=f"{path}/api/openapi.json",
        )
        answer_problems(app)
        app.add_middleware(Around, clock=self.parts.clock, is_ready=self.parts.ready.is_set)
        for router in (_own_routes(self), *self.routers):
            app.include_router(router, prefix=path)
        describe(app)
        return app

    @asynccontextmanager
    async def _life(self, app: FastAPI) -> AsyncIterator[None]:
        running = Running(self.name, self.parts, self.dockets, self.hears, self.reads, self.load, self.chores)
        starting = asyncio.create_task(running.start())
        yield
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        await running.stop()


def _own_routes(service: Service) -> APIRouter:
    router, parts = APIRouter(prefix="/api"), service.parts
    document = cache(
        lambda: asyncapi(service.name, service.dockets, service.hears, service.reads)
    )  # 0.1 s: drawn once, when asked

    @router.get("/ready", openapi_extra={"x-roles": ["anybody"]})
    async def ready() -> Response:
        """200 when this process can take commands and show screens, else 503. It tells nothing else."""
        return Response(status_code=200 if parts.ready.is_set() else 503)

    @router.get("/metrics", openapi_extra={"x-roles": ["anybody"]})
    async def metrics() -> Response:
        """Prometheus text: counts and times, no people. The gateway does not serve it."""
        WATCHERS.set(parts.live.watchers)
        FEED_AGE_SECONDS.set(parts.feed_age())
        return Response(printed(), media_type="text/plain; version=0.0.4")

    @router.get("/asyncapi.json", openapi_extra={"x-roles": ["anybody"]})
    async def topics() -> dict[str, Any]:
        """What this service hears and says on Kafka. Like the OpenAPI document it tells of types, not of people."""
        return document()

    return router


class _Server(uvicorn.Server):
    """Closes the live streams first when told to stop: uvicorn waits for open connections."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    def handle_exit(self, sig: int, frame: Any) -> None:
        self._live.stop()
        super().handle_exit(sig, frame)


def spare_the_collector() -> None:
    """Models come by the thousand and hold no cycles: the default threshold costs the loop a fifth of its time."""
    gc.set_threshold(50_000, 20, 20)


def run(service: Service) -> None:
    """Serves until SIGTERM or SIGINT."""
    settings = service.parts.settings
    spare_the_collector()
    set_up_logs(settings.process, settings.log_level)
    config = uvicorn.Config(
        service.app(),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=150,  # longer than the gateway keeps an idle line (120 s): it must not meet a closing one
        loop="uvloop",
    )
    _Server(config, service.parts.live).run()
