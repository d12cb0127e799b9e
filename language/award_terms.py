"""The named things of commendation: awards, authorities, recipients, and the words of status.

``language/data/award_terms.toml`` holds the vocabulary; this module finds it in text. Written
forms are matched in even spelling and, in a text without diacritics, in folded form.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from foundation.records import AuthorityLevel, RecipientKind
from language.text import UPPER, even_spelling, fold, has_diacritics

# How the law names the awards of ministers and provincial chairmen alike.
_OPEN_GIVER = " của Bộ, ban, ngành, tỉnh"
_DATA = Path(__file__).with_name("data") / "award_terms.toml"
_LETTER = r"[^\W\d_]"

TermKind = Literal["award", "authority", "confer", "receive", "praise", "proposed", "target", "negated",
                   "background", "awarded", "rule", "neutral", "ends"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Award:
    """An award of the taxonomy; recipient and level are the law's, for a text that does not say.

    ``family`` is the id of the award that it is one of: each order by its name is an order.
    """

    id: str
    name: str
    recipient: RecipientKind
    level: AuthorityLevel | Literal[""]
    in_classes: bool = False
    family: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who confers: the canonical name and level; ``group`` is "đoàn thể", "đơn vị" or empty.

    ``written``: the entry stands for many bodies, so a text's own words name the authority.
    """

    name: str
    level: str
    group: str
    written: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A named thing in a text; ``award`` or ``authority`` is set for terms of that kind."""

    kind: TermKind
    text: str
    start: int
    end: int
    award: Award | None = None
    authority: Authority | None = None


@cache
def _lexicon() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


@cache
def awards() -> dict[str, Award]:
    """The awards of the taxonomy by id."""
    return {entry["id"]: _award(entry) for entry in _lexicon()["award"]}


def _award(entry: dict[str, Any]) -> Award:
    in_classes = any("hạng" in form for form in entry["forms"])
    family = entry.get("family", entry["id"])
    return Award(entry["id"], entry["name"], entry["recipient"] or "khác", entry["level"], in_classes, family)


def canonical_name(award: Award, level: str, group: str) -> str:
    """The taxonomy's name of an award, where it depends on who confers it.

    "Bằng khen" of the province's chairman is "Bằng khen của Bộ, ban, ngành, tỉnh" (article 74
    of Law 06/2022/QH15), as is that of a central mass organisation; of a provincial mass
    organisation it is none of the law's.
    """
    names = _lexicon()["names"].get(award.id, {})
    return str(names.get(f"{group} {level}") or names.get(group) or names.get(level) or award.name)


def certificate(award: str, level: str, words: str) -> str:
    """The taxonomy's name of an award as recorded, praise named by the certificate of its level.

    ``words`` are the report's: who only speaks well of someone ("biểu dương") gives no certificate.
    """
    told = even_spelling(words)
    only_praised = "khen" not in told and any(word in told for word in edge_words("praised"))
    if award in awards_by_name() or only_praised:
        return award
    return str(_lexicon()["names"]["certificate"].get(level, award))


@cache
def awards_by_name() -> frozenset[str]:
    """The names of the awards of the taxonomy, with those that depend on who confers."""
    names = _lexicon()["names"]
    return frozenset(a.name for a in awards().values()) | {
        n for each in names.values() for n in each.values()
    }


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    kind: TermKind
    award: Award | None
    authority: Authority | None


def _written(form: str, folded: bool) -> str:
    spaced = form.replace("việt nam", "(việt nam|vn)").replace("~", r"\s*")
    spaced = spaced.replace("trung ương", r"(trung ương|t\.?ư\.?(?=[ ](đoàn|hội|mttq|mặt))|t\.w\.?)")
    spaced = re.sub(r"(?<!\\) (?!\?)", r"\\s+", spaced)
    spaced = re.sub(r"(?<!\\)\((?!\?)", "(?:", spaced)
    return fold(spaced) if folded else spaced


def _compile(forms: list[str], folded: bool) -> re.Pattern[str]:
    parts = [_written(even_spelling(form), folded) for form in forms if form.lower() == form]
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(parts)})(?!{_LETTER})") if parts else re.compile(r"(?!)")


def _compile_abbreviations(forms: list[str]) -> re.Pattern[str]:
    parts = [_written(form, False) for form in forms if form.lower() != form]
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(parts)})(?!{_LETTER})") if parts else re.compile(r"(?!)")


def _authority(entry: dict[str, Any]) -> Authority:
    return Authority(entry["name"], entry["level"], entry.get("group", ""), entry.get("written", False))


@cache
def _forms(folded: bool) -> tuple[_Form, ...]:
    lexicon, known, result = _lexicon(), awards(), []
    for entry in lexicon["award"]:
        result.append(_Form(_compile(entry["forms"], folded), "award", known[entry["id"]], None))
    for entry in lexicon["authority"]:
        authority = _authority(entry)
        result.append(_Form(_compile(entry["forms"], folded), "authority", None, authority))
    for group in ("verbs", "status"):
        for kind, words in lexicon[group].items():
            result.append(_Form(_compile(words, folded), cast(TermKind, kind), None, None))
    return tuple(result)


@cache
def _abbreviations() -> tuple[_Form, ...]:
    lexicon, known = _lexicon(), awards()
    result = [
        _Form(_compile_abbreviations(entry["forms"]), "award", known[entry["id"]], None)
        for entry in lexicon["award"]
    ]
    for entry in lexicon["authority"]:
        authority = _authority(entry)
        result.append(_Form(_compile_abbreviations(entry["forms"]), "authority", None, authority))
    return tuple(result)


def find_terms(text: str) -> list[Term]:
    """Every named thing and status word of commendation in ``text``, in order, none overlapping.

    Where two overlap the longer one stands; awards and authorities go before status words.
    """
    return list(_found(text))


def mentions_award(text: str) -> bool:
    """Whether a text names an award or praises at all: a quick look before ``find_terms``."""
    folded = not has_diacritics(text)
    plain = fold(text) if folded else even_spelling(text)
    return any(p.search(plain) for p in _award_patterns(folded)) or any(
        form.pattern.search(text) for form in _abbreviations() if form.kind == "award"
    )


@cache
def _award_patterns(folded: bool) -> tuple[re.Pattern[str], ...]:
    return tuple(form.pattern for form in _forms(folded) if form.kind in ("award", "praise"))


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[Term, ...]:
    folded = not has_diacritics(text)
    plain = fold(text) if folded else even_spelling(text)
    found: list[Term] = []
    for form, searched in [(f, plain) for f in _forms(folded)] + [(f, text) for f in _abbreviations()]:
        for match in form.pattern.finditer(searched):
            if match.end() > match.start():
                found.append(
                    Term(form.kind, text[match.start() : match.end()], match.start(), match.end(),
                         form.award, form.authority)
                )  # fmt: skip
    named = {"award", "authority"}
    found.sort(key=lambda t: (-(t.end - t.start), t.kind not in named, t.start))
    taken: list[Term] = []
    for term in found:
        if term.kind not in named and _is_given_name(term, text):
            continue
        if all(term.end <= other.start or term.start >= other.end for other in taken):
            taken.append(term)
    return tuple(sorted(taken, key=lambda t: t.start))


def _is_given_name(term: Term, text: str) -> bool:
    """Whether a word is part of a person's name: "Ông Lê Tấn Đạt"."""
    written = term.text.istitle() and " " not in term.text and not text.isupper()
    return (
        written
        and re.search(rf"(?<!\w)[{UPPER}][^\W\d_]*[^\W\d_{UPPER}]\s+$", text[: term.start]) is not None
    )


@cache
def _recipient_nouns() -> tuple[tuple[str, RecipientKind], ...]:
    nouns = [(noun, cast(RecipientKind, e["kind"])) for e in _lexicon()["recipient"] for noun in e["forms"]]
    return tuple(sorted(nouns, key=lambda pair: -len(pair[0])))


@cache
def recipient_pattern(folded: bool = False) -> re.Pattern[str]:
    """A pattern of one recipient noun ("tập thể", "đồng chí") in even spelling."""
    parts = [_written(even_spelling(noun), folded) for noun, _ in _recipient_nouns()]
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(parts)})(?!{_LETTER})")


def recipient_kind(text: str) -> RecipientKind:
    """The kind that the first recipient noun of ``text`` tells, "khác" if it has none."""
    match = recipient_pattern().search(even_spelling(text))
    return _kind_of_noun(match.group()) if match else "khác"


@cache
def _kind_of_noun(found: str) -> RecipientKind:
    """The kind of a noun as ``recipient_pattern`` finds it."""
    return next(
        kind for noun, kind in _recipient_nouns() if re.fullmatch(_written(even_spelling(noun), False), found)
    )


@cache
def _heads() -> tuple[tuple[re.Pattern[str], RecipientKind], ...]:
    return tuple(
        (re.compile(rf"(?:{'|'.join(_written(even_spelling(f), False) for f in e['forms'])})(?!{_LETTER})"),
         cast(RecipientKind, e["kind"]))
        for e in _lexicon()["head"]
    )  # fmt: skip


def name_kind(name: str) -> RecipientKind:
    """Whether a name is a person's, a household's or a body's, by the words it begins with."""
    even = even_spelling(name.strip())
    return next((kind for pattern, kind in _heads() if pattern.match(even)), "khác")


@cache
def ranks() -> tuple[tuple[str, Authority], ...]:
    """Words for a level ("huyện", "thị xã") with the authority that stands behind them."""
    lexicon = _lexicon()
    named = {entry["name"]: _authority(entry) for entry in lexicon["authority"]}
    return tuple((form, named[rank["authority"]]) for rank in lexicon["rank"] for form in rank["forms"])


def authority_level(authority: Authority, central_city: bool) -> AuthorityLevel:
    """The level of an authority; a city's chairman and bodies rank as a province's where it is
    centrally run, else as a district's."""
    if authority.level == "thành phố":
        return "tỉnh" if central_city else "huyện"
    if authority.level == "sở ngành thành phố":
        return "sở ngành tỉnh" if central_city else "huyện"
    return cast(AuthorityLevel, authority.level)


def with_giver(award: str, authority: str) -> str:
    """The law's name of an award with the giver in place of those that it leaves open."""
    if authority and award.endswith(_OPEN_GIVER):
        return f"{award.removesuffix(_OPEN_GIVER)} của {authority}"
    return award


@cache
def edge_words(name: str) -> tuple[str, ...]:
    """A list of ``[edges]`` of the lexicon in even spelling: where arguments end, what headings say."""
    return tuple(even_spelling(word) for word in _lexicon()["edges"][name])
