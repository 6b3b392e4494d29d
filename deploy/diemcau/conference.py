"""`diemcau conference load`: a conference, its units, venues and sessions, from a file."""

import json
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid5

import typer

from deploy.diemcau.api import Api
from deploy.diemcau.running import gateway
from deploy.embedded.places import state_folder
from deploy.embedded.trouble import Trouble

CONTACTS = UUID("c8b1a5d2-2023-5603-9c0e-d1e3ca002023")
app = typer.Typer(no_args_is_help=True, help="Set up a conference.\n\nExample: diemcau conference load FILE")
PlanFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON, as deploy/conference/*.json.")]


@app.command()
def load(
    file: PlanFile, as_json: Annotated[bool, typer.Option("--json", help="For programs: one object.")] = False
) -> None:
    """Set up the conference of FILE, or change it to what FILE says. Loading it again changes nothing that matters.

    Example: diemcau conference load deploy/conference/hung_yen_2023.json
    """
    state, plan = state_folder(), read_plan(file)
    with Api(gateway(state), state, plan["conference"]["id"]) as api:
        loaded = load_plan(api, plan)
    typer.echo(json.dumps(loaded) if as_json else _sentence(plan, loaded))


def read_plan(file: Path) -> dict[str, Any]:
    """Trouble if it is no conference file."""
    try:
        plan: dict[str, Any] = json.loads(file.read_text("utf-8"))
        missing = [name for name in ("conference", "units", "venues", "sessions") if name not in plan]
    except (ValueError, TypeError):
        missing = ["JSON"]
    if missing:
        raise Trouble(
            f"Tệp {file} không phải tệp hội nghị: thiếu {', '.join(missing)}.",
            f"{file} is not a conference file: {', '.join(missing)} is missing.",
        )
    return plan


def load_plan(api: Api, plan: dict[str, Any]) -> dict[str, int]:
    """How many of each kind. Venue contacts are put into `people` first: names do not go on the log."""
    about = plan["conference"]
    particulars = {"name": about["name"], "day": about["date"], "zone": about["zone"], "rehearsal": about["rehearsal"]}
    api.decide([api.command("create_conference", **particulars)])
    api.decide([api.command("define_unit", unit=unit.pop("id"), **unit) for unit in map(dict, plan["units"])])
    api.decide([_venue(api, venue) for venue in plan["venues"]])
    api.decide([api.command("define_session", session=one.pop("id"), **one) for one in map(dict, plan["sessions"])])
    return {kind: len(plan[kind]) for kind in ("units", "venues", "sessions")}


def _venue(api: Api, venue: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in venue.items() if name not in ("id", "contact")}
    if venue.get("contact"):
        contact = str(uuid5(CONTACTS, json.dumps([api.conference, venue["id"], venue["contact"]])))
        api.put_person(contact, title="Trưởng điểm cầu", unit=venue["name"], **venue["contact"])
        fields["contact"] = contact
    return api.command("define_venue", venue=venue["id"], **fields)


def _sentence(plan: dict[str, Any], loaded: dict[str, int]) -> str:
    name, units, venues, sessions = plan["conference"]["name"], *loaded.values()
    return (
        f"Đã nạp {name}: {units} đơn vị, {venues} điểm cầu, {sessions} buổi.\n"
        f"Loaded: {units} units, {venues} venues, {sessions} sessions."
    )
