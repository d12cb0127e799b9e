"""The gate and what stands behind it for other programs, without the page: quick to make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from foundation.collection import EVERYTHING, Collection
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.people import Office
from knowledge.people.conversations import Conversations
from tests.knowledge.factories import award, report
from tests.knowledge.hashed_embedding import HashedEmbedding
from ui.gate import Gate
from ui.programs import for_programs
from ui.services import Services
from ui.watch import Health, Metrics, Stopping, watch_routes

PASSWORD = "bến nước 1985"
OPEN = "Tỷ lệ hộ nghèo của xã Bình Khê Thượng năm 2023 là 4,72%."
SECRET = "Tỷ lệ hộ nghèo của xã Kín Đáo năm 2023 là 9,31%."
HIDDEN = ("9,31", "Kín Đáo", "kin-dao")


@dataclass(frozen=True)
class Place:
    """A served store with two documents, an account for each role, and a token for each account."""

    app: Starlette
    base: KnowledgeBase
    office: Office
    health: Health
    stopping: Stopping
    tokens: dict[str, str]
    ids: dict[str, str]

    def client(self, name: str = "", token: str = "") -> TestClient:
        headers = {"authorization": f"Bearer {token or self.tokens[name]}"} if name or token else {}
        return TestClient(self.app, base_url="http://127.0.0.1", headers=headers)


MakePlace = Callable[..., Place]


@contextmanager
def places(folder: Path) -> Iterator[MakePlace]:
    """Makes one place in a folder, with the settings given."""
    opened: list[closing[Stopping] | closing[Metrics] | KnowledgeBase | Office | Conversations] = []

    def make(accounts: bool = True, **chosen: object) -> Place:
        settings = Settings(store_dir=folder / "store", **chosen)  # type: ignore[arg-type]
        base = KnowledgeBase.open(settings, HashedEmbedding(), 5)
        office, conversations = Office(settings), Conversations(settings)
        stopping, metrics = Stopping(), Metrics(base, settings)
        opened.extend((base, office, conversations, closing(stopping), closing(metrics)))
        ids = {
            "open": base.put(report("binh-khe.txt", OPEN, awards=(award(),))).document_id,
            "secret": base.put(report("kin-dao.txt", SECRET), collection=Collection.COMMUNE).document_id,
        }
        tokens = {}
        if accounts:
            office.accounts.add("mai", "administrator", EVERYTHING, PASSWORD)
            office.accounts.add("lan", "officer", EVERYTHING, PASSWORD)
            office.accounts.add("hung", "leader", frozenset({Collection.PUBLIC}), PASSWORD)
            tokens = {each.name: office.tokens.add(each.name)[1] for each in office.accounts.all()}
        services = Services(base, conversations, settings, None, office)
        health = Health(base, settings, stopping)
        routes, lifespan = for_programs(services)
        gate = Middleware(Gate, office=office, is_stopping=lambda: stopping.has_begun)
        app = Starlette(
            routes=[*routes, *watch_routes(health, metrics, settings)], middleware=[gate], lifespan=lifespan
        )
        return Place(app, base, office, health, stopping, tokens, ids)

    yield make
    for each in reversed(opened):
        each.__exit__(None, None, None)


@pytest.fixture
def make_place(tmp_path: Path) -> Iterator[MakePlace]:
    """A place of the test's own, with settings of its own."""
    with places(tmp_path) as make:
        yield make


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The place that the tests share; they leave it as it is."""
    with places(tmp_path_factory.mktemp("place")) as make:
        yield make(api_per_minute=100_000)
