"""The words of award records in PostgreSQL: a tsvector for each, under GIN, kept in step by triggers.

It finds what ``award_words`` promises. Words are cut and folded here, not by a text search
configuration of the server, so that what is found is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, column, inspect, select, table, text

from knowledge.store.ledger.schema import awards

TABLE = "award_words"

_TOLD = (
    "award_words_of({0}.unit || ' ' || {0}.recipient || ' ' || {0}.award || ' ' || {0}.authority || ' ' || "
    "{0}.reason || ' ' || (SELECT d.title FROM documents d WHERE d.version = {0}.version))"
)
_CREATE = (
    # "đ" has no decomposition; every other mark is a letter of its own once decomposed.
    "CREATE OR REPLACE FUNCTION award_words_of(told text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$ "
    "SELECT array_to_tsvector(ARRAY(SELECT DISTINCT found[1] FROM regexp_matches(translate(lower("
    r"regexp_replace(normalize(told, NFD), '[\u0300-\u036f]', '', 'g')), 'đĐ_', 'dd '), '\w+', 'g') "
    "AS found)) $$",
    f"CREATE TABLE {TABLE} (award_id integer PRIMARY KEY REFERENCES awards ON DELETE CASCADE, "
    "told tsvector NOT NULL)",
    f"INSERT INTO {TABLE} SELECT a.award_id, {_TOLD.format('a')} FROM awards a",
    f"CREATE INDEX {TABLE}_told ON {TABLE} USING gin (told)",
    f"CREATE OR REPLACE FUNCTION {TABLE}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"INSERT INTO {TABLE} VALUES (NEW.award_id, {_TOLD.format('NEW')}) "
    "ON CONFLICT (award_id) DO UPDATE SET told = EXCLUDED.told; RETURN NULL; END $$",
    f"CREATE TRIGGER {TABLE}_kept AFTER INSERT OR UPDATE ON awards FOR EACH ROW "
    f"EXECUTE FUNCTION {TABLE}_keep()",
    f"CREATE OR REPLACE FUNCTION {TABLE}_title() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"UPDATE {TABLE} w SET told = {_TOLD.format('a')} FROM awards a "
    "WHERE a.award_id = w.award_id AND a.version = NEW.version; RETURN NULL; END $$",
    f"CREATE TRIGGER {TABLE}_titled AFTER UPDATE OF title ON documents FOR EACH ROW "
    f"WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION {TABLE}_title()",
)


def create(connection: Connection) -> None:
    """Make the index where it is not there yet, of the records that are."""
    if not inspect(connection).has_table(TABLE):
        for statement in _CREATE:
            connection.exec_driver_sql(statement)


def have(words: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a record of ``awards`` has a word that begins with each of these folded ones."""
    index = table(TABLE, column("award_id"))
    wanted = " & ".join(f"'{word}':*" for word in words)
    found = text("told @@ CAST(:wanted AS tsquery)").bindparams(wanted=wanted)
    return awards.c.award_id.in_(select(index.c.award_id).where(found))
