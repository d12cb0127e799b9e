"""Signing in: sessions that expire, and limits against guessing passwords.

A session is known by a random token that only the person's browser holds; the store keeps its
hash, so that a copy of the store signs nobody in.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from knowledge.people.accounts import Account, AccountError, Accounts, account_key, metadata
from knowledge.store.database.statements import take_turn
from knowledge.store.tables import String

# Guesses: so many wrong passwords for one name, or from one address, within the span.
MOST_FOR_A_NAME = 5
MOST_FROM_AN_ADDRESS = 30
SPAN = timedelta(minutes=15)
# A session ends after so long without use, and in any case after so long.
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
# Using a session is noted no more often than this, so that reading does not mean writing.
_NOTED_EVERY = timedelta(minutes=10)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String, primary_key=True),
    Column("name", String, nullable=False, index=True),
    Column("begun_at", String, nullable=False),
    Column("used_at", String, nullable=False),
)

failures = Table(
    "sign_in_failures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String, nullable=False),
    Column("address", String, nullable=False),
    Column("at", String, nullable=False),
    Index("failures_by_name", "name", "at"),
    Index("failures_by_address", "address", "at"),
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SignIn:
    """Who is signed in to one office's program. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine, accounts: Accounts, now: Callable[[], datetime] = _utc_now) -> None:
        self._engine = engine
        self._accounts = accounts
        self._now = now

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begin a session and return its token. ``address`` is where the person comes from.

        Raises:
            AccountError: wrong name or password (which of them is not told), or too many
                wrong ones lately.
        """
        key = account_key(name)
        now = self._now()
        with self._engine.begin() as connection:
            # Counted before it is checked, and one after the other, so that guesses that are
            # sent at once are all counted. A refusal takes its own count back.
            take_turn(connection, failures)
            number = connection.execute(
                insert(failures).values(name=key, address=address, at=_stamp(now))
            ).inserted_primary_key
            self._refuse_guessers(connection, key, address, now)
        account = self._accounts.verified(name, password)
        if account is None:
            raise AccountError("sign_in_wrong")
        token = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            assert number is not None
            connection.execute(delete(failures).where(failures.c.number == number[0]))
            connection.execute(
                insert(sessions).values(
                    token=_hashed(token), name=account.name, begun_at=_stamp(now), used_at=_stamp(now)
                )
            )
        return token

    def account(self, token: str) -> Account | None:
        """Whose session the token is of, None when there is none or it has ended."""
        now = self._now()
        with self._engine.connect() as connection:
            row = connection.execute(select(sessions).where(sessions.c.token == _hashed(token))).first()
        if row is None or row.used_at < _stamp(now - IDLE) or row.begun_at < _stamp(now - LONGEST):
            return None
        if row.used_at < _stamp(now - _NOTED_EVERY):
            with self._engine.begin() as connection:
                this = sessions.c.token == row.token
                connection.execute(update(sessions).where(this).values(used_at=_stamp(now)))
        return self._accounts.find(row.name)

    def sign_out(self, token: str) -> None:
        """End a session; one that is not there is fine."""
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.token == _hashed(token)))

    def end_all(self, name: str) -> None:
        """End every session of an account, as when its password changes."""
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.name == account_key(name)))

    def forget_ended(self) -> None:
        """Remove sessions that have ended and failures that no longer count."""
        now = self._now()
        with self._engine.begin() as connection:
            ended = or_(sessions.c.used_at < _stamp(now - IDLE), sessions.c.begun_at < _stamp(now - LONGEST))
            connection.execute(delete(sessions).where(ended))
            connection.execute(delete(failures).where(failures.c.at < _stamp(now - SPAN)))

    def _refuse_guessers(self, connection: Connection, name: str, address: str, now: datetime) -> None:
        lately = failures.c.at >= _stamp(now - SPAN)
        for column, value, most in (
            (failures.c.name, name, MOST_FOR_A_NAME),
            (failures.c.address, address, MOST_FROM_AN_ADDRESS),
        ):
            query = select(func.count()).select_from(failures).where(column == value, lately)
            if (connection.scalar(query) or 0) > most:
                raise AccountError("sign_in_too_often", minutes=int(SPAN.total_seconds() // 60))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
