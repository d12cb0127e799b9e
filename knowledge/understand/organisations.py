"""Organisations that report and are no administrative unit: a school, a hospital, an association.

Which kinds of issuer are such an organisation is told by ``[organisations]`` of
``language/data/questions.toml``; a committee or its office reports on its unit and is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.query import Place
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.remembering import kept_for_documents
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand_tokens
from language.text import fold, has_diacritics
from language.units import strip_kind
from language.words import canonical, toned

_LEAST_SYLLABLES = 2
_LONGEST_OMITTED = 6


@dataclass(frozen=True, slots=True)
class Organisation:
    """A reporting organisation with its documents; the parts of its name in canonical syllables."""

    name: str
    document_ids: tuple[str, ...]
    kind: tuple[str, ...]
    rest: tuple[str, ...]
    marks: tuple[str, ...]


def organisation_of(document: StoredDocument) -> str | None:
    """The organisation that issued a report about itself, None for a report on a unit."""
    issuer = document.identity.value("issuer")
    return issuer if issuer is not None and _is_organisation(issuer) else None


@lru_cache(maxsize=20_000)
def _is_organisation(issuer: str) -> bool:
    return bool(_kind_of(tuple(canonical(t.text) for t in expand_tokens(issuer))))


@kept_for_documents
def organisations_of(documents: Sequence[StoredDocument]) -> list[Organisation]:
    """Every organisation among the issuers of the documents, the longest names first."""
    ids: dict[str, list[str]] = {}
    for document in documents:
        name = organisation_of(document)
        if name is not None:
            ids.setdefault(name, []).append(document.document_id)
    found = []
    for name, held in ids.items():
        pieces = expand_tokens(name)
        syllables = tuple(canonical(t.text) for t in pieces)
        kind = _kind_of(syllables)
        if len(syllables) - len(kind) >= _LEAST_SYLLABLES:
            marks = tuple(toned(t.text) for t in pieces)
            found.append(Organisation(name, tuple(held), kind, syllables[len(kind) :], marks))
    return sorted(found, key=lambda organisation: -len(organisation.rest))


def find_organisation(question: str, organisation: Organisation) -> tuple[int, int] | None:
    """Where the question names the organisation: its kind, then its name, perhaps without its middle.

    "Trường Nam Sơn" names "Trường THCS Nam Sơn". A middle that is said must be the same, but for
    what people leave out of such names or add to them ("Việt Nam", a unit's kind word).
    """
    pieces = expand_tokens(question)
    said = [canonical(t.text) for t in pieces]
    accented = has_diacritics(question)
    kind, rest = organisation.kind, organisation.rest
    for index in range(len(said) - len(kind)):
        if tuple(said[index : index + len(kind)]) != kind:
            continue
        begin = index + len(kind)
        for skipped in range(len(rest) - _LEAST_SYLLABLES + 1):
            pairs = _named_at(said, begin, rest[skipped:])
            if len(pairs) < _LEAST_SYLLABLES:
                continue
            written = [pieces[at].text for at, _ in pairs]
            marks = [organisation.marks[len(kind) + skipped + part] for _, part in pairs]
            if accented and not _spelt_alike(written, marks):
                continue
            return pieces[index].start, pieces[pairs[-1][0]].end
    return None


def _named_at(said: Sequence[str], begin: int, name: tuple[str, ...]) -> list[tuple[int, int]]:
    """The syllables of a name said from ``begin`` on as (place in the question, in the name)."""
    pairs: list[tuple[int, int]] = []
    at, part = begin, 0
    while part < len(name):
        if at < len(said) and said[at] == name[part]:
            pairs.append((at, part))
            at, part = at + 1, part + 1
        elif left_out := _omitted(name, part):
            part += left_out
        elif added := _omitted(tuple(said[: at + _LONGEST_OMITTED]), at):
            at += added
        else:
            return []
    return pairs


def apart_from(
    places: Sequence[Place], named: Sequence[Place], documents: Sequence[StoredDocument]
) -> list[Place]:
    """The units that do not only say where a named organisation is."""
    held = {i for organisation in named for i in organisation.document_ids}
    told = [d.summary for d in documents if d.document_id in held]
    where = {strip_kind(n) for s in told for n in (s.commune, s.district, s.province) if n}
    return [p for p in places if strip_kind(p.name) not in where and not held & set(p.document_ids)]


def _omitted(syllables: tuple[str, ...], at: int) -> int:
    """How many syllables from ``at`` on people leave out of a name or add to it."""
    return next((len(p) for p in _phrases("omitted") if syllables[at : at + len(p)] == p), 0)


def _spelt_alike(written: Sequence[str], marks: Sequence[str]) -> bool:
    return all(toned(w) == m or fold(w) == w.lower() for w, m in zip(written, marks, strict=True))


def _kind_of(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """The kind of organisation at the front of a name, empty for a body of the state or the party."""
    if any(syllables[: len(body)] == body for body in _phrases("bodies")):
        return ()
    return next((kind for kind in _phrases("kinds") if syllables[: len(kind)] == kind), ())


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(canonical(s) for s in p.split()) for p in question_lists()["organisations"][name])
    return tuple(sorted(phrases, key=len, reverse=True))
