"""A synthetic corpus of any size: reports of invented communes, in the genre's manner.

Sentences are drawn from templates with a fixed seed, so two runs measure the same texts.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from foundation.document import Span
from foundation.records import (
    AwardRecord,
    DocumentIdentity,
    IdentityField,
    Passage,
    PreparedDocument,
)

PASSAGES_PER_REPORT = 10
AWARDS_PER_REPORT = 20
_SYLLABLES = [
    "An",
    "Bình",
    "Cẩm",
    "Đông",
    "Gia",
    "Hải",
    "Khê",
    "Lạc",
    "Minh",
    "Nam",
    "Phong",
    "Quang",
    "Sơn",
    "Tân",
    "Uyên",
    "Vân",
    "Xuân",
    "Yên",
    "Thạch",
    "Lộc",
]
_FIELDS = [
    "Tổng giá trị sản xuất ước đạt {a} tỷ đồng, bằng {p}% kế hoạch và tăng {q}% so với cùng kỳ.",
    "Thu ngân sách trên địa bàn đạt {a} tỷ đồng, vượt {q}% dự toán huyện giao.",
    "Tỷ lệ hộ nghèo còn {q}%, giảm {d}% so với năm trước; hộ cận nghèo còn {n} hộ.",
    "Toàn xã có {n} hộ đạt danh hiệu gia đình văn hóa, chiếm {p}% số hộ đăng ký.",
    "Sản lượng lương thực có hạt đạt {n} tấn, năng suất lúa bình quân {p} tạ/ha.",
    "Nhân dân hiến {n} m2 đất và đóng góp {m} ngày công làm đường giao thông nông thôn.",
    "Tỷ lệ người dân tham gia bảo hiểm y tế đạt {p}%, trẻ suy dinh dưỡng còn {q}%.",
    "Chủ tịch UBND huyện tặng giấy khen cho {m} tập thể và {n} cá nhân.",
    "Đảng bộ xã có {n} đảng viên sinh hoạt ở {m} chi bộ, {p}% hoàn thành tốt nhiệm vụ.",
    "Phong trào toàn dân bảo vệ an ninh Tổ quốc được duy trì ở {m} thôn với {n} hộ tham gia.",
    "Bộ phận một cửa tiếp nhận {n} hồ sơ, giải quyết đúng hạn {p}%, không có hồ sơ tồn đọng.",
    "Công tác tuyên truyền gương người tốt, việc tốt thực hiện {m} buổi trên đài truyền thanh xã.",
]
QUESTIONS = [
    "tỷ lệ hộ nghèo của xã {c} năm {y}", "thu ngân sách xã {c}", "xã {c} hiến bao nhiêu đất làm đường",
    "gia đình văn hóa xã {c} đạt bao nhiêu phần trăm", "giay khen cua chu tich huyen cho xa {c}",
    "sản lượng lương thực năm {y}", "phong trào bảo vệ an ninh Tổ quốc", "ho so giai quyet dung han xa {c}",
    "tuyên truyền người tốt việc tốt", "trẻ suy dinh dưỡng ở {c}",
]  # fmt: skip
_AWARDS = [
    ("Bằng khen của Bộ, ban, ngành, tỉnh", "Chủ tịch UBND tỉnh", "tỉnh"),
    ("Giấy khen của Chủ tịch UBND cấp huyện", "Chủ tịch UBND huyện", "huyện"),
    ("Giấy khen của Chủ tịch UBND cấp xã", "Chủ tịch UBND xã", "xã"),
    ("Lao động tiên tiến", "", "huyện"),
]


def commune(number: int) -> str:
    """The invented name of commune ``number``."""
    first, second = divmod(number, len(_SYLLABLES))
    return f"{_SYLLABLES[first % len(_SYLLABLES)]} {_SYLLABLES[second]} {number // 400 or ''}".strip()


def questions(reports: int, count: int) -> list[str]:
    """``count`` questions about the corpus, with and without diacritics."""
    draw = random.Random(7)
    return [
        draw.choice(QUESTIONS).format(c=commune(draw.randrange(reports)), y=2019 + draw.randrange(6))
        for _ in range(count)
    ]


def reports(count: int, passages: int = PASSAGES_PER_REPORT, awards: int = 0) -> Iterator[PreparedDocument]:
    """``count`` prepared reports, each with that many passages and award records."""
    draw = random.Random(1)
    for number in range(count):
        yield _report(number, draw, passages, awards)


def _report(number: int, draw: random.Random, passages: int, awards: int) -> PreparedDocument:
    name, year = commune(number), str(2019 + number % 6)
    unit = f"xã {name}"
    identity = DocumentIdentity(
        **{
            key: IdentityField(value, 1.0)
            for key, value in {
                "title": f"Báo cáo thi đua, khen thưởng năm {year} của {unit}", "commune": unit,
                "district": f"huyện {commune(number % 60)}", "province": commune(number % 12),
                "level": "xã", "kind": "báo cáo", "period": year,
            }.items()
        }
    )  # fmt: skip
    pieces: list[Passage] = []
    text = ""
    for ordinal in range(passages):
        body = " ".join(_sentence(draw) for _ in range(6))
        start = len(text)
        text += body + "\n"
        pieces.append(
            Passage(ordinal, body, f"{unit} | {year} | Mục {ordinal + 1}", Span(start, len(text) - 1),
                    (f"Mục {ordinal + 1}",))
        )  # fmt: skip
    records = tuple(_award(unit, year, draw, Span(i * 3, i * 3 + 20)) for i in range(awards))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return PreparedDocument(
        f"bao-cao-{number}.txt", "txt", digest, text, identity, tuple(pieces), awards=records
    )


def _sentence(draw: random.Random) -> str:
    return draw.choice(_FIELDS).format(
        a=f"{draw.randrange(2, 900)},{draw.randrange(10, 99)}",
        p=f"{draw.randrange(60, 130)},{draw.randrange(9)}",
        q=f"{draw.randrange(0, 15)},{draw.randrange(10, 99)}", d=f"0,{draw.randrange(10, 99)}",
        n=draw.randrange(20, 4000), m=draw.randrange(2, 40),
    )  # fmt: skip


def _award(unit: str, year: str, draw: random.Random, span: Span) -> AwardRecord:
    award, authority, level = draw.choice(_AWARDS)
    kind = draw.choice(["tập thể", "cá nhân"])
    count = draw.randrange(1, 40)
    return AwardRecord(
        unit, f"{count} {kind}", kind, count, award, authority, level,  # type: ignore[arg-type]
        draw.choice(["awarded", "awarded", "awarded", "proposed"]), year, span,  # type: ignore[arg-type]
    )  # fmt: skip
