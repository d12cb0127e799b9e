"""What a question is about and what it wants: subject words, asked kind, kind of figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from knowledge.query import Asked, AskedKind, FigureKind
from knowledge.understand.phrasing import cut, first_of, has, key, question_lists
from language.abbreviations import expand
from language.quantities import Quantity, quantities
from language.text import fold, has_diacritics, nfc, tokens
from language.words import Word, canonical, words

_HOW_MANY = re.compile(r"(?<!\w)(?:bao nhieu|may)(?!\w)")
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
_NUMBER_OF = re.compile(r"(?<!\w)(?:tong so|so luong|so)\s+(?!voi\b|sanh\b|lieu\b|tien\b|ke hoach\b|cung\b)")
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
_ASKS_WHICH = re.compile(r"\b(?:chi tieu|tieu chi|noi dung|nhiem vu)\b.*\b(?:khong|chua)\b")
_AMOUNTS = frozenset({("so", "tien"), ("tong", "tien"), ("tien",)})
_AIMED = {("phan", "dau"), ("muc", "tieu"), ("chi", "tieu"), ("ke", "hoach"), ("du", "kien")}
_OF_POINTS = frozenset({("thi", "dua"), ("cham",), ("binh", "xet"), ("cham", "diem")})
_WHO_RANKS = re.compile(
    r"(?:(?:xa|phuong|thi tran|huyen|don vi|dia phuong)\s+)(?:(?:co|dat|duoc|thu|thuc hien)\s+)?"
    r"(?:(?:so|tong so)\s+)?(?:(?:nhieu|cao|lon|it|thap)\s+)?"
)
_RATES = ("ty le ", "ti le ")
_PERCENT_MEASURES = ("%", "‰", "điểm phần trăm")


def asked_for(question: str, subject_words: tuple[Word, ...]) -> Asked:
    """The kind of thing the question wants, with the units of measure that can answer it."""
    lists = question_lists()
    question_key = key(expand(question))
    for kind in ("person", "year", "date"):
        if first_of(question_key, "asked", kind):
            return Asked(_kind(kind))
    if first_of(question_key, "asked", "percent_explicit"):
        return Asked("percent", _PERCENT_MEASURES)
    counted = _counted_noun(question)
    if counted is not None:
        return counted
    for kind in ("place", "percent", "money"):
        if first_of(question_key, "asked", kind):
            return Asked(_kind(kind), _PERCENT_MEASURES if kind == "percent" else ())
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


def _kind(name: str) -> AskedKind:
    kinds: dict[str, AskedKind] = {
        "person": "person", "year": "year", "date": "date", "place": "place",
        "percent": "percent", "money": "money", "number": "number",
    }  # fmt: skip
    return kinds[name]


def _counted_noun(question: str) -> Asked | None:
    """The unit after "bao nhiêu", "mấy", "số": a figure put in its place shows how it reads."""
    text = expand(question)
    folded = fold(text)
    for pattern in (_HOW_MANY, _NUMBER_OF):
        for match in pattern.finditer(folded):
            tail = _without_classifier(text[match.end() :].strip())
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


def without_who(subject: str) -> str:
    """What is ranked, without who is ("Huyện có nhiều hồ sơ"): the counted noun comes first."""
    return subject[match.end() :] if (match := _WHO_RANKS.match(fold(subject))) else subject


def lighten_verb(question: str, subject_words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, the verb right before "bao nhiêu" made light: a report may word it otherwise."""
    match = _HOW_MANY.search(fold(question))
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


def without_measure(subject_words: tuple[Word, ...], asked: Asked) -> tuple[Word, ...]:
    """The words without a bare unit of measure ("m2", "tấn"), which the figure's unit answers."""
    subject_words = _without_amount(subject_words, asked)
    alone = [measure for measure in asked.measures if measure in _UNITS_ALONE]
    spelt = {_measure_key(measure) for measure in alone}
    kept = tuple(w for w in subject_words if not _names_measure(w, spelt, alone))
    return kept or subject_words


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


def as_share(asked: Asked, figure: FigureKind | None, subject: str) -> Asked:
    """A question "so với kế hoạch" or for a rate wants a percentage, even when it does not say so."""
    if not asked.measures and asked.kind in ("number", "text") and fold(subject).startswith(_RATES):
        return Asked("percent", _PERCENT_MEASURES)
    if figure in ("percent_of_plan", "percent_of_previous") and not (
        (asked.kind == "number" and asked.measures) or _ASKS_WHICH.search(fold(subject))
    ):
        return Asked("percent", _PERCENT_MEASURES)
    return asked


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
