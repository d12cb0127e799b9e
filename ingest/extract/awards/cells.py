"""What the cells and titles of a table of awards say, one by one: counts, names, awards, givers, kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import AwardStatus, RecipientKind
from ingest.extract.awards.givers import rank_beside, rank_in
from ingest.extract.awards.phrases import groups
from language.award_terms import Award, Term, edge_words, find_terms
from language.periods import find_periods
from language.text import even_spelling

BARE_COUNT = re.compile(r"\s*(\d{1,3}(?:\.\d{3})+|\d{1,4})\s*$")
NONE = re.compile(r"\s*không(?: có)?\.?\s*$", re.IGNORECASE)
_KIND_WORDS: dict[str, RecipientKind] = {
    "tập thể": "tập thể", "tt": "tập thể", "cá nhân": "cá nhân", "cn": "cá nhân",
    "hộ gia đình": "hộ gia đình", "gia đình": "hộ gia đình", "hộ": "hộ gia đình",
}  # fmt: skip
_ORDINAL = re.compile(r"^(?:tt|stt|số tt|số thứ tự)$")
_NAME_COLUMN = re.compile(r"họ (?:và )?tên|tên (?:cá nhân|tập thể|đơn vị)|đơn vị$|cá nhân|tập thể")
_TOTAL = re.compile(r"tổng\s*(?:/|\(|$)")
TIME_COLUMN = re.compile(r"^(?:năm(?: học)?|thời gian|giai đoạn|kỳ)$")


def is_ordinal(title: str) -> bool:
    """Whether a column numbers its rows."""
    return _ORDINAL.match(even_spelling(title.strip())) is not None


def sums_up(title: str) -> bool:
    """Whether a column holds the sum of those beside it."""
    even = even_spelling(title.strip())
    return any(word in even for word in edge_words("total_column")) or bool(_TOTAL.match(even))


def is_counted(title: str, text: str) -> bool:
    """Whether a cell counts recipients or awards, or denies any under an award's title."""
    even = even_spelling(title.strip())
    if (
        not text.strip()
        or is_ordinal(title)
        or TIME_COLUMN.match(even)
        or any(w in even for w in edge_words("not_counted"))
    ):
        return False
    if BARE_COUNT.match(text) or (NONE.match(text) and award_in(title) is not None):
        return True
    terms = find_terms(text)
    return bool(groups(text, terms)) and not any(t.award for t in terms)


def name_in(cells: Sequence[tuple[str, str]]) -> str | None:
    """The name that a row gives in a column of names, None where it gives none."""
    for title, text in cells:
        titled = _NAME_COLUMN.search(even_spelling(title)) is not None
        if titled and re.search(r"[^\W\d_]{2}", text) and award_in(text) is None:
            return text.strip()
    return None


def tells_decision(title: str) -> bool:
    """Whether a column tells the decision on an award: "Số, ngày, tháng, năm của quyết định"."""
    return "quyết định" in even_spelling(title)


def status_of(text: str) -> AwardStatus | None:
    """Whether a title or label proposes or plans; None where it tells neither."""
    kinds = {t.kind for t in find_terms(text)}
    if "proposed" in kinds:
        return "proposed"
    planned = any(word in even_spelling(text) for word in edge_words("plan_column"))
    return "target" if "target" in kinds or planned else None


def period_of(text: str) -> str | None:
    """The one period that a text names; spans of years are reasons or captions of movements."""
    codes = {m.period.code for m in find_periods(text) if "/" not in m.period.code}
    return codes.pop() if len(codes) == 1 else None


def award_in(text: str) -> Award | None:
    """The first award that a text names."""
    return next((t.award for t in find_terms(text) if t.award is not None), None)


def giver_in(text: str) -> Term | None:
    """Who confers by the words of a title, label or cell: by name, else by level."""
    terms = find_terms(text)
    named = next((t for t in terms if t.kind == "authority"), None)
    award = next((t for t in terms if t.award is not None), None)
    beside = rank_beside(text, award.end, award.start, terms) if award is not None else None
    return named or beside or rank_in(text)


def kind_in(text: str) -> RecipientKind | None:
    """The kind of recipients that a text tells last."""
    even = even_spelling(text)
    last = None
    for word, kind in _KIND_WORDS.items():
        for match in re.finditer(
            rf"(?<![a-zà-ỹ]){re.escape(word)}(?! (?:lao động|tiên tiến))(?![a-zà-ỹ])", even
        ):
            if last is None or match.start() > last[0]:
                last = (match.start(), kind)
    return last[1] if last else None
