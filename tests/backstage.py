"""What stands behind a hall: a real Kafka, the store and the services, each a process of its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from bson import encode
from pymongo import MongoClient

from deploy.embedded import Kafka, Store, free_ports
from deploy.embedded.gateway import Gateway
from deploy.embedded.services import SERVICES, ServiceProcess
from services.checkin.codes import CodeReader
from services.checkin.store import PERSONS, PLACES
from services.venue_status.settings import Thresholds
from services.venue_status.store import venues_docket
from shared.access import Pass, Signer
from tests.watching_logs import watch

SIGNING_KEY = "for tests only"
PARTITIONS = 3
LARGEST_DOCUMENT = 256_000  # bytes; what one deed costs grows with it
KEPT = [kind.collection for kind in {**PERSONS, **PLACES, **venues_docket(Thresholds()).kinds}.values()]
CHECKIN, VENUES = SERVICES[:2]


class Backstage:
    """All methods block. `kafka`, `store`, `checkin` and `venues` may be stopped, killed and started again by a test.

    Venue status, and the gateway that makes one address of both, run for those who asked (`start_venues`).
    """

    def __init__(self, state: Path, settings: Mapping[str, str] | None = None) -> None:
        first = free_ports(6)  # Kafka takes two
        self.state = state
        self.kafka, self.store = Kafka(state / "kafka", first), Store(state / "store", first + 2)
        environment = {
            "DIEMCAU_KAFKA": self.kafka.address,
            "DIEMCAU_MONGO": self.store.uri,
            "DIEMCAU_PARTITIONS": str(PARTITIONS),
            "DIEMCAU_SIGNING_KEY": SIGNING_KEY,
            **(settings or {}),
        }
        self.checkin = ServiceProcess(CHECKIN._replace(port=first + 3), state, environment)
        self.venues = ServiceProcess(VENUES._replace(port=first + 4), state, environment)
        self.gateway = Gateway(state / "gateway", first + 5, {"checkin": first + 3, "venues": first + 4})
        self.address = f"http://127.0.0.1:{first + 3}"
        self.venues_url = f"http://127.0.0.1:{first + 4}{VENUES.path}/api"
        self.url = f"{self.address}{CHECKIN.path}/api"
        self.signer, self.codes = Signer(SIGNING_KEY), CodeReader(SIGNING_KEY)

    def start(self) -> Self:
        watch(self.checkin.log)
        self.kafka.start()
        self.store.start().wait_ready()
        self.kafka.wait_ready()
        self.checkin.start().wait_ready()
        return self

    def start_venues(self) -> Self:
        """Unless they run already."""
        for process in (self.venues, self.gateway):
            if not process.running:
                watch(process.log)
                process.start()
        self.venues.wait_ready()
        self.gateway.wait_ready()
        return self

    def stop(self) -> None:
        """The services as an operator would; what they stood on at once."""
        self.gateway.kill()
        self.venues.stop()
        self.checkin.stop()
        self.store.kill()
        self.kafka.kill()

    def secret(self, role: str, conference: str, **more: object) -> str:
        """The secret of a pass that nobody put on record: signed is enough."""
        fields = {"id": f"{role}-{more.get('venue', '')}", "role": role, "conference": conference, **more}
        return self.signer.secret(Pass.model_validate(fields))


def largest_document(store: str) -> int:
    """Bytes of BSON of the largest document that deciders keep in the store at this URI. It must be running."""
    with MongoClient[dict[str, Any]](store) as client:
        database = client["diemcau"]
        return max((len(encode(one)) for kept in KEPT for one in database[kept].find()), default=0)
