"""Which pass a request comes with, and what it may look at. Without one: 401, and nothing is learned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query, Request

from shared.access import Access, Pass, Signer
from shared.conferences import Conferences
from shared.problems import Problem

ALL_VENUES = "*"  # as ?venue=


@dataclass(frozen=True, slots=True)
class Sight:
    """What a request may look at. `venue` None: every venue of the conference."""

    holder: Pass
    conference: str
    venue: str | None = None


class Gate:
    """Reads the pass of a request: `Authorization: Bearer <secret>` (programs), or the cookie of the pass that the
    page names by `X-Pass` or `?pass=`: several passes live in one browser."""

    def __init__(self, signer: Signer, conferences: Conferences) -> None:
        self._signer, self._conferences = signer, conferences

    def holder(self, request: Request) -> Pass:
        """Raises a 401 problem without a pass that holds now (real time, whatever the clock says)."""
        return self.read(_secret(request))

    def read(self, secret: str) -> Pass:
        held = self._signer.read(secret, datetime.now(UTC))
        if self._conferences.is_revoked(held.conference, held.id):
            raise Problem("pass-revoked")
        return held

    def allows(self, access: Access) -> Callable[..., Sight]:
        """A dependency for a read: what the pass may see of `?conference=` (else its own) and, where the scope is the
        venue, of `?venue=` (else its own; of a pass for all venues, all). Raises 401 and 403 problems."""

        def of_the_conference(request: Request, conference: Annotated[str | None, Query()] = None) -> Sight:
            held = self.holder(request)
            access.refuse(held, conference or held.conference, held.venue, held.person)
            return Sight(held, conference or held.conference)

        def of_a_venue(
            request: Request,
            conference: Annotated[str | None, Query()] = None,
            venue: Annotated[str | None, Query()] = None,
        ) -> Sight:
            held = self.holder(request)
            asked = venue or held.venue or ALL_VENUES
            access.refuse(held, conference or held.conference, asked, held.person)
            return Sight(held, conference or held.conference, None if asked == ALL_VENUES else asked)

        return of_a_venue if access.scope == "venue" else of_the_conference


def _secret(request: Request) -> str:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return secret
    name = request.headers.get("x-pass") or request.query_params.get("pass")
    cookie = request.cookies.get(f"pass-{name}") if name else None
    if not cookie:
        raise Problem("pass-missing")
    return cookie
