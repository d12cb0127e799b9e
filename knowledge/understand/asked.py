"""What kind of thing a question wants: a number of something, a percentage, money, a person, a date."""

from __future__ import annotations

import re
from functools import cache

from knowledge.query import Asked, AskedKind, FigureKind
from knowledge.understand.phrasing import first_of, has, key, question_lists, without_any
from language.abbreviations import expand
from language.quantities import Quantity, quantities
from language.text import fold, has_diacritics
from language.words import Word, canonical

# Before and after what is counted is looked for: "bao nhiêu tỷ đồng" counts money itself.
_BY_WORDS: tuple[AskedKind, ...] = ("person", "year", "date")
_BY_WORDS_LATER: tuple[AskedKind, ...] = ("place", "percent", "money")
HOW_MANY = re.compile(r"(?<!\w)(?:bao nhieu|may)(?!\w)")
_NUMBER_OF = re.compile(r"(?<!\w)(?:tong so|so luong|so)\s+(?!voi\b|sanh\b|lieu\b|tien\b|ke hoach\b|cung\b)")
_COMPARED = re.compile(r"so\s+(?:voi|cung ky|ck|nam truoc|ke hoach|kh|du toan|nghi quyet)(?!\w)")
_ASKS_WHICH = re.compile(r"\b(?:chi tieu|tieu chi|noi dung|nhiem vu)\b.*\b(?:khong|chua)\b")
_RATES = ("ty le ", "ti le ")
_PERCENT_MEASURES = ("%", "‰", "điểm phần trăm")


def asked_for(question: str, subject_words: tuple[Word, ...]) -> Asked:
    """The kind of thing the question wants, with the units of measure that can answer it."""
    lists = question_lists()
    question_key = key(expand(question))
    for kind in _BY_WORDS:
        # "mỗi năm bao nhiêu", "cả năm bao nhiêu" ask for an amount, and no year.
        said = without_any(question_key, "asked", "spans") if kind == "year" else question_key
        if first_of(said, "asked", kind):
            return Asked(kind)
    if first_of(question_key, "asked", "percent_explicit"):
        return Asked("percent", _PERCENT_MEASURES)
    counted = _counted_noun(question)
    if counted is not None:
        return counted
    for kind in _BY_WORDS_LATER:
        if first_of(question_key, "asked", kind):
            return Asked(kind, _PERCENT_MEASURES if kind == "percent" else ())
    by_subject = _measured_by_subject(subject_words)
    if by_subject is not None:
        return by_subject
    if first_of(question_key, "asked", "counted"):
        return Asked("number")
    if first_of(question_key, "asked", "number"):
        return Asked("number", explicit=False)
    if any(has(question_key, phrase) for phrase in lists["asked"]["yes_no"]):
        return Asked("yes_no")
    return Asked("text", explicit=False)


def _counted_noun(question: str) -> Asked | None:
    """The unit after "bao nhiêu", "mấy", "số": a figure put in its place shows how it reads."""
    text = expand(question)
    folded = fold(text)
    for pattern in (HOW_MANY, _NUMBER_OF):
        for match in pattern.finditer(folded):
            tail = _without_classifier(text[match.end() :].strip())
            if _COMPARED.match(fold(tail)):  # "tăng bao nhiêu so với 2022" counts nothing
                continue
            if pattern is _NUMBER_OF and not _says_number(text, match):
                continue
            read = _counted_seven(tail, has_diacritics(question))
            if not tail or not read or not read[0].unit:
                continue
            measure, kind = read[0].unit, read[0].kind
            if kind == "percent":
                return Asked("percent", _PERCENT_MEASURES)
            if kind == "money":
                return Asked("money")
            if kind == "count" and pattern is _NUMBER_OF:
                return Asked("number", (), explicit=True)
            if fold(measure) in ("tien", "ke hoach", "so voi", "kinh phi", "von"):
                return Asked("money") if fold(measure) != "ke hoach" else None
            return Asked("number", (measure,))
    return None


def _counted_seven(tail: str, accented: bool) -> list[Quantity]:
    """What "có 7 …" counts; typed without marks "dang vien" is read as what it is without them."""
    plain = [] if accented else quantities(f"co 7 {fold(tail)}")
    return plain if plain and plain[0].unit else quantities(f"có 7 {tail}")


def _without_classifier(tail: str) -> str:
    """The counted noun without "cái", "chiếc" before it."""
    first, _, rest = tail.partition(" ")
    return rest if rest and fold(first) in map(fold, question_lists()["asked"]["classifiers"]) else tail


def _says_number(text: str, match: re.Match[str]) -> bool:
    """Whether "so" is "số" here, and not the end of "hồ sơ" or "dân số", nor a comparison."""
    said = text[match.start() : match.end()].lower().split()[0]
    if has_diacritics(text):
        return said in ("số", "tổng")
    before = fold(text[: match.start()]).split()
    return not before or before[-1] not in question_lists()["asked"]["before_so"]


@cache
def _measured_in() -> tuple[tuple[tuple[str, ...], str], ...]:
    lists = question_lists()["measured_in"]
    pairs = [
        (tuple(canonical(s) for s in subject.split()), kind)
        for kind, subjects in lists.items()
        for subject in subjects
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def measured_by_name(subject: str) -> Asked | None:
    """What a subject that is only named is measured in, by its first words ("quỹ khen thưởng đã chi")."""
    said = f"{key(subject)} "
    for phrase in question_lists()["measured_in"]["money"]:
        if said.startswith(f"{key(phrase)} "):
            return Asked("money", explicit=False)
    return None


def _measured_by_subject(subject_words: tuple[Word, ...]) -> Asked | None:
    for word in subject_words:
        for phrase, kind in _measured_in():
            if phrase in word.phrases:
                if kind == "percent":
                    return Asked("percent", _PERCENT_MEASURES, explicit=False)
                if kind == "money":
                    return Asked("money", explicit=False)
                return Asked("number", tuple(question_lists()["measures"][kind]), explicit=False)
    return None


def as_share(asked: Asked, figure: FigureKind | None, subject: str) -> Asked:
    """A question "so với kế hoạch" or for a rate wants a percentage, even when it does not say so."""
    if not asked.measures and asked.kind in ("number", "text") and fold(subject).startswith(_RATES):
        return Asked("percent", _PERCENT_MEASURES)
    if figure == "change" and asked.kind == "money" and not asked.explicit:
        return Asked("number", explicit=False)  # "thu ngân sách tăng bao nhiêu": by an amount or a share
    if figure in ("percent_of_plan", "percent_of_previous") and not (
        (asked.kind == "number" and asked.measures) or _ASKS_WHICH.search(fold(subject))
    ):
        return Asked("percent", _PERCENT_MEASURES)
    return asked
