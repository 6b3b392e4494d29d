"""Passes: what one is worth, and that nothing else is one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_IMODE
from uuid import uuid4

import pytest

from shared.access import DOOR, Access, Pass, Signer
from shared.problems import Problem
from shared.settings import Settings

NOON = datetime(2023, 6, 3, 5, tzinfo=UTC)
DESK = Pass(id="ban-1", role="operator", conference="hy-2023", venue="KC", label="Bàn 1")


def why_not(signer: Signer, secret: str, now: datetime = NOON) -> str:
    with pytest.raises(Problem) as refused:
        signer.read(secret, now)
    return refused.value.code


def test_a_secret_is_the_pass_itself() -> None:
    whole = DESK.model_copy(update={"person": uuid4(), "expires": NOON + timedelta(hours=1)})
    for held in (DESK, whole):
        assert Signer("key").read(Signer("key").secret(held), NOON) == held


def test_a_secret_cut_short_anywhere_or_with_any_letter_changed_opens_nothing() -> None:
    secret = Signer("key").secret(DESK)
    for place in range(len(secret)):
        other = "A" if secret[place] != "A" else "B"
        altered = secret[:place] + other + secret[place + 1 :]
        assert why_not(Signer("key"), secret[:place]) == "pass-unreadable"
        assert why_not(Signer("key"), altered) == "pass-unreadable"


def test_a_pass_of_another_installation_opens_nothing() -> None:
    assert why_not(Signer("key"), Signer("another key").secret(DESK)) == "pass-unreadable"


def test_a_pass_holds_until_it_expires_and_not_at_that_moment() -> None:
    expiring = Signer("key").secret(DESK.model_copy(update={"expires": NOON}))
    assert Signer("key").read(expiring, NOON - timedelta(microseconds=1)).id == "ban-1"
    assert why_not(Signer("key"), expiring) == "pass-expired"


def test_who_is_not_named_by_a_row_is_refused_for_the_first_reason_that_holds() -> None:
    access = Access(DOOR, "venue")
    for held, where, code in (
        (DESK, ("hy-2024", "TL"), "other-conference"),
        (DESK.model_copy(update={"role": "expert"}), ("hy-2023", "TL"), "role-not-allowed"),
        (DESK, ("hy-2023", "TL"), "other-venue"),
        (DESK, ("hy-2023", None), "other-venue"),
        (DESK.model_copy(update={"venue": None}), ("hy-2023", "KC"), "other-venue"),
        (DESK.model_copy(update={"venue": None}), ("hy-2023", None), "other-venue"),
    ):
        with pytest.raises(Problem, match=code):
            access.refuse(held, *where)
    access.refuse(DESK, "hy-2023", "KC")
    access.refuse(DESK.model_copy(update={"venue": None, "role": "hub"}), "hy-2023", "TL")


def test_a_personal_link_is_good_for_its_own_person() -> None:
    mine = Pass(id="me", role="participant", conference="hy-2023", person=uuid4())
    access = Access(frozenset({"participant"}))
    access.refuse(mine, "hy-2023", "ON", mine.person)
    for other in (uuid4(), None):
        with pytest.raises(Problem, match="other-person"):
            access.refuse(mine, "hy-2023", "ON", other)


def test_the_signing_key_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIEMCAU_SIGNING_KEY", raising=False)
    first = Settings(state=tmp_path / "state").key_for_passes()
    assert Settings(state=tmp_path / "state").key_for_passes() == first
    assert len(first) > 40
    assert S_IMODE((tmp_path / "state" / "signing-key").stat().st_mode) == 0o600
    assert Settings(state=tmp_path, signing_key="given").key_for_passes() == "given"
