"""What a question is about: its subject words, and which kind of figure of it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from knowledge.query import Asked, FigureKind
from knowledge.understand.asked import HOW_MANY
from knowledge.understand.phrasing import cut, first_of, key, question_lists
from language.abbreviations import expand
from language.quantities import quantities
from language.text import fold, has_diacritics, nfc, tokens
from language.words import Word, canonical, words

_AGAINST_YEAR = re.compile(r"\bso\s+(?:voi\s+)?(?:cung ky\s+)?(?:nam\s+)?(?:19|20)\d\d")
# "giảm hộ nghèo bao nhiêu phần trăm", but not "giảm hộ nghèo còn bao nhiêu"
_CHANGED_BY = re.compile(
    r"(?<!\w)(?:giảm|giam|tăng)\s+(?:(?!(?:còn|con|xuống|xuong|lên|len|đạt|dat|là|la|được|duoc)\b)\w+\s+){1,5}"
    r"(?:bao nhiêu|bao nhieu|mấy)(?!\w)"
)
# "Chỉ tiêu thu nhập bình quân năm 2025 là bao nhiêu?", but not "Chỉ tiêu nào …", "Chỉ tiêu … đạt …"
_AIM_NAMED = re.compile(
    r"(?:(?:các|những)\s+)?(?:chỉ tiêu|chi tieu)\s+(?!nào|nao|gì|gi\b)"
    r"(?!.*(?:đạt|dat|hoàn thành|hoan thanh|thực hiện|thuc hien))"
)
# Units of measure that count nothing by themselves; a counted noun ("camera") is part of the subject.
_UNITS_ALONE = {
    "ha",
    "m²",
    "km²",
    "m³",
    "tấn",
    "tạ",
    "yến",
    "kg",
    "km",
    "m",
    "lít",
    "kWh",
    "sào",
    "mẫu",
    "người",
}
_AMOUNTS = frozenset({("so", "tien"), ("tong", "tien"), ("tien",)})
_AIMED = {("phan", "dau"), ("muc", "tieu"), ("chi", "tieu"), ("ke", "hoach"), ("du", "kien")}
_OF_POINTS = frozenset({("thi", "dua"), ("cham",), ("binh", "xet"), ("cham", "diem")})
_WHO_RANKS = re.compile(
    r"(?:(?:xa|phuong|thi tran|huyen|don vi|dia phuong)\s+)(?:(?:co|dat|duoc|thu|thuc hien)\s+)?"
    r"(?:(?:so|tong so)\s+)?(?:(?:nhieu|cao|lon|it|thap)\s+)?"
)
_SAID_TWICE = re.compile(
    r"(?P<who>\w[\w ]{1,40}?)\s*(?:,|va|voi|hay|hoac)\s+(?P=who)\s*,?\s*(?:(?:co|dong|nhieu|it|cao|thap)\s+)*"
)


def figure_kind(question: str) -> FigureKind | None:
    """Which figure of an indicator is wanted, None when the question does not say."""
    question_key = key(expand(question))
    names: tuple[FigureKind, ...] = (
        "percent_of_plan", "percent_of_previous", "remaining", "change", "plan",
    )  # fmt: skip
    found = next((name for name in names if first_of(question_key, "figure", name)), None)
    if found in (None, "plan") and _CHANGED_BY.search(nfc(question).lower()):
        return "change"
    if found is None and _AIM_NAMED.match(nfc(question).lower().strip()):
        return "plan"
    if (
        found is None
        and _AGAINST_YEAR.search(fold(question))
        and first_of(question_key, "asked", "percent_explicit")
    ):
        return "percent_of_previous"
    return found


def asks_plan(question: str) -> bool:
    """Whether the question has a word of plans and aims, whatever else it asks."""
    question_key = key(expand(question))
    return first_of(question_key, "figure", "plan") is not None or figure_kind(question) == "plan"


def said_once(subject: str) -> str:
    """The subject without what stood before each of two units: "Đảng bộ … và Đảng bộ …, đông đảng viên"."""
    twice = _SAID_TWICE.match(fold(subject))
    return subject if twice is None or twice.end() >= len(subject) else subject[twice.end() :]


def without_who(subject: str) -> str:
    """What is ranked, without who is ("Huyện có nhiều hồ sơ"): the counted noun comes first."""
    return subject[match.end() :] if (match := _WHO_RANKS.match(fold(subject))) else subject


def lighten_verb(question: str, subject_words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, the verb right before "bao nhiêu" made light: a report may word it otherwise."""
    match = HOW_MANY.search(fold(question))
    if match is None:
        return subject_words
    before = [w for w in words(expand(question[: match.start()])) if not w.generic]
    if not before or len(before[-1].phrase) > 1 or len(subject_words) < 2:
        return subject_words
    if _is_name(question, before[-1]):
        return subject_words
    verb = before[-1].phrase
    return tuple(replace(w, light=True) if w.phrase == verb else w for w in subject_words)


def _is_name(question: str, word: Word) -> bool:
    """Whether the word is written as a name within the question ("Huyện Đakrông có bao nhiêu …")."""
    return any(
        token.start > 0 and token.text[0].isupper() and not token.text.isupper()
        and canonical(token.text) == word.phrase[0]
        for token in tokens(question)
    )  # fmt: skip


def counted_alone(subject_words: tuple[Word, ...], asked: Asked) -> tuple[Word, ...]:
    """The counted noun as the subject when nothing else is one ("có bao nhiêu phường")."""
    if subject_words or asked.kind != "number" or not asked.explicit or len(asked.measures) != 1:
        return subject_words
    return tuple(words(asked.measures[0]))


def without_measure(rest: str, subject_words: tuple[Word, ...], asked: Asked) -> tuple[Word, ...]:
    """The words without a bare unit of measure ("m2", "tấn"), which the figure's unit answers.

    Where it is all there is, a deed of the question's ``rest`` that lost its marks stands for it.
    """
    subject_words = _without_amount(subject_words, asked)
    alone = [measure for measure in asked.measures if measure in _UNITS_ALONE]
    spelt = {_measure_key(measure) for measure in alone}
    kept = tuple(w for w in subject_words if not _names_measure(w, spelt, alone))
    return kept or _unmarked_deeds(rest) or subject_words


def _unmarked_deeds(rest: str) -> tuple[Word, ...]:
    deeds = {canonical(deed) for deed in question_lists()["unmarked"]["deeds"]}
    return tuple(w for w in words(rest) if w.generic and w.text in deeds)


def _without_amount(subject_words: tuple[Word, ...], asked: Asked) -> tuple[Word, ...]:
    """The words without those that only say what is measured: "số tiền", points "of emulation"."""
    silent = _AMOUNTS if asked.kind == "money" else _OF_POINTS if "điểm" in asked.measures else frozenset()
    return tuple(w for w in subject_words if w.phrase not in silent) or subject_words


def _names_measure(word: Word, spelt: set[str], alone: list[str]) -> bool:
    if word.text in spelt:
        return True
    read = quantities(f"7 {word.text}") if alone else []
    return bool(read) and read[0].unit in alone


def _measure_key(measure: str) -> str:
    return " ".join(canonical(s) for s in measure.replace("²", "2").replace("³", "3").split())


@cache
def _loose_ends() -> frozenset[tuple[str, ...]]:
    phrases = question_lists()["question_words"]["loose_ends"]
    return frozenset(tuple(canonical(s) for s in phrase.split()) for phrase in phrases)


def _trimmed(subject: str) -> str:
    """The subject without dangling function words at its ends ("có … của")."""
    found = words(subject)
    while found and found[0].generic and found[0].phrase in _loose_ends():
        found = found[1:]
    while found and found[-1].generic and found[-1].phrase in _loose_ends():
        found = found[:-1]
    return subject[found[0].start : found[-1].end] if found else ""


@cache
def _whole_subjects() -> dict[tuple[str, ...], str]:
    return {
        tuple(canonical(s) for s in expand(wording).split()): name
        for name, wordings in question_lists()["whole_subjects"].items()
        for wording in wordings
    }


def everyday(subject: str) -> str:
    """The indicator that a bare everyday wording means ("người dân sống": the population)."""
    said = tuple(canonical(s) for s in re.sub(r"[^\w%]+", " ", expand(subject)).split())
    whole = _whole_subjects()
    aimed = next((size for size in (2, 1) if said[:size] in _AIMED), 0)  # "phấn đấu thu nhập"
    return whole.get(said) or whole.get(said[aimed:]) or subject


def subject_of(rest: str, restore: Callable[[str], str] = str) -> tuple[str, tuple[Word, ...]]:
    """The subject as text and as words, of a question whose places and periods are blanked out."""
    text = rest
    for phrase in sorted(question_lists()["question_words"]["phrases"], key=len, reverse=True):
        text = cut(text, phrase)
    subject = _trimmed(" ".join(text.replace("?", " ").split()))
    subject = everyday(subject)
    found = words(expand(subject))
    if not has_diacritics(subject):
        subject = restore(subject)
    kept = tuple(w for w in found if not w.generic)
    if not kept:
        kept = tuple(
            w for w in found if (w.generic and len(w.phrase) > 1) or w.phrase in (("ho",), ("nguoi",))
        )
    return subject, kept
