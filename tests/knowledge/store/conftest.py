"""The contract of a store is the same on both databases: those tests run on each."""

from __future__ import annotations

import pytest

ON_BOTH = {"test_award_words", "test_base", "test_crashes", "test_processes", "test_seen"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.rpartition(".")[2] in ON_BOTH:
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the settings of this test name."""
    kind = getattr(request, "param", "sqlite")
    if kind == "postgresql":
        request.getfixturevalue("new_database")
    return kind
