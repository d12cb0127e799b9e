"""Finding award records by their words: SQLite's FTS5 over the words of each record.

In PostgreSQL ``award_word_vectors`` does the same.

Every word that is typed must begin a word of the record's unit, recipient, award, authority or
reason, or of its document's title, diacritics and case aside. Triggers keep the index in step, so
that nobody who writes records needs to know of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, column, inspect, select, table, text

from knowledge.store.ledger import award_word_vectors
from knowledge.store.ledger.schema import awards
from language.text import fold, nfc

TABLE = "award_words"
_WORD = re.compile(r"[^\W_]+")  # what FTS5's tokenizer takes for a word

# The tokenizer takes off every mark but the stroke of "đ".
_TOLD = (
    "replace(replace({0}.unit || ' ' || {0}.recipient || ' ' || {0}.award || ' ' || {0}.authority || ' ' || "
    "{0}.reason || ' ' || (SELECT title FROM documents WHERE version = {0}.version), 'đ', 'd'), 'Đ', 'D')"
)
_INSERT = f"INSERT INTO {TABLE}(rowid, told)"
_CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "told, detail = none, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')",
    f"{_INSERT} SELECT award_id, {_TOLD.format('awards')} FROM awards",
    f"CREATE TRIGGER {TABLE}_added AFTER INSERT ON awards BEGIN "
    f"{_INSERT} VALUES (new.award_id, {_TOLD.format('new')}); END",
    f"CREATE TRIGGER {TABLE}_gone AFTER DELETE ON awards BEGIN "
    f"DELETE FROM {TABLE} WHERE rowid = old.award_id; END",
    f"CREATE TRIGGER {TABLE}_changed AFTER UPDATE ON awards BEGIN "
    f"UPDATE {TABLE} SET told = {_TOLD.format('new')} WHERE rowid = new.award_id; END",
    f"CREATE TRIGGER {TABLE}_titled AFTER UPDATE OF title ON documents WHEN old.title <> new.title BEGIN "
    f"UPDATE {TABLE} SET told = (SELECT {_TOLD.format('awards')} FROM awards WHERE award_id = {TABLE}.rowid) "
    "WHERE rowid IN (SELECT award_id FROM awards WHERE version = new.version); END",
)


def create(connection: Connection) -> None:
    """Make the index where it is not there yet, of the records that are."""
    _CREATORS[connection.dialect.name](connection)


def _create(connection: Connection) -> None:
    if not inspect(connection).has_table(TABLE):
        for statement in _CREATE:
            connection.execute(text(statement))


_CREATORS = {"sqlite": _create, "postgresql": award_word_vectors.create}


def words_of(typed: str) -> list[str]:
    """The words to look for, folded, each once."""
    return list(dict.fromkeys(_WORD.findall(fold(nfc(typed)))))


def are_begun_in(typed: str, told: str) -> bool:
    """Whether every typed word begins a word of the text: what the index finds, for a single text."""
    held = words_of(told)
    return all(any(word.startswith(begun) for word in held) for begun in words_of(typed))


def have(connection: Connection, typed: str) -> ColumnElement[bool]:
    """The condition that a record of ``awards``, joined with its document, has the typed words."""
    return _CONDITIONS[connection.dialect.name](words_of(typed))


def _have(words: Sequence[str]) -> ColumnElement[bool]:
    index = table(TABLE, column("rowid"))
    wanted = " AND ".join(f'"{word}"*' for word in words)
    return awards.c.award_id.in_(select(index.c.rowid).where(column(TABLE).op("MATCH")(wanted)))


_CONDITIONS = {"sqlite": _have, "postgresql": award_word_vectors.have}
