"""`diemcau passes`: the links that open the screens, one for each duty. A pass is a signed link; nobody has a password."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from deploy.diemcau.api import Api, signer
from deploy.diemcau.running import gateway
from deploy.embedded.places import state_folder
from deploy.embedded.trouble import Trouble
from shared.access import Pass, Signer
from shared.vietnamese import CodeFault, attendee_id

app = typer.Typer(invoke_without_command=True)
AsJson = Annotated[bool, typer.Option("--json", help="For programs: a list of objects.")]
Conference = Annotated[str, typer.Option("--conference", "-c", envvar="DIEMCAU_CONFERENCE", help="Its id, as hy2023.")]


@app.callback(invoke_without_command=True)
def passes(
    context: typer.Context,
    conference: Conference = "hy2023",
    as_json: AsJson = False,
) -> None:
    """Put the passes of a conference on record and show their links: who has a link may do what its role may.

    That of `agent-<venue>` opens no screen: it is what `diemcau agent` at that venue is given.

    Example: diemcau passes --conference hy2023
    """
    context.obj = conference
    if context.invoked_subcommand:
        return
    with _api(conference) as api:
        granted = list(usual_passes(conference, _venues(api)))
        put_on_record(api, granted)
    _tell(granted, as_json)


@app.command("link")
def personal_link(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Of the person, as on the roster.")],
    as_json: AsJson = False,
) -> None:
    """Show the personal link of somebody whom the roster expects at an online venue: they check themselves in and out.

    Example: diemcau passes --conference hy2023 link HV0001
    """
    with _api(context.obj) as api:
        granted = personal_pass(api, code)
        put_on_record(api, [granted])
    _tell([granted], as_json)


@app.command()
def revoke(context: typer.Context, id: Annotated[str, typer.Argument(help="As shown by `diemcau passes`.")]) -> None:
    """A pass that was lost holds no longer, within seconds, and its screens close.

    Example: diemcau passes --conference hy2023 revoke ban1-DC01
    """
    with _api(context.obj) as api:
        api.decide([api.command("revoke_pass", pass_id=id)])
    typer.echo(f"Thẻ {id} đã bị thu hồi. · The pass {id} is revoked.")


def usual_passes(conference: str, venues: Iterable[str]) -> Iterator[Pass]:
    """Two for the centre's duties, three for each venue. Ids never change, so that links printed once go on working."""
    yield Pass(id="organiser", role="organiser", conference=conference, label="Ban tổ chức")
    yield Pass(id="hub-1", role="hub", conference=conference, label="Tổ kỹ thuật trung tâm")
    for venue in venues:
        yield Pass(id=f"ban1-{venue}", role="operator", conference=conference, venue=venue, label="Bàn 1")
        yield Pass(id=f"truong-{venue}", role="venue_head", conference=conference, venue=venue, label="Trưởng điểm cầu")
        yield Pass(id=f"agent-{venue}", role="agent", conference=conference, venue=venue, label="Máy điểm cầu")


def personal_pass(api: Api, code: str) -> Pass:
    """Of whoever has this code, at the online venue where the roster expects them. The code itself goes on no log.

    Trouble for a code that is on no roster, and for somebody who is expected at a hall.
    """
    try:
        id = attendee_id(api.conference, code)
    except CodeFault:
        raise _nobody(code) from None
    venue = (api.person(str(id)) or {}).get("venue")
    if venue is None:
        raise _nobody(code)
    if venue not in {one["id"] for one in api.me()["venues"] if one["kind"] == "online"}:
        raise Trouble(
            f"{code} được triệu tập đến {venue}, không phải điểm cầu trực tuyến: ở đó có bàn điểm danh.",
            f"{code} is expected at {venue}, which is no online venue: there a desk takes people in.",
        )
    return Pass(
        id=f"link-{id}", role="participant", conference=api.conference, venue=venue, person=id, label="Liên kết cá nhân"
    )


def put_on_record(api: Api, granted: Iterable[Pass]) -> None:
    api.decide([
        api.command("give_pass", pass_id=one.id, role=one.role, venue=one.venue, label=one.label,
                    person=str(one.person) if one.person else None)
        for one in granted
    ])  # fmt: skip


def link(gateway: str, sign: Signer, granted: Pass) -> str:
    """The secret stands behind the #: no server sees it in an address."""
    return f"{gateway}/checkin/enter#{sign.secret(granted)}"


def show(links: Iterable[tuple[Pass, str]]) -> None:
    """A link stays on one line, however long, so that it can be copied."""
    shown = Table("thẻ · pass", "việc · duty", "điểm cầu · venue", "đường dẫn · link", box=None)
    width = 0
    for granted, address in links:
        shown.add_row(granted.id, granted.label, granted.venue or "tất cả · all", address)
        width = max(width, len(address))
    Console(width=width + 80, soft_wrap=True).print(shown)


def _api(conference: str) -> Api:
    state = state_folder()
    return Api(gateway(state), state, conference)


def _tell(granted: Iterable[Pass], as_json: bool) -> None:
    state = state_folder()
    links = [(one, link(gateway(state), signer(state), one)) for one in granted]
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json", exclude_none=True) | {"link": to} for one, to in links]))
    else:
        show(links)


def _nobody(code: str) -> Trouble:
    return Trouble(
        f"Mã {code} không có trong danh sách: xem `diemcau roster import`.",
        f"Nobody on the roster has the code {code}: see `diemcau roster import`.",
    )


def _venues(api: Api) -> list[str]:
    me: dict[str, Any] = api.me()
    if me["conference"] is None:
        raise Trouble(
            f"Chưa có hội nghị {api.conference}: hãy chạy `diemcau conference load`.",
            f"There is no conference {api.conference}: run `diemcau conference load`.",
        )
    return sorted(venue["id"] for venue in me["venues"])
