"""Identity of small documents in many offices' manners, and of the real reports."""

import tomllib
from pathlib import Path

import pytest
from openpyxl import Workbook

from foundation.records import IDENTITY_FIELDS, DocumentIdentity
from foundation.settings import Settings
from ingest.identity import identify
from ingest.readers import read
from ingest.structure import structure

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[2] / ".." / "shared" / "seeds"
REPORTS = tomllib.loads((HERE / "reports.toml").read_text(encoding="utf-8"))["report"]


def identity_of(text: str, folder: Path, name: str = "van-ban.txt") -> tuple[DocumentIdentity, str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document = structure(read(path, Settings()))
    return identify(document), document.source.text


@pytest.mark.parametrize("report", REPORTS, ids=[report["about"] for report in REPORTS])
def test_reports_are_identified(report: dict[str, object], tmp_path: Path) -> None:
    identity, _ = identity_of(str(report["text"]), tmp_path)
    expected = report["expect"]
    assert isinstance(expected, dict)
    found = {name: identity.value(name) or "" for name in expected}
    assert found == expected


@pytest.mark.parametrize(
    "report", [r for r in REPORTS if "note" in r], ids=[r["about"] for r in REPORTS if "note" in r]
)
def test_what_was_not_certain_is_said(report: dict[str, object], tmp_path: Path) -> None:
    identity, _ = identity_of(str(report["text"]), tmp_path)
    notes = report["note"]
    assert isinstance(notes, dict)
    for name, words in notes.items():
        assert words in getattr(identity, name).note


@pytest.mark.parametrize("report", REPORTS, ids=[report["about"] for report in REPORTS])
def test_evidence_stands_in_the_original(report: dict[str, object], tmp_path: Path) -> None:
    identity, text = identity_of(str(report["text"]), tmp_path)
    for name in IDENTITY_FIELDS:
        field = getattr(identity, name)
        if field is None:
            continue
        assert 0 < field.confidence <= 1
        assert (field.span is None) == (field.origin == "derived")
        if field.span is not None:
            assert text[field.span.start : field.span.end].strip()


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside the project")
def test_the_real_reports_are_identified() -> None:
    expected = [
        ("xã Hoằng Kim", "huyện Hoằng Hóa", "Thanh Hóa", "2024-H1"),
        ("thị trấn Hà Trung", "huyện Hà Trung", "Thanh Hóa", "2023"),
        (None, "huyện Cẩm Xuyên", "Hà Tĩnh", "2023-H1"),
        ("xã Linh Thông", "huyện Định Hóa", "Thái Nguyên", "2023"),
        ("xã Khánh Cư", "huyện Yên Khánh", "Ninh Bình", "2023"),
    ]
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        identity = identify(structure(read(path, Settings())))
        found.append(tuple(identity.value(name) for name in ("commune", "district", "province", "period")))
    assert found == expected


def test_a_form_without_letterhead_is_known_by_its_sheet_and_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Xã Sơn Bua"
    for row in (
        ["STT", "Chỉ tiêu", "ĐVT", "KH 2023", "TH 2023"],
        [1, "Thu ngân sách xã Sơn Bua, huyện Sơn Tây", "triệu đồng", 900, 1020],
        [2, "Tỷ lệ hộ nghèo", "%", 30, 28.4],
    ):
        sheet.append(row)
    path = tmp_path / "bieu.xlsx"
    book.save(path)
    identity = identify(structure(read(path, Settings())))
    told = {name: identity.value(name) for name in ("commune", "district", "level", "period")}
    assert told == {"commune": "xã Sơn Bua", "district": "huyện Sơn Tây", "level": "xã", "period": "2023"}


@pytest.mark.parametrize(
    ("signature", "signer"),
    [
        ("TRƯỞNG CÔNG AN XÃ\nThượng úy Lường Văn Ín", "Lường Văn Ín"),
        ("CHỦ TỊCH\nĐã ký: Phan Văn Tèo", "Phan Văn Tèo"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n[Đã ký]\nHÀ LƠI", "Hà Lơi"),
        ("TM. UBND XÃ\nCHỦ TỊCH\n\nĐàm   Văn    Sâm", "Đàm Văn Sâm"),
        ("CỤM TRƯỞNG\nĐại tá Lò Đình Hoạch", "Lò Đình Hoạch"),
        ("CHỦ TỊCH\nK' Brềnh", "K' Brềnh"),
        ("CHỦ TỊCH\nBríu Quân", "Bríu Quân"),
        ("CHỦ TỊCH\nPinăng Thạnh", "Pinăng Thạnh"),
        ("NGƯỜI BÁO CÁO\nHứa Seo Sểnh", "Hứa Seo Sểnh"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)", ""),
        ("CHỦ TỊCH\nPhòng Nội vụ", ""),
    ],
)
def test_a_signer_of_any_family_and_nobody_else(signature: str, signer: str, tmp_path: Path) -> None:
    head = "UBND XÃ TÂN LẬP\nBÁO CÁO\nCông tác thi đua năm 2023\nUBND xã Tân Lập báo cáo như sau:\n"
    body = "1. Xã có 5 thôn.\n2. Khen 5 người.\nNơi nhận:\n- UBND huyện;\n- Lưu: VT.\n"
    identity, _ = identity_of(f"{head}{body}{signature}\n", tmp_path)
    assert (identity.value("signer") or "") == signer
