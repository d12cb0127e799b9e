"""A synthetic corpus of any size: reports of invented communes, in the genre's manner.

Every commune reports once for each of ``YEARS``; communes lie in districts, districts in
provinces, and namesakes in different districts, as in the country. Sentences are drawn from
templates with a fixed seed, so two runs measure the same texts. Every record's span holds the
words that say it, so that answers are verified and cited as those over real reports are.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.document import Span
from foundation.records import (
    AwardRecord,
    AwardStatus,
    DocumentIdentity,
    IdentityField,
    Passage,
    PreparedDocument,
    RecipientKind,
)

PASSAGES_PER_REPORT = 10
AWARDS_PER_REPORT = 20
YEARS = tuple(str(year) for year in range(2019, 2025))
COMMUNES_PER_DISTRICT = 17
DISTRICTS_PER_PROVINCE = 9
_SYLLABLES = (
    "An", "Bình", "Cẩm", "Đông", "Gia", "Hải", "Khê", "Lạc", "Minh", "Nam",
    "Phong", "Quang", "Sơn", "Tân", "Uyên", "Vân", "Xuân", "Yên", "Thạch", "Lộc",
)  # fmt: skip
_WIDER_SYLLABLES = (
    "Bảo", "Châu", "Đức", "Giang", "Hà", "Hưng", "Khánh", "Long", "Mỹ", "Ninh", "Phú", "Thịnh", "Trà", "Vĩnh",
)  # fmt: skip
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
_QUESTIONS = [
    "tỷ lệ hộ nghèo của xã {c} năm {y}", "thu ngân sách xã {c}", "xã {c} hiến bao nhiêu đất làm đường",
    "gia đình văn hóa xã {c} đạt bao nhiêu phần trăm", "giay khen cua chu tich huyen cho xa {c}",
    "sản lượng lương thực năm {y}", "phong trào bảo vệ an ninh Tổ quốc", "ho so giai quyet dung han xa {c}",
    "tuyên truyền người tốt việc tốt", "trẻ suy dinh dưỡng ở {c}",
]  # fmt: skip
# Canonical name, giver, its level, and the words that say it.
_AWARDS = [
    ("Bằng khen của Bộ, ban, ngành, tỉnh", "Chủ tịch UBND tỉnh", "tỉnh", "Bằng khen"),
    ("Giấy khen của Chủ tịch UBND cấp huyện", "Chủ tịch UBND huyện", "huyện", "Giấy khen"),
    ("Giấy khen của Chủ tịch UBND cấp xã", "Chủ tịch UBND xã", "xã", "Giấy khen"),
    ("Lao động tiên tiến", "Chủ tịch UBND huyện", "huyện", "danh hiệu Lao động tiên tiến"),
]
_STATUS_WORDS: dict[AwardStatus, str] = {"awarded": "", "proposed": "Đề nghị "}
_REASONS = [
    "phong trào thi đua xây dựng nông thôn mới", "công tác phòng, chống thiên tai",
    "phong trào bảo vệ an ninh Tổ quốc", "công tác giảm nghèo bền vững", "cuộc vận động hiến đất mở đường",
    "công tác dân số và trẻ em", "phong trào học tập suốt đời", "chuyển đổi số",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """An invented commune and where it lies."""

    commune: str
    district: str
    province: str


def unit(number: int) -> Unit:
    """Commune ``number``; every 400th has the same name, in another district."""
    district = number // COMMUNES_PER_DISTRICT
    return Unit(
        f"xã {_pair(number, _SYLLABLES)}",
        f"huyện {_pair(district, _WIDER_SYLLABLES)}",
        f"tỉnh {_pair(district // DISTRICTS_PER_PROVINCE * 15 + 3, _WIDER_SYLLABLES[::-1])}",
    )


def _pair(number: int, syllables: tuple[str, ...]) -> str:
    first, second = divmod(number % len(syllables) ** 2, len(syllables))
    return f"{syllables[first]} {syllables[second]}"


def questions(count: int, asked: int) -> list[str]:
    """``asked`` questions about a corpus of ``count`` reports, with and without diacritics."""
    draw = random.Random(7)
    communes = max(1, count // len(YEARS))
    return [
        draw.choice(_QUESTIONS).format(
            c=unit(draw.randrange(communes)).commune.removeprefix("xã "), y=draw.choice(YEARS)
        )
        for _ in range(asked)
    ]


def reports(count: int, passages: int = PASSAGES_PER_REPORT, awards: int = 0) -> Iterator[PreparedDocument]:
    """``count`` prepared reports, each with that many passages and award records."""
    draw = random.Random(1)
    for number in range(count):
        yield _report(number, draw, passages, awards)


def _report(number: int, draw: random.Random, passages: int, awards: int) -> PreparedDocument:
    place, year = unit(number // len(YEARS)), YEARS[number % len(YEARS)]
    title = f"Báo cáo thi đua, khen thưởng năm {year}"
    text = f"{title} của {place.commune}, {place.district}, {place.province}\n"
    told = {
        "title": title, "commune": place.commune, "district": place.district, "province": place.province,
        "period": year,
    }  # fmt: skip
    fields = {
        name: IdentityField(value, 1.0, Span(text.index(value), text.index(value) + len(value)))
        for name, value in told.items()
    }
    identity = DocumentIdentity(**fields, level=IdentityField("xã", 1.0), kind=IdentityField("báo cáo", 1.0))
    pieces: list[Passage] = []
    for ordinal in range(passages):
        body = " ".join(_sentence(draw) for _ in range(6))
        header = f"{place.commune}, {place.district} | {year} | Mục {ordinal + 1}"
        span = Span(len(text), len(text) + len(body))
        pieces.append(Passage(ordinal, body, header, span, (f"Mục {ordinal + 1}",)))
        text += body + "\n"
    records: list[AwardRecord] = []
    while len(records) < awards:
        statement, said = _statement(place.commune, year, draw, len(text))
        records += said[: awards - len(records)]
        text += statement + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return PreparedDocument(
        f"bao-cao-{number:06}.txt", "txt", digest, text, identity, tuple(pieces), awards=tuple(records)
    )


def _sentence(draw: random.Random) -> str:
    return draw.choice(_FIELDS).format(
        a=f"{draw.randrange(2, 900)},{draw.randrange(10, 99)}",
        p=f"{draw.randrange(60, 130)},{draw.randrange(9)}",
        q=f"{draw.randrange(0, 15)},{draw.randrange(10, 99)}", d=f"0,{draw.randrange(10, 99)}",
        n=draw.randrange(20, 4000), m=draw.randrange(2, 40),
    )  # fmt: skip


def _statement(commune: str, year: str, draw: random.Random, start: int) -> tuple[str, list[AwardRecord]]:
    """A sentence that begins at ``start`` and tells of collectives and of persons, and its two records."""
    award, authority, level, name = draw.choice(_AWARDS)
    status: AwardStatus = draw.choice(("awarded", "awarded", "awarded", "proposed"))
    reason = draw.choice(_REASONS)
    counts: dict[RecipientKind, int] = {"tập thể": draw.randrange(1, 12), "cá nhân": draw.randrange(1, 40)}
    recipients = {kind: f"{count:02} {kind}" for kind, count in counts.items()}
    told = f"{_STATUS_WORDS[status]}{authority} tặng {name} cho {' và '.join(recipients.values())}"
    span = Span(start, start + len(told))
    records = [
        AwardRecord(
            commune, recipients[kind], kind, count, award, authority, level,  # type: ignore[arg-type]
            status, year, span, reason,
        )
        for kind, count in counts.items()
    ]  # fmt: skip
    return f"{told} có thành tích trong {reason}.", records
