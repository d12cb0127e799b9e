"""What belongs to the people who use it: accounts, sign-in, the audit trail, conversations, feedback."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.people.accounts import Accounts
from knowledge.people.audit import Audit
from knowledge.people.sign_in import SignIn
from knowledge.store.ledger.schema import open_engine

PEOPLE = "people.sqlite"


class Office:
    """Accounts, sessions and audit trail of one store, in a database of their own."""

    def __init__(self, store_dir: Path) -> None:
        store_dir.mkdir(parents=True, exist_ok=True)
        self._engine = open_engine(store_dir / PEOPLE)
        self.accounts = Accounts(self._engine)
        self.sign_in = SignIn(self._engine, self.accounts)
        self.audit = Audit(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
