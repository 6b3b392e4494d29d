"""What a live view shows of a thing: {"id", "version", …}. The page keeps the higher version of each id."""

from services.checkin.day import EVERYWHERE, Day, Listed, Place, Seen
from shared.events.attendance import HeadCount
from shared.live import Item


def attendee_item(id: str, seen: Seen) -> Item:
    return {
        "id": f"attendee/{id}",
        "version": seen.version,
        "revision": seen.revision,
        "state": seen.state.model_dump(mode="json"),
    }


def row_item(id: str, listed: Listed) -> Item:
    return {"id": f"row/{id}", "version": listed.version, **listed.row.model_dump(mode="json")}


def headcount_item(place: Place, version: int, count: HeadCount) -> Item:
    return {"id": f"headcount/{place[1]}/{place[0]}", "version": version, **count.model_dump(mode="json")}


def totals_item(day: Day, place: Place) -> Item:
    return {"id": f"totals/{place[0]}/{place[1]}", "version": day.version, **day.totals(*place)}


def missing_item(day: Day, session: str, venue: str) -> Item:
    units = {unit: day.missing(session, unit, None if venue == EVERYWHERE else venue) for unit in sorted(day.units)}
    return {
        "id": f"missing/{session}",
        "version": day.version,
        "units": {unit: ids for unit, ids in units.items() if ids},
    }


def gone(item: Item) -> Item:
    """No longer in this view."""
    return {"id": item["id"], "version": item["version"], "gone": True}
