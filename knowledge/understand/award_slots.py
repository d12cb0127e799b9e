"""What one question says about awards, slot by slot, before the turns before fill the gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from foundation.records import AuthorityLevel, AwardStatus, RecipientKind, UnitLevel
from knowledge.understand.award_lexicon import award_lists, find_phrase, said, without
from knowledge.understand.phrasing import blank
from language.award_terms import Term, find_terms
from language.text import fold, tokens
from language.words import Word, words

Aim = Literal["list", "count", "units", "check", "rank", "compare", "missing"]
_KINDS: tuple[RecipientKind, ...] = ("tập thể", "cá nhân", "hộ gia đình")
_LEVELS: tuple[AuthorityLevel, ...] = (
    "Nhà nước", "Thủ tướng", "trung ương", "tỉnh", "quân khu", "sở ngành tỉnh", "huyện", "xã", "đảng bộ",
)  # fmt: skip
_ORDER_GAP = 8  # syllables between "nhiều" and "nhất"
_VERBS = ("confer", "praise")
_HONOURED = ("awarded", "receive", "proposed")


@dataclass(frozen=True, slots=True)
class Giver:
    """Who confers: levels, or bodies by name ("Sở Y tế"); ``above``: any level above the unit.

    ``mass`` asks for mass organisations of any level. All empty: the question does not say.
    """

    levels: tuple[AuthorityLevel, ...] = ()
    bodies: tuple[str, ...] = ()
    above: bool = False
    mass: bool = False

    def __bool__(self) -> bool:
        return bool(self.levels or self.bodies or self.above or self.mass)


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots that one text fills. ``rest`` are the words that fill none.

    ``noun`` is what the recipients are that the text counts ("chi bộ"); ``reason``: what the
    award was for is asked; ``difference``: by how much one count is above another; ``asks_title``:
    which titles is asked, so none is meant yet.
    """

    award_ids: tuple[str, ...] = ()
    praise: bool = False
    giver: Giver = Giver()
    kinds: tuple[RecipientKind, ...] = ()
    both_kinds: bool = False
    status: AwardStatus | None = None
    unit_level: UnitLevel | None = None
    every: bool = False
    aim: Aim | None = None
    rank: Literal["highest", "lowest"] | None = None
    elsewhere: bool = False
    names_place: bool = False
    noun: str = ""
    reason: bool = False
    difference: bool = False
    asks_title: bool = False
    rest: tuple[Word, ...] = ()

    @property
    def names_award(self) -> bool:
        """Whether the text speaks of being honoured at all."""
        return bool(self.award_ids) or self.praise


def read_slots(text: str, rest: str) -> Slots:
    """The slots of a question; ``rest`` is the question with places and periods blanked out."""
    lists = award_lists()
    terms = find_terms(text)
    ids = _award_ids(text, terms)
    unit_level, every, unit_phrase = _unit(rest)
    counts_units = said(unit_phrase, award_lists()["unit_counts"].get(unit_level or "", ())) is not None
    bare = without(rest, [unit_phrase] if unit_phrase else [])
    kinds = tuple(k for k in _KINDS if said(bare, lists["recipients"][k]) or find_phrase(unit_phrase, k))
    return Slots(
        award_ids=ids,
        praise=not ids and (_is_praise(rest) or _asks_what_was_conferred(text, terms)),
        giver=_giver(text, rest, terms, ids),
        kinds=kinds,
        both_kinds=said(rest, lists["recipients"]["both"]) is not None,
        status=_status(rest),
        unit_level=unit_level,
        every=every,
        aim="units" if counts_units else _aim(bare, every),
        rank=_rank(rest),
        elsewhere=said(rest, lists["elsewhere"]["phrases"]) is not None,
        noun=_noun(rest),
        reason=said(rest, lists["reason"]["phrases"]) is not None,
        difference=said(rest, lists["aim"]["difference"]) is not None,
        asks_title=said(rest, lists["asked_title"]["phrases"]) is not None,
        rest=_rest(rest, unit_phrase),
    )


def _noun(text: str) -> str:
    """What the recipients are that a text counts ("bao nhiêu chi bộ"), "" where it does not tell."""
    lists = award_lists()["counted"]
    pairs = ((noun, f"{before} {noun}") for noun in lists["nouns"] for before in lists["before"])
    return next((noun for noun, phrase in pairs if said(text, (phrase,))), "")


def _award_ids(text: str, terms: Sequence[Term]) -> tuple[str, ...]:
    named = list(dict.fromkeys(t.award.id for t in terms if t.award is not None))
    for phrase, family in award_lists()["families"].items():
        members = [i for i in family if i in named]
        if _says_family(text, phrase, terms) and (members or not named):
            named += [i for i in family if i not in named]
    return tuple(named)


def _says_family(text: str, phrase: str, terms: Sequence[Term]) -> bool:
    """Whether a text says the word of a family, and not as a part of a single award's name."""
    names = [t for t in terms if t.award is not None and len(tokens(t.text)) > len(tokens(phrase))]
    said_at = find_phrase(text, phrase)
    return any(not any(t.start <= start and end <= t.end for t in names) for start, end in said_at)


def _unit(text: str) -> tuple[UnitLevel | None, bool, str]:
    for section in ("unit_counts", "units"):
        for name, phrases in award_lists()[section].items():
            phrase = said(text, phrases)
            if phrase is not None:
                return (cast(UnitLevel, name) if name else None), True, phrase
    return None, False, ""


def _status(text: str) -> AwardStatus | None:
    lists = award_lists()["status"]
    statuses: tuple[AwardStatus, ...] = ("proposed", "target")
    for status in statuses:
        if said(text, lists[status]):
            return status
    return None


def _aim(text: str, every: bool) -> Aim | None:
    lists = award_lists()["aim"]
    aims: tuple[Aim, ...] = ("compare", "rank", "count")
    for aim in aims:
        if said(text, lists[aim]):
            return aim
    if every:
        return "missing" if said(text, lists["missing"]) else "list"
    if said(text, lists["check"]) and not said(text, lists["list"]):
        return "check"
    return "list" if said(text, lists["list"]) else None


def _rank(text: str) -> Literal["highest", "lowest"] | None:
    """The order that is asked for: "nhiều giấy khen nhất", "ít nhất"."""
    lists = award_lists()["order"]
    ends = [start for phrase in lists["superlative"] for start, _ in find_phrase(text, phrase)]
    orders: tuple[Literal["highest", "lowest"], ...] = ("highest", "lowest")
    for order in orders:
        begins = [end for phrase in lists[order] for _, end in find_phrase(text, phrase)]
        if any(b <= e and len(tokens(text[b:e])) <= _ORDER_GAP for b in begins for e in ends):
            return order
    return None


def _is_praise(text: str) -> bool:
    """Whether somebody is honoured, not the field of work ("công tác khen thưởng") spoken of."""
    lists = award_lists()
    for phrase in lists["praise"]["phrases"]:
        for start, _ in find_phrase(text, phrase):
            before = text[:start].rstrip(" ,-–")
            ends = [end for word in lists["field"]["before"] for _, end in find_phrase(before, word)]
            if len(before) not in ends:
                return True
    return False


def _asks_what_was_conferred(text: str, terms: Sequence[Term]) -> bool:
    """ "được UBND tỉnh tặng gì?": an authority, a verb of conferring behind it, and what is asked for."""
    givers = [t.end for t in terms if t.authority is not None]
    confers = [t.end for t in terms if t.kind == "confer" and any(end <= t.start for end in givers)]
    asked = award_lists()["conferred"]["asked"]
    return any(said(text[end:], asked) is not None for end in confers)


def _giver(text: str, rest: str, terms: Sequence[Term], award_ids: Sequence[str]) -> Giver:
    """Authorities named as givers, and levels said barely ("bằng khen tỉnh", "huyện tặng")."""
    lists = award_lists()["levels"]
    givers = [t for t in terms if t.authority is not None and not _is_honoured(t, terms)]
    levels: list[AuthorityLevel] = []
    bodies: list[str] = []
    above, mass = said(text, lists["above"]) is not None, False
    for term in givers:
        authority = term.authority
        if authority is None or authority.level == "khác":
            continue
        if authority.level == "thành phố":
            levels += ["tỉnh", "huyện"]
        elif authority.written and not _is_bare(term.text):
            bodies.append(term.text)
        else:
            levels.append(cast(AuthorityLevel, authority.level))
    if not levels and not bodies and not above:
        mass = said(text, lists["mass"]) is not None
        levels += [] if mass else _bare_levels(text, rest, terms)
    allowed = {level for i in award_ids for level in award_lists()["conferred_by"].get(i, _LEVELS)}
    kept = [level for level in dict.fromkeys(levels) if not allowed or level in allowed]
    return Giver(tuple(kept), tuple(dict.fromkeys(bodies)), above, mass)


def _is_honoured(term: Term, terms: Sequence[Term]) -> bool:
    """ "UBND xã được Chủ tịch UBND tỉnh tặng": what stands before a passive is no giver."""
    following = next((t for t in terms if t.start >= term.end), None)
    if following is None or following.kind not in _HONOURED:
        return False
    return any(t.authority is not None and t.start >= following.end for t in terms)


def _is_bare(written: str) -> bool:
    """Whether a body is said by its level alone ("các sở ngành", "đảng ủy")."""
    folded = fold(written)
    return any(
        folded == fold(p) for name in _LEVELS for p in award_lists()["levels"][name]
    ) or folded.startswith(("cac ", "cap "))


def _bare_levels(text: str, rest: str, terms: Sequence[Term]) -> list[AuthorityLevel]:
    """Levels right after an award, or right before a verb of conferring.

    A place may follow the level word ("giấy khen huyện Nam Giang", "huyện Nam Giang tặng"), but
    "giấy khen xã An Hòa" are those of that commune, whoever conferred them.
    """
    lists = award_lists()["levels"]
    found: list[AuthorityLevel] = []
    after = [t.end for t in terms if t.award is not None or t.kind == "praise"]
    before = [t.start for t in terms if t.kind in _VERBS]
    # Another level may stand between: "giấy khen cấp huyện và cấp xã".
    links = {fold(link) for link in (*lists["links"], *_LEVELS, "và", "hoặc")}
    for level in _LEVELS:
        for phrase in lists[level]:
            for start, end in find_phrase(text, phrase):
                follows = not _is_plural(text[:start]) and any(
                    e <= start and _only(text[e:start], links) for e in after
                )
                named = level == "xã" and _is_place(text, rest, start, end)
                confers = any(
                    end <= b and _is_active(text[end:b]) and not any(end <= a <= b for a in after)
                    for b in before
                )
                if (follows and not named) or confers:
                    found.append(level)
    return found


def _is_plural(before: str) -> bool:
    """Whether a word of number stands right before: "các xã" are many, and no single giver."""
    last = next(reversed(tokens(before)), None)
    return last is not None and said(last.text, award_lists()["plural"]["words"]) is not None


def _only(between: str, allowed: set[str]) -> bool:
    return re.search(r"[,;?:]", between) is None and all(fold(t.text) in allowed for t in tokens(between))


def _is_place(text: str, rest: str, start: int, end: int) -> bool:
    """Whether the level word is the kind of a place that follows, which ``rest`` has blank."""
    if len(rest) == len(text):
        return not rest[start:end].strip()
    following = next(iter(tokens(text[end:])), None)
    return following is not None and following.text[0].isupper()


def _is_active(between: str) -> bool:
    """Whether a unit confers: at most its name, and no passive, stands before the verb."""
    middle = [fold(t.text) for t in tokens(between)]
    return len(middle) <= 5 and not {"duoc", "de", "co", "nhan"} & set(middle)


def _rest(text: str, unit_phrase: str) -> tuple[Word, ...]:
    """The words that say more than slots do: a named recipient, what an award was for."""
    lists = award_lists()
    for term in find_terms(text):
        text = blank(text, term.start, term.end)
    text = without(text, [unit_phrase] if unit_phrase else [])
    for section in ("aim", "units", "recipients", "status", "levels", "praise", "families", "reason"):
        names = lists[section].keys() if section == "families" else ()
        text = without(text, names)
        for phrases in lists[section].values():
            text = without(text, (p for p in phrases if section != "families"))
    text = without(text, lists["empty"]["words"])
    return tuple(w for w in words(text) if not w.generic and not w.light)
