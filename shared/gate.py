"""Which pass a request comes with. Without one: 401, and nothing is learned."""

from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import Request

from shared.access import Access, Pass, Signer
from shared.conferences import Conferences
from shared.problems import Problem


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

    def allows(self, access: Access) -> Callable[[Request], Pass]:
        """A dependency for a read: the pass, if it may look at `?conference=` and, where scoped, at `?venue=`."""

        def allowed(request: Request) -> Pass:
            held = self.holder(request)
            conference = request.query_params.get("conference", held.conference)
            access.refuse(held, conference, request.query_params.get("venue", held.venue), held.person)
            return held

        return allowed


def _secret(request: Request) -> str:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return secret
    name = request.headers.get("x-pass") or request.query_params.get("pass")
    cookie = request.cookies.get(f"pass-{name}") if name else None
    if not cookie:
        raise Problem("pass-missing")
    return cookie
