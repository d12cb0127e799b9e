"""What belongs to the people who use it: accounts, sign-in, the audit trail, conversations, feedback."""

from __future__ import annotations

from pathlib import Path

from foundation.closing import Closing
from foundation.settings import Settings
from knowledge.people.accounts import PEOPLE, Accounts
from knowledge.people.audit import Audit
from knowledge.people.sign_in import SignIn
from knowledge.people.tokens import Tokens
from knowledge.store.database import database_of
from knowledge.store.migrations import bring_up


class Office(Closing):
    """Accounts, sessions, tokens and audit trail of one store, apart from its documents.

    ``store`` is the store's settings, or its folder for one of SQLite files.
    """

    def __init__(self, store: Path | Settings) -> None:
        self._database = database_of(store)
        self._engine = self._database.engine(PEOPLE)
        bring_up(self._engine, PEOPLE)
        self.accounts = Accounts(self._engine)
        self.sign_in = SignIn(self._engine, self.accounts)
        self.audit = Audit(self._engine)
        self.tokens = Tokens(self._engine, self.accounts)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        self._database.close()
