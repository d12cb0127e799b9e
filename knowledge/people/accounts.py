"""Accounts: who may use it, in which role, and which collections of documents each may read.

Passwords are kept as argon2id hashes. Nothing here tells a caller whether a name exists: a
wrong name costs as much time as a wrong password and is refused in the same words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    Column,
    Engine,
    MetaData,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from foundation.collection import EVERYTHING, Collection
from foundation.errors import ProjectError
from knowledge.store.tables import Part, String, Text

Role = Literal["leader", "officer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 256
_LONGEST_NAME = 64

metadata = MetaData()
PEOPLE = Part("people", metadata, "0002")

accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", Text, nullable=False),
    Column("reads", String, nullable=False),
    Column("made_at", String, nullable=False),
)


class AccountError(ProjectError):
    """An account cannot be made, changed or signed in to; the message says why."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in. ``reads`` are the collections whose documents exist for them."""

    name: str
    role: Role
    reads: frozenset[Collection]
    made_at: str = ""

    @property
    def drafts(self) -> bool:
        """Whether the person may draft and take documents in."""
        return self.role != "leader"

    @property
    def administers(self) -> bool:
        """Whether the person may delete, correct and look after everything."""
        return self.role == "administrator"


# Who uses a program that has no account: one person, on the machine that it runs on.
SOLE_USER = Account("", "administrator", EVERYTHING)


class Accounts:
    """The accounts of one office. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hasher = PasswordHasher()
        # What a wrong name is checked against, so that it takes as long as a wrong password.
        self._nobody = self._hasher.hash("no account has this password")

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            return [_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]

    def has_administrator(self) -> bool:
        """Whether anybody may administer; as long as nobody may, only one person on this machine works."""
        query = select(func.count()).where(accounts.c.role == "administrator")
        with self._engine.connect() as connection:
            return bool(connection.scalar(query))

    def find(self, name: str) -> Account | None:
        """The account of this name, None if there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == account_key(name))).first()
        return None if row is None else _account(row)

    def add(self, name: str, role: Role, reads: frozenset[Collection], password: str) -> Account:
        """Make an account.

        Raises:
            AccountError: the name is taken or unfit, or the password too short.
            ValueError: no such role.
        """
        if role not in ROLES:
            raise ValueError(f"role {role!r}; one of {ROLES}")
        key = account_key(name)
        if not key or len(key) > _LONGEST_NAME or any(c.isspace() or not c.isprintable() for c in key):
            raise AccountError("account_name_unfit", name=name)
        made = Account(key, role, reads, datetime.now(UTC).isoformat(timespec="seconds"))
        values = {
            "name": key,
            "role": role,
            "password": self._hash(password),
            "reads": " ".join(sorted(reads)),
            "made_at": made.made_at,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(accounts).values(values))
        except IntegrityError as error:
            raise AccountError("account_name_taken", name=key) from error
        return made

    def reset(self, name: str, password: str) -> None:
        """Give an account another password.

        Raises:
            AccountError: no such account, or the password is too short.
        """
        self._change(name, password=self._hash(password))

    def permit(self, name: str, reads: frozenset[Collection]) -> None:
        """Let an account read these collections and no others.

        Raises:
            AccountError: no such account.
        """
        self._change(name, reads=" ".join(sorted(reads)))

    def remove(self, name: str) -> None:
        """Remove an account.

        Raises:
            AccountError: no such account.
        """
        with self._engine.begin() as connection:
            if not connection.execute(delete(accounts).where(accounts.c.name == account_key(name))).rowcount:
                raise AccountError("account_unknown", name=name)

    def verified(self, name: str, password: str) -> Account | None:
        """The account if the password is its own, None otherwise."""
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == account_key(name))).first()
        try:
            self._hasher.verify(self._nobody if row is None else row.password, password[:_LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        if self._hasher.check_needs_rehash(row.password):
            self.reset(name, password)
        return _account(row)

    def _hash(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise AccountError("password_unfit", shortest=SHORTEST_PASSWORD, longest=_LONGEST_PASSWORD)
        return self._hasher.hash(password)

    def _change(self, name: str, **values: str) -> None:
        with self._engine.begin() as connection:
            statement = update(accounts).where(accounts.c.name == account_key(name)).values(values)
            if not connection.execute(statement).rowcount:
                raise AccountError("account_unknown", name=name)


def account_key(name: str) -> str:
    """A name as it is compared: composed, lower case, so that "Lan" and "lan" are one person."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _account(row: Row[Any]) -> Account:
    return Account(row.name, row.role, frozenset(map(Collection, row.reads.split())), row.made_at)
