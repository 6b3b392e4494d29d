"""An example service, served from the test's own process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import uvicorn

from deploy.embedded import free_ports
from shared.service import Service
from shared.settings import Settings
from tests.backstage import SIGNING_KEY, Backstage


@asynccontextmanager
async def served(build: Callable[[Settings], Service], backstage: Backstage) -> AsyncIterator[str]:
    """Its address, http://127.0.0.1:port/name, once it is ready."""
    port = free_ports()
    settings = Settings(
        kafka=[backstage.kafka.address],
        mongo=backstage.store.uri,
        partitions=3,
        signing_key=SIGNING_KEY,
    )
    service = build(settings)
    server = uvicorn.Server(uvicorn.Config(service.app(), port=port, log_config=None, timeout_graceful_shutdown=5))
    serving = asyncio.create_task(server.serve())
    try:
        await asyncio.wait_for(service.parts.ready.wait(), 60)
        yield f"http://127.0.0.1:{port}/{service.name}"
    finally:
        service.parts.live.stop()
        server.should_exit = True
        await serving
