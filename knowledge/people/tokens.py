"""Tokens by which other programs act for an account, with its rights and no others.

A token is shown once, when it is made; the store keeps its hash. It is random, so that a plain
hash is enough. It ends on its day, when it is revoked, and with its account: an account that is
made again under the same name is another one.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Engine, Row, Table, delete, insert, select, update

from knowledge.people.accounts import Account, AccountError, Accounts, account_key, metadata
from knowledge.store.tables import String

# What a token begins with, so that one that was left in a file by mistake is recognised.
MARK = "tdkt_"
DAYS = 365
_LONGEST_LABEL = 64
# Using a token is noted no more often than this, so that reading does not mean writing.
_NOTED_EVERY = timedelta(minutes=10)

tokens = Table(
    "tokens",
    metadata,
    Column("token_id", String, primary_key=True),
    Column("hash", String, nullable=False, unique=True, index=True),
    Column("name", String, nullable=False, index=True),
    Column("account_made_at", String, nullable=False),
    Column("label", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("ends_at", String, nullable=False),
    Column("used_at", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token. ``token_id`` names it and lets nobody in; times are ISO 8601 in UTC."""

    token_id: str
    name: str
    label: str
    made_at: str
    ends_at: str
    used_at: str = ""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Tokens:
    """The tokens of one office. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine, accounts: Accounts, now: Callable[[], datetime] = _utc_now) -> None:
        self._engine = engine
        self._accounts = accounts
        self._now = now

    def add(self, name: str, label: str = "", days: int = DAYS) -> tuple[Token, str]:
        """Make a token for an account, good for so many days; the token and its secret.

        Raises:
            AccountError: no such account.
            ValueError: it would have ended before it begins.
        """
        account = self._accounts.find(name)
        if account is None:
            raise AccountError("account_unknown", name=name)
        if days < 1:
            raise ValueError("a token is good for one day at least")
        now = self._now()
        secret = MARK + secrets.token_urlsafe(32)
        made = Token(
            secrets.token_hex(4), account.name, label.strip()[:_LONGEST_LABEL], _stamp(now),
            _stamp(now + timedelta(days=days)),
        )  # fmt: skip
        with self._engine.begin() as connection:
            connection.execute(
                insert(tokens).values(
                    token_id=made.token_id,
                    hash=_hashed(secret),
                    name=made.name,
                    account_made_at=account.made_at,
                    label=made.label,
                    made_at=made.made_at,
                    ends_at=made.ends_at,
                    used_at="",
                )
            )
        return made, secret

    def all(self, name: str | None = None) -> list[Token]:
        """Every token that has not ended, of one account or of all, oldest first."""
        query = select(tokens).where(tokens.c.ends_at > _stamp(self._now()))
        if name is not None:
            query = query.where(tokens.c.name == account_key(name))
        with self._engine.connect() as connection:
            return [_token(row) for row in connection.execute(query.order_by(tokens.c.made_at))]

    def revoke(self, token_id: str) -> Token:
        """End a token now.

        Raises:
            AccountError: no such token.
        """
        with self._engine.begin() as connection:
            row = connection.execute(select(tokens).where(tokens.c.token_id == token_id)).first()
            if row is None:
                raise AccountError("token_unknown", id=token_id)
            connection.execute(delete(tokens).where(tokens.c.token_id == token_id))
        return _token(row)

    def account(self, secret: str) -> Account | None:
        """Whose token it is, None when it is none or has ended."""
        if not secret.startswith(MARK):
            return None
        now = self._now()
        with self._engine.connect() as connection:
            row = connection.execute(select(tokens).where(tokens.c.hash == _hashed(secret))).first()
        if row is None or row.ends_at <= _stamp(now):
            return None
        account = self._accounts.find(row.name)
        if account is None or account.made_at != row.account_made_at:
            return None
        if row.used_at < _stamp(now - _NOTED_EVERY):
            with self._engine.begin() as connection:
                this = tokens.c.token_id == row.token_id
                connection.execute(update(tokens).where(this).values(used_at=_stamp(now)))
        return account


def _token(row: Row[Any]) -> Token:
    return Token(row.token_id, row.name, row.label, row.made_at, row.ends_at, row.used_at)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
