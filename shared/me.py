"""GET …/api/me, the same in every service: the pass, the time, and the conference that a page is about."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from shared.access import Access
from shared.conferences import Known
from shared.events.conference import Role
from shared.gate import Sight
from shared.parts import Parts

EVERYBODY: frozenset[Role] = frozenset(
    {"operator", "venue_head", "moderator", "expert", "hub", "organiser", "attendee", "participant", "agent", "ops"}
)
ANY_PASS = Access(EVERYBODY)


def me_routes(parts: Parts) -> APIRouter:
    """The router."""
    routes = APIRouter(prefix="/api")
    Anybody = Annotated[Sight, Depends(parts.gate.allows(ANY_PASS))]

    @routes.get("/me", openapi_extra=roles(ANY_PASS))
    async def me(sight: Anybody) -> dict[str, Any]:
        """The pass, the time, and the conference with its venues, sessions, units and the duties of its passes."""
        known = parts.conferences.get(sight.conference, "conference", sight.conference)
        return {
            "pass": sight.holder.model_dump(mode="json"),
            "now": parts.clock.now().isoformat(),
            "clock": parts.clock.kind,
            "conference": _shown(known) if known else None,
            "labels": _labels(parts.conferences.all(sight.conference, "pass")),
            **{
                f"{kind}s": [_shown(thing) for thing in parts.conferences.all(sight.conference, kind)]
                for kind in ("venue", "session", "unit")
            },
        }

    return routes


def roles(access: Access) -> dict[str, Any]:
    """What the OpenAPI document says of a route: who may call it, and how far they see."""
    return {"x-roles": sorted(access.roles), "x-scope": access.scope}


def _labels(passes: list[Known]) -> dict[str, str]:
    """{pass id: duty or desk}, so that "recorded by" says who; a participant's own link is nobody's duty."""
    return {known.id: known.state.label for known in passes if known.state.label and known.state.person is None}


def _shown(known: Known) -> dict[str, Any]:
    return {"id": known.id, "version": known.version, "revision": known.revision, **known.state.model_dump(mode="json")}
