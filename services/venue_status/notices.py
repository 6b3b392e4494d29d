"""Notices out of the building: when an incident is opened and when it is closed, one signed word to a webhook.

At most two for each incident, and none when it is reopened: a line that comes and goes all day must not send thirty.
"""

import logging
import time
from collections.abc import Sequence
from uuid import uuid5

import httpx
from aiokafka import ConsumerRecord

from services.venue_status.check_commands import ReportNotice
from services.venue_status.outgoing import Outgoing, notice_of
from services.venue_status.settings import VenueSettings
from services.venue_status.webhook import Undelivered, Webhook
from shared.clock import Clock
from shared.deciding import RecordPublisher
from shared.events.base import Actor, Stamp
from shared.failures import Retry
from shared.publishing import Record
from shared.records import dead_letter, header, order_record

COMMANDS = "venues.commands.v1"
REFUSALS = 5  # tries, then a receiver that says no is believed
ROUND = 60.0  # seconds that one batch may take: Kafka gives up a reader who does not come back for five minutes
KNOWN = 2_000  # notices of which this process remembers what became
RULE = Actor(id="notices", role="rule")
log = logging.getLogger(__name__)


class Notifier:
    """`handle` is what `shared.consuming.consume` calls with each batch of `venues.events.v1`.

    What this process has delivered it does not send again when a batch is repeated. After a crash it may: then the
    receiver drops a `webhook-id` that it has. ValueError if the settings name a webhook that cannot be one.
    """

    def __init__(
        self, publisher: RecordPublisher, clock: Clock, settings: VenueSettings, http: httpx.AsyncClient | None = None
    ) -> None:
        self._publisher, self._clock, self._known = publisher, clock, dict[str, Outgoing]()
        address, secret, within = settings.webhook, settings.webhook_secret, settings.webhook_timeout
        self._webhook = Webhook(address, secret, within, http) if address else None

    async def handle(self, records: Sequence[ConsumerRecord]) -> None:
        """When this returns, each notice of the batch is delivered or given up, and the board knows it. Else `Retry`."""
        if self._webhook is None:
            return
        end, failing = time.monotonic() + ROUND, list[str]()
        for notice in await self._read(records):
            if time.monotonic() > end:
                raise Retry("the webhook is slow: the other notices come with the next batch")
            await self._settle(notice, self._webhook)
            if notice.status == "failing":
                failing.append(notice.error)
                if not notice.answered:
                    break  # nobody is there: the others need not find it out one by one
        if failing:
            raise Retry(f"{len(failing)} notices not delivered: {failing[-1]}")

    async def _read(self, records: Sequence[ConsumerRecord]) -> list[Outgoing]:
        """The notices that these records ask for, as we know them."""
        notices = []
        for record in records:
            try:
                if new := notice_of(record):
                    notices.append(self._known.setdefault(new.id, new))
            except ValueError:
                await self._publisher.publish([dead_letter(record, "not an event of an incident")])
        while len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]
        return notices

    async def _settle(self, notice: Outgoing, webhook: Webhook) -> None:
        if notice.status == "failing":
            await self._try(notice, webhook)
        if notice.is_worth_reporting():
            await self._publisher.publish([self._report(notice)])
            notice.reported = True

    async def _try(self, notice: Outgoing, webhook: Webhook) -> None:
        """One that is a day old when it is first seen is history: whoever sets up a webhook is not told of last month."""
        notice.tries, notice.reported = notice.tries + 1, False
        try:
            if notice.tries == 1 and notice.is_old():
                raise Undelivered("too old", answered=True)
            await webhook.post(notice.id, notice.body())
            notice.status, notice.answered, notice.error = "delivered", True, ""
        except Undelivered as failure:
            is_over = notice.is_old() or (failure.refused and notice.tries >= REFUSALS)
            notice.status, notice.answered, notice.error = (
                "given_up" if is_over else "failing",
                failure.answered,
                str(failure),
            )
        facts = {"incident": str(notice.incident), "what": notice.what, "tries": notice.tries, "why": notice.error}
        log.log(logging.WARNING if notice.error else logging.INFO, f"notice {notice.status}", extra=facts)

    def _report(self, notice: Outgoing) -> Record:
        """For the board. Nobody waits for what is decided of it."""
        command = ReportNotice(
            id=uuid5(notice.incident, f"{notice.what} {notice.status} {notice.tries}"),
            conference=notice.conference,
            incident=notice.incident,
            what=notice.what,
            status=notice.status,
            tries=notice.tries,
            error=notice.error,
        )
        now, of = self._clock.now(), notice.record
        stamp = Stamp(received_at=now, at=now, actor=RULE)
        return order_record(COMMANDS, command, stamp, header(of, "ce_correlationid"), header(of, "ce_id"))
