"""What an organiser does at a terminal before the day: the conference, the roster, the passes."""

import json
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from deploy.diemcau.__main__ import build
from deploy.embedded.site import Site
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.trouble import Trouble
from deploy.simulator.sample import ROSTER, SAMPLE

FAULTY = "code,full_name,title,unit,venue\nHV1,Nguyễn Văn Thử,Chuyên viên,UBND xã Thử,DC99\n"


@pytest.fixture(autouse=True)
def at_this_site(site: Site, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMCAU_STATE", str(site.state))


def diemcau(*words: str) -> Result:
    return CliRunner().invoke(build(["conference", "roster", "passes", "simulate", "verify"]), words)


def test_a_conference_is_loaded_and_loading_it_again_is_harmless() -> None:
    for _ in range(2):
        loaded = diemcau("conference", "load", str(SAMPLE), "--json")
        assert json.loads(loaded.stdout) == {"units": 312, "venues": 12, "sessions": 2}


def test_a_file_that_is_no_conference_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text('{"venues": []}')
    outcome = diemcau("conference", "load", str(file))
    assert isinstance(outcome.exception, Trouble)
    assert "conference, units, sessions" in str(outcome.exception)


def test_the_roster_is_looked_at_then_imported_then_found_unchanged() -> None:
    diemcau("conference", "load", str(SAMPLE))
    said = [
        json.loads(diemcau("roster", "import", str(ROSTER), "--json", *more).stdout) for more in (["--dry-run"], [], [])
    ]
    assert [one["rows"] for one in said] == [1703, 1703, 1703]
    assert [one["imported"] for one in said] == [0, 1703, 0]
    assert said[2]["unchanged"] == 1703


def test_a_faulty_roster_is_told_row_by_row_and_ends_with_1(tmp_path: Path) -> None:
    diemcau("conference", "load", str(SAMPLE))
    file = tmp_path / "roster.csv"
    file.write_text(FAULTY, "utf-8")
    outcome = diemcau("roster", "import", str(file))
    assert outcome.exit_code == 1
    assert "DC99" in outcome.stdout


def test_a_pass_opens_its_screen_until_it_is_revoked(site: Site) -> None:
    diemcau("conference", "load", str(SAMPLE))
    links = {one["id"]: one["link"] for one in json.loads(diemcau("passes", "--json").stdout)}
    assert {"organiser", "hub-1", "ban1-DC00", "truong-DC10"} <= set(links)
    assert _me(site, links["ban1-DC05"]) == 200
    assert diemcau("passes", "revoke", "ban1-DC05").exit_code == 0
    assert _me(site, links["ban1-DC05"]) == 401
    assert _me(site, links["ban1-DC06"]) == 200


def test_a_site_where_no_day_was_played_cannot_be_verified() -> None:
    outcome = diemcau("verify")
    assert isinstance(outcome.exception, Trouble)


def _me(site: Site, link: str) -> int:
    secret = link.partition("#")[2]
    address = f"{site.gateway.address}/checkin/api/me"
    return httpx.get(address, headers={"Authorization": f"Bearer {secret}"}).status_code
