"""Tokens of other programs: shown once, kept as hashes, gone with their account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foundation.collection import Collection
from foundation.command_line import run
from knowledge.__main__ import main
from knowledge.people import Office
from knowledge.people.accounts import AccountError
from knowledge.people.tokens import MARK, Tokens

PASSWORD = "cổng tre xanh 27"
PUBLIC = frozenset({Collection.PUBLIC})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path) as opened:
        opened.accounts.add("lan", "officer", PUBLIC, PASSWORD)
        yield opened


def test_a_token_is_the_account_with_its_rights(office: Office) -> None:
    token, secret = office.tokens.add("Lan", "sổ khen thưởng")
    found = office.tokens.account(secret)
    assert found is not None
    assert (found.name, found.role, found.reads) == ("lan", "officer", PUBLIC)
    office.accounts.permit("lan", frozenset({Collection.COMMUNE}))
    changed = office.tokens.account(secret)
    assert changed is not None
    assert changed.reads == {Collection.COMMUNE}
    (listed,) = office.tokens.all("lan")
    assert (listed.token_id, listed.label) == (token.token_id, "sổ khen thưởng")
    assert listed.used_at


@pytest.mark.parametrize("secret", ["", MARK, MARK + "x" * 43, "x" * 43, MARK + "' OR ''='"])
def test_made_up_tokens(office: Office, secret: str) -> None:
    office.tokens.add("lan")
    assert office.tokens.account(secret) is None


def test_the_store_does_not_keep_what_was_shown(office: Office, tmp_path: Path) -> None:
    token, secret = office.tokens.add("lan")
    assert office.tokens.account(token.token_id) is None
    office.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("people*"))
    assert token.token_id.encode() in kept
    assert secret.encode() not in kept
    assert secret.removeprefix(MARK).encode() not in kept


def test_tokens_end(office: Office) -> None:
    _, kept = office.tokens.add("lan")
    token, secret = office.tokens.add("lan", days=1)
    later = Tokens(office._engine, office.accounts, lambda: datetime.now(UTC) + timedelta(days=2))
    assert later.account(secret) is None
    assert later.account(kept) is not None
    office.tokens.revoke(token.token_id)
    assert office.tokens.account(secret) is None
    with pytest.raises(AccountError, match="token_unknown"):
        office.tokens.revoke(token.token_id)


def test_an_account_made_again_under_the_name_gets_no_old_tokens(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, secret = office.tokens.add("lan")
    office.accounts.remove("lan")
    assert office.tokens.account(secret) is None

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(hours=1)

    monkeypatch.setattr("knowledge.people.accounts.datetime", Later)
    office.accounts.add("lan", "administrator", frozenset(Collection), PASSWORD)
    assert office.tokens.account(secret) is None


def test_the_commands(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path)]
    assert run(main, ["tokens", "add", "lan", "--label", "cổng dữ liệu", "--days", "30", *store]) == 0
    secret = capsys.readouterr().out.strip()
    assert office.tokens.account(secret) is not None
    assert run(main, ["tokens", "list", *store]) == 0
    listed = capsys.readouterr().out
    assert "cổng dữ liệu" in listed
    assert secret not in listed
    token_id = listed.split("\t")[0]
    assert run(main, ["tokens", "revoke", token_id, *store]) == 0
    assert office.tokens.account(secret) is None
    assert run(main, ["tokens", "revoke", token_id, *store]) == 2
    assert run(main, ["tokens", "add", "khong-co", *store]) == 2
    noted = [entry.what for entry in office.audit.all()]
    assert noted == [f"token add lan {token_id}", f"token revoke lan {token_id}"]
