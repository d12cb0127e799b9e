"""The original files in PostgreSQL, in pieces, with a folder of those that this machine has needed.

A file is named by its content, so a copy in the folder is never out of date; it is fetched when
somebody opens it and goes when the store no longer has it and this machine sweeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, Table, delete, insert, select

from knowledge.store.originals import Originals
from knowledge.store.tables import String

_PIECE = 1 << 20  # bytes

metadata = MetaData()

pieces = Table(
    "original_pieces",
    metadata,
    Column("name", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)


class OriginalParts:
    """As ``OriginalStore`` says."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._here = Originals(folder)

    def keep(self, file: Path, sha256: str) -> str:
        """See ``OriginalStore``; all pieces are written in one transaction."""
        name = self._here.keep(file, sha256)
        with self._engine.begin() as connection:
            held = connection.scalar(select(pieces.c.number).where(pieces.c.name == name).limit(1))
            if held is None:
                for number, content in enumerate(_pieces(file)):
                    connection.execute(insert(pieces).values(name=name, number=number, content=content))
        return name

    def path(self, name: str | None) -> Path | None:
        """See ``OriginalStore``; a file that this machine does not have yet is fetched."""
        found = self._here.path(name)
        if name is None or found is not None:
            return found
        query = select(pieces.c.number).where(pieces.c.name == name).order_by(pieces.c.number)
        with self._engine.connect() as connection:
            numbers = list(connection.scalars(query))
            if not numbers:
                return None
            return self._here.write(name, (self._piece(name, number) for number in numbers))

    def names(self) -> set[str]:
        """See ``OriginalStore``: what the database keeps."""
        with self._engine.connect() as connection:
            return set(connection.scalars(select(pieces.c.name).distinct()))

    def sweep(self, wanted: Collection[str]) -> None:
        """See ``OriginalStore``; the folder of this machine is swept as well."""
        gone = self.names().difference(wanted)
        if gone:
            with self._engine.begin() as connection:
                for name in gone:
                    connection.execute(delete(pieces).where(pieces.c.name == name))
        self._here.sweep(wanted)

    def _piece(self, name: str, number: int) -> bytes:
        query = select(pieces.c.content).where(pieces.c.name == name, pieces.c.number == number)
        with self._engine.connect() as connection:
            return bytes(connection.scalar(query) or b"")


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        yield stream.read(_PIECE)
        while content := stream.read(_PIECE):
            yield content
