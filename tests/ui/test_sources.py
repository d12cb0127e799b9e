"""The source panel when the document is there, has changed, or is gone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from foundation.document import Box, Span
from foundation.errors import NotFound, UnreadableFile
from foundation.records import DocumentIdentity, IdentityField
from ui import sources
from ui.sources import source_html

TEXT = "Mở đầu <b>.\n" * 200 + "Hộ nghèo còn 4,72% năm nay.\n" + "Phần sau [x](y).\n" * 200
START = TEXT.index("4,72%")


class Store:
    """One document, as the panel asks for it."""

    def __init__(self, text: str = TEXT, file: Path | None = None) -> None:
        self.text, self.file = text, file

    def document(self, document_id: str) -> Any:
        if document_id != "d1":
            raise NotFound("document_not_found")
        identity = DocumentIdentity(commune=IdentityField("xã <A>", 0.9))
        return SimpleNamespace(identity=identity, summary=SimpleNamespace(period="2023-H1"))

    def original_text(self, _document_id: str) -> str:
        return self.text

    def original_file(self, _document_id: str) -> Path | None:
        return self.file

    def highlights(self, _document_id: str, _span: Span) -> list[tuple[int, tuple[float, ...]]]:
        return [(1, (0, 0, 1, 1)), (2, (5, 6, 7, 8))]


def panel(store: Store, **changes: Any) -> str:
    citation: dict[str, Any] = {
        "n": 1, "document_id": "d1", "document": "a.pdf", "title": "Báo cáo", "page": 2, "line_start": 1,
        "line_end": 1, "char_start": START, "char_end": START + 5, "quote": "4,72%", "ocr": False,
    }  # fmt: skip
    base: Any = store
    return source_html(base, citation | changes, opened="1")


def test_the_words_stand_marked_in_their_surroundings() -> None:
    shown = panel(Store())
    assert 'Hộ nghèo còn <mark id="cited">4,72%</mark> năm nay.' in shown
    assert "Mở đầu &lt;b&gt;." in shown
    assert "Phần sau [x](y)." in shown
    assert shown.count('class="cut"') == 2
    assert len(shown) < len(TEXT)


def test_who_and_when_is_said() -> None:
    shown = panel(Store())
    for words in ("a.pdf", "xã &lt;A&gt;", "6 tháng đầu năm 2023", "trang 2, dòng 1"):
        assert words in shown


def test_a_gone_document_leaves_the_quote() -> None:
    shown = panel(Store(), document_id="other")
    assert "không còn trong kho" in shown
    assert '<mark id="cited">4,72%</mark>' in shown


def test_other_words_at_the_place_are_never_marked_as_the_quote() -> None:
    shown = panel(Store("Bản mới. " * 500))
    assert "thay bằng bản khác" in shown
    assert "Bản mới" not in shown


def test_ocr_is_said() -> None:
    assert "máy nhận dạng" in panel(Store(), ocr=True)


def test_the_page_image_has_the_boxes_of_its_own_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(sources, "render_page", lambda *arguments: asked.append(arguments) or b"png")
    file = Path("a.pdf")
    assert 'src="data:image/png;base64,cG5n"' in panel(Store(file=file))
    assert asked == [(file, 2, [Box(5, 6, 7, 8)])]


def test_a_page_that_cannot_be_drawn_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise UnreadableFile("file_missing", name="a.pdf")

    monkeypatch.setattr(sources, "render_page", fail)
    shown = panel(Store(file=Path("a.pdf")))
    assert "<img" not in shown
    assert '<mark id="cited">' in shown
