"""Accounts and signing in, as an attacker would try them."""

from __future__ import annotations

import io
import sqlite3
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from foundation.collection import Collection
from foundation.command_line import run
from knowledge.__main__ import main
from knowledge.people import Office
from knowledge.people.accounts import PEOPLE, AccountError, Accounts
from knowledge.people.sign_in import MOST_FOR_A_NAME, MOST_FROM_AN_ADDRESS, SPAN, SignIn
from knowledge.store.ledger.schema import open_engine
from knowledge.store.migrations import bring_up

PASSWORD = "cổng tre xanh 27"
PUBLIC = frozenset({Collection.PUBLIC})


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sign_in(tmp_path: Path, clock: Clock) -> Iterator[SignIn]:
    engine = open_engine(tmp_path / "timed.sqlite")
    bring_up(engine, PEOPLE)
    accounts = Accounts(engine)
    accounts.add("lan", "officer", PUBLIC, PASSWORD)
    yield SignIn(engine, accounts, clock)
    engine.dispose()


def test_an_account_signs_in_and_out(office: Office) -> None:
    office.accounts.add("Lan.Ngọc", "leader", PUBLIC, PASSWORD)
    token = office.sign_in.sign_in(unicodedata.normalize("NFD", " lan.ngọc"), PASSWORD, "10.0.0.2")
    account = office.sign_in.account(token)
    assert account is not None
    assert (account.name, account.role, account.reads) == ("lan.ngọc", "leader", PUBLIC)
    assert not account.drafts
    office.sign_in.sign_out(token)
    assert office.sign_in.account(token) is None


def test_neither_password_nor_token_is_kept(office: Office, tmp_path: Path) -> None:
    office.accounts.add("lan", "officer", PUBLIC, PASSWORD)
    token = office.sign_in.sign_in("lan", PASSWORD, "x")
    with closing(sqlite3.connect(tmp_path / "people.sqlite")) as connection:
        dump = "\n".join(connection.iterdump())
    assert PASSWORD not in dump
    assert token not in dump
    assert "$argon2id$" in dump


@pytest.mark.parametrize("name", ["", "  ", "a b", "a" * 65, "tab\tname", "x\u200b y"])
def test_names_that_cannot_be(name: str, office: Office) -> None:
    with pytest.raises(AccountError):
        office.accounts.add(name, "leader", PUBLIC, PASSWORD)


def test_short_passwords_and_taken_names(office: Office) -> None:
    with pytest.raises(AccountError):
        office.accounts.add("lan", "leader", PUBLIC, "ngắn")
    office.accounts.add("lan", "leader", PUBLIC, PASSWORD)
    with pytest.raises(AccountError):
        office.accounts.add("LAN", "administrator", PUBLIC, PASSWORD)
    assert not office.accounts.has_administrator()


def test_a_wrong_name_and_a_wrong_password_are_told_alike(office: Office) -> None:
    office.accounts.add("lan", "leader", PUBLIC, PASSWORD)
    told = []
    for name, password in (("lan", "sai mật khẩu"), ("không có", PASSWORD)):
        with pytest.raises(AccountError) as refused:
            office.sign_in.sign_in(name, password, "x")
        told.append(refused.value.message)
    assert told[0] == told[1]


def test_guessing_a_name_is_stopped_even_with_the_right_password(sign_in: SignIn, clock: Clock) -> None:
    for guess in range(MOST_FOR_A_NAME):
        with pytest.raises(AccountError):
            sign_in.sign_in("lan", f"đoán lần {guess}", f"10.0.0.{guess}")
    with pytest.raises(AccountError) as refused:
        sign_in.sign_in("lan", PASSWORD, "10.9.9.9")
    assert "15 phút" in refused.value.message
    clock.now += SPAN + timedelta(seconds=1)
    assert sign_in.account(sign_in.sign_in("lan", PASSWORD, "10.9.9.9")) is not None


def test_guessing_names_from_one_address_is_stopped(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Accounts, "verified", lambda *_: None)
    for guess in range(MOST_FROM_AN_ADDRESS):
        with pytest.raises(AccountError):
            sign_in.sign_in(f"ai đó {guess}", PASSWORD, "10.0.0.1")
    with pytest.raises(AccountError) as refused:
        sign_in.sign_in("lan", PASSWORD, "10.0.0.1")
    assert refused.value.key == "sign_in_too_often"


def test_guesses_at_once_are_all_counted(sign_in: SignIn) -> None:
    keys: list[str] = []

    def guess(number: int) -> None:
        try:
            sign_in.sign_in("lan", f"cùng lúc {number}", "x")
        except AccountError as error:
            keys.append(error.key)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keys.count("sign_in_wrong") <= MOST_FOR_A_NAME


def test_sessions_end(sign_in: SignIn, clock: Clock) -> None:
    token = sign_in.sign_in("lan", PASSWORD, "x")
    clock.now += timedelta(hours=11)
    assert sign_in.account(token) is not None
    clock.now += timedelta(hours=11)
    assert sign_in.account(token) is not None
    clock.now += timedelta(hours=12, minutes=1)
    assert sign_in.account(token) is None
    token = sign_in.sign_in("lan", PASSWORD, "x")
    for _ in range(17):
        clock.now += timedelta(hours=10)
        sign_in.account(token)
    assert sign_in.account(token) is None
    sign_in.forget_ended()


def test_a_new_password_ends_every_session(office: Office) -> None:
    office.accounts.add("lan", "leader", PUBLIC, PASSWORD)
    token = office.sign_in.sign_in("lan", PASSWORD, "x")
    office.accounts.reset("lan", PASSWORD + "!")
    office.sign_in.end_all("lan")
    assert office.sign_in.account(token) is None
    with pytest.raises(AccountError):
        office.sign_in.sign_in("lan", PASSWORD, "x")


def test_a_removed_account_is_out_at_once(office: Office) -> None:
    office.accounts.add("lan", "leader", PUBLIC, PASSWORD)
    token = office.sign_in.sign_in("lan", PASSWORD, "x")
    office.accounts.remove("lan")
    assert office.sign_in.account(token) is None
    assert office.sign_in.account("") is None
    assert office.sign_in.account("' OR 1=1 --") is None


def test_what_an_account_may_read_can_change(office: Office) -> None:
    office.accounts.add("lan", "leader", PUBLIC, PASSWORD)
    office.accounts.permit("lan", frozenset(Collection))
    found = office.accounts.find("lan")
    assert found is not None
    assert found.reads == frozenset(Collection)
    with pytest.raises(AccountError):
        office.accounts.permit("mai", PUBLIC)


def test_the_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:

    def users(*arguments: str, typed: str = PASSWORD) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
        return run(main, ["users", *arguments, "--store", str(tmp_path)])

    assert (
        users(
            "add", "mai", "--role", "administrator", "--reads", "cong-khai", "noi-bo-xa", "--password-stdin"
        )
        == 0
    )
    assert users("add", "mai", "--role", "leader", "--password-stdin") == 2
    assert "Đã có tài khoản" in capsys.readouterr().err
    assert users("reset", "mai", "--password-stdin", typed="ngắn") == 2
    assert users("list") == 0
    assert capsys.readouterr().out == "mai\tquản trị\tcong-khai, noi-bo-xa\n"
    assert users("remove", "mai") == 0
    with Office(tmp_path) as office:
        assert [entry.what for entry in office.audit.all()] == ["add mai administrator", "remove mai"]
