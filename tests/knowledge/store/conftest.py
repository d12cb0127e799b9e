"""The contract of a store is the same on both databases: those tests run on each."""

from __future__ import annotations

import pytest

MODULES_ON_BOTH = {"test_award_words", "test_base", "test_seen"}
# Of the tests with processes, which take long, those that the database has most to do with.
TESTS_ON_BOTH = {
    "test_a_writer_that_waits_too_long_says_so",
    "test_killed_at_random_moments",
    "test_killed_while_deleting",
    "test_threads_of_one_process_search_while_another_puts",
    "test_two_writers_at_once_lose_nothing",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    module = metafunc.module.__name__.rpartition(".")[2]
    if module in MODULES_ON_BOTH or metafunc.function.__name__ in TESTS_ON_BOTH:
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the settings of this test name."""
    kind = getattr(request, "param", "sqlite")
    if kind == "postgresql":
        request.getfixturevalue("new_database")
    return kind
