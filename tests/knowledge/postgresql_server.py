"""A real PostgreSQL server for tests: a private one on a loopback port, or that of TEST_DATABASE_URL.

The server's programs are found on the PATH or where Debian puts them. PostgreSQL refuses to run
as root, so tests of root run it as the account ``postgres``, which the package makes.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "app"
# Not synchronous_commit=off: what was committed must be there after the server was stopped at once.
_QUICK = ("fsync=off", "full_page_writes=off", "max_connections=200")


class Server:
    """A server on which every test gets databases of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._made: list[str] = []

    def new_database(self, options: str = "") -> str:
        """The address of an empty database, made with these options of CREATE DATABASE."""
        name = f"t{secrets.token_hex(6)}"
        self._do(f"CREATE DATABASE {name} {options}")
        self._made.append(name)
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop_databases(self) -> None:
        """Remove what was made."""
        for name in self._made:
            self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.clear()

    def _do(self, statement: str) -> None:
        engine = create_engine(
            make_url(self.url).set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def another_database(url: str) -> Iterator[str]:
    """The address of one more database of this one's server, for a while; of SQLite files, none is needed."""
    if not url:
        yield ""
        return
    server = Server(url)
    try:
        yield server.new_database()
    finally:
        server.drop_databases()


class OwnServer(Server):
    """A server of these tests alone, which can be stopped and started again."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._data = folder / "data"
        self._owner = "postgres" if os.geteuid() == 0 else None
        if self._owner is not None:
            shutil.chown(folder, self._owner)
        self._run("initdb", "-D", str(self._data), "-U", _USER, "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        super().__init__(f"postgresql://{_USER}@127.0.0.1:{self._port}/postgres")
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = " ".join(f"-c {option}" for option in _QUICK)
        options += f" -h 127.0.0.1 -p {self._port} -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-l", log, "-o", options)

    def stop(self) -> None:
        """Stop it at once, as a machine that goes down."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self._data))

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = [str(self._programs / program), *arguments]
        if self._owner is not None:
            command = ["runuser", "-u", self._owner, "--", *command]
        done = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr or done.stdout


def programs() -> Path | None:
    """The folder of the server's programs, None where it is not installed or cannot be run."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(_DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    if os.geteuid() == 0 and not (shutil.which("runuser") and _has_account("postgres")):
        return None
    return next((folder for folder in folders if (folder / "initdb").is_file()), None)


def _has_account(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def given_or_skip() -> str | None:
    """The address of the server that TEST_DATABASE_URL names; None where tests may start their own.

    Skips the test where there is neither.
    """
    pytest.importorskip("pg8000", reason="needs requirements-postgresql.txt")
    given = os.environ.get("TEST_DATABASE_URL", "").strip()
    if not given and programs() is None:
        pytest.skip("needs a PostgreSQL server: Debian's package postgresql, or TEST_DATABASE_URL")
    return given or None
