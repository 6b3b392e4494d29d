"""Passes: signed links that say who may do what, where. No passwords, no names; one signing key for all services."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import ValidationError

from shared.events.base import Actor, Fact
from shared.events.conference import Role
from shared.problems import Problem

Scope = Literal["conference", "venue", "own"]

DOOR: frozenset[Role] = frozenset({"operator", "venue_head", "hub", "organiser"})
CENTRE: frozenset[Role] = frozenset({"hub", "organiser"})
AT_ONE_VENUE: frozenset[Role] = frozenset({"operator", "venue_head", "agent"})  # duties that no pass gives everywhere


class Pass(Fact):
    """Who holds it may act as `role` in `conference`, at `venue` (None: everywhere, except for the duties
    of one venue, which then hold nowhere), until `expires`.

    `person`: a participant's own attendee id. `label`: a duty or desk ("Bàn 2"), never a name.
    """

    id: str
    role: Role
    conference: str
    venue: str | None = None
    person: UUID | None = None
    label: str = ""
    expires: datetime | None = None

    def actor(self) -> Actor:
        return Actor(id=self.id, role=self.role, venue=self.venue)


@dataclass(frozen=True)
class Access:
    """Who may: these roles, and whether only at the pass's own venue or about the pass's own person."""

    roles: Set[Role]
    scope: Scope = "conference"

    def refuse(self, holder: Pass, conference: str, venue: str | None = None, person: UUID | None = None) -> None:
        """Raises a 403 problem unless `holder` may act on this venue or person of this conference."""
        if holder.role == "ops" and holder.conference == "*":
            return
        if holder.conference != conference:
            raise Problem("other-conference")
        if holder.role not in self.roles:
            raise Problem("role-not-allowed")
        if holder.venue is None and holder.role in AT_ONE_VENUE:
            raise Problem("other-venue")
        if self.scope == "venue" and holder.venue is not None and holder.venue != venue:
            raise Problem("other-venue")
        if holder.role in ("participant", "attendee") and holder.person != person:
            raise Problem("other-person")


class Signer:
    """Turns a pass into its secret and back. The secret is the signed pass itself: nothing needs to be looked up."""

    def __init__(self, key: str) -> None:
        self._serializer = URLSafeSerializer(key, salt="pass")

    def secret(self, granted: Pass) -> str:
        signed = self._serializer.dumps(granted.model_dump(mode="json", exclude_defaults=True))
        return signed.decode() if isinstance(signed, bytes) else signed

    def read(self, secret: str, now: datetime) -> Pass:
        """The pass of a secret. Raises a 401 problem if it is cut short, altered or expired (real time)."""
        try:
            held = Pass.model_validate(self._serializer.loads(secret))
        except (BadSignature, ValidationError, UnicodeError) as error:
            raise Problem("pass-unreadable") from error
        if held.expires is not None and held.expires <= now:
            raise Problem("pass-expired")
        return held
