"""Why a sentence gave its award records."""

from __future__ import annotations

from pathlib import Path

from foundation.records import DocumentIdentity, IdentityField
from foundation.settings import Settings
from ingest.extract.awards import trace_awards
from ingest.readers import read
from ingest.structure import structure


def test_a_sentence_shows_its_terms_counts_and_statements(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.md"
    path.write_text(
        "Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể. Mưa nhiều. Khen thưởng kịp thời.", "utf-8"
    )
    identity = DocumentIdentity(level=IdentityField("xã", 1.0), commune=IdentityField("xã Mường Thải", 1.0))
    first, second = trace_awards(structure(read(path, Settings())), identity)
    assert ("proposed", "Đề nghị") in first.terms
    assert ("authority", "Chủ tịch UBND tỉnh") in first.terms
    assert first.counted == ("02 tập thể",)
    assert [(s.status, s.award, s.recipients) for s in first.statements] == [
        ("proposed", "Bằng khen", ("02 tập thể",))
    ]
    assert second.statements == ()
