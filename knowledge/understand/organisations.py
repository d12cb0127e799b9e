"""Organisations that report and are no administrative unit: a school, a hospital, an association.

Which kinds of issuer are such an organisation is told by ``[organisations]`` of
``language/data/questions.toml``; a committee or its office reports on its unit and is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.query import Place
from knowledge.store.filters import place_key
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.remembering import kept_for_documents
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand_tokens
from language.text import Token, fold, has_diacritics
from language.units import strip_kind
from language.words import Word, canonical, toned

_LEAST_SYLLABLES = 2
_LEAST_OF_GROUP = 1  # "cụm 3"
_LONGEST_OMITTED = 6


@dataclass(frozen=True, slots=True)
class Organisation:
    """A reporting organisation with its documents; the parts of its name in canonical syllables.

    ``tail`` is how many syllables at the end of its name only say where a group of units is.
    """

    name: str
    document_ids: tuple[str, ...]
    kind: tuple[str, ...]
    rest: tuple[str, ...]
    marks: tuple[str, ...]
    tail: int = 0

    @property
    def is_group(self) -> bool:
        """Whether it is a cluster or bloc of units that report together."""
        return self.kind in _groups()


def organisation_of(document: StoredDocument) -> str | None:
    """The organisation that issued a report about itself, None for a report on a unit."""
    issuer = document.identity.value("issuer")
    return issuer if issuer is not None and _kind_of_issuer(issuer) else None


def is_group_report(document: StoredDocument) -> bool:
    """Whether a cluster or bloc of units reports, which tells of its members."""
    issuer = document.identity.value("issuer")
    return issuer is not None and _kind_of_issuer(issuer) in _groups()


@lru_cache(maxsize=20_000)
def _kind_of_issuer(issuer: str) -> tuple[str, ...]:
    return _kind_of(tuple(canonical(t.text) for t in expand_tokens(issuer)))


def is_department_of(place: Place, document: StoredDocument) -> bool:
    """Whether the document is the report of a department of the district or province."""
    organisation = organisation_of(document)
    if organisation is None or place.level not in ("huyện", "tỉnh"):
        return False
    own = document.summary.district if place.level == "huyện" else document.summary.province
    syllables = tuple(canonical(t.text) for t in expand_tokens(organisation))
    departs = any(syllables[: len(kind)] == kind for kind in _phrases("departments"))
    return departs and place_key(own) == place_key(place.name)


def is_of_staff(words: Sequence[Word]) -> bool:
    """Whether what is asked is told by a department only of its own staff."""
    return any(phrase in _phrases("staff") for word in words for phrase in word.phrases)


@kept_for_documents
def organisations_of(documents: Sequence[StoredDocument]) -> list[Organisation]:
    """Every organisation among the issuers of the documents, the longest names first."""
    ids: dict[str, list[StoredDocument]] = {}
    for document in documents:
        name = organisation_of(document)
        if name is not None:
            ids.setdefault(name, []).append(document)
    found = []
    for name, held in ids.items():
        pieces = expand_tokens(name)
        syllables = tuple(canonical(t.text) for t in pieces)
        kind = _kind_of(syllables)
        rest = syllables[len(kind) :]
        if len(rest) >= _LEAST_SYLLABLES:
            marks = tuple(toned(t.text) for t in pieces)
            tail = _tail(rest, held[0]) if kind in _groups() else 0
            found.append(Organisation(name, tuple(d.document_id for d in held), kind, rest, marks, tail))
    return sorted(found, key=lambda organisation: -len(organisation.rest))


def _tail(rest: tuple[str, ...], document: StoredDocument) -> int:
    """How many syllables at the end of a group's name only are its district and province."""
    begin = len(rest)
    for unit in (document.summary.province, document.summary.district):
        name = tuple(canonical(t.text) for t in expand_tokens(strip_kind(unit or "")))
        if name and rest[:begin][-len(name) :] == name:
            begin -= len(name)
            while begin > 1 and _omitted(rest[:begin], begin - 1):
                begin -= 1
    return len(rest) - begin if begin else 0


def find_organisation(question: str, organisation: Organisation) -> tuple[int, int] | None:
    """Where the question names the organisation: its kind, then its name, perhaps without its middle.

    "Trường Nam Sơn" names "Trường THCS Nam Sơn". A middle that is said must be the same, but for
    what people leave out of such names or add to them ("Việt Nam", a unit's kind word).
    """
    pieces = expand_tokens(question)
    said = [canonical(t.text) for t in pieces]
    accented = has_diacritics(question)
    rest, own = organisation.rest, len(organisation.kind)
    least = _LEAST_OF_GROUP if organisation.is_group else _LEAST_SYLLABLES
    for index, kind in _kinds_said(said, organisation):
        begin = index + len(kind)
        for skipped, end in _parts_of_name(rest, organisation.tail):
            pairs = _named_at(said, begin, rest[skipped:end])
            if len(pairs) < least:
                continue
            written = [pieces[at].text for at, _ in pairs]
            marks = [organisation.marks[own + skipped + part] for _, part in pairs]
            if accented and not _spelt_alike(written, marks):
                continue
            return pieces[index].start, pieces[pairs[-1][0]].end
    return None


def _kinds_said(said: Sequence[str], organisation: Organisation) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where the question says the kind of an organisation, of a group also short ("cụm 3")."""
    ways = [organisation.kind]
    if organisation.is_group:
        ways.append(_groups()[organisation.kind])
    for way in ways:
        for index in range(len(said) - len(way)):
            if tuple(said[index : index + len(way)]) == way:
                yield index, way


def _parts_of_name(rest: tuple[str, ...], tail: int) -> Iterator[tuple[int, int]]:
    """The stretches of a name that name it: without words at its front; without where a group is."""
    yield from ((skipped, len(rest)) for skipped in range(len(rest) - tail - _LEAST_SYLLABLES + 1))
    if tail:
        yield 0, len(rest) - tail


def the_one_group(question: str, documents: Sequence[StoredDocument]) -> tuple[Organisation, int, int] | None:
    """The store's only group of units where a question just says "the cluster", with the place of it."""
    pieces = expand_tokens(question)
    said = tuple(canonical(t.text) for t in pieces)
    for kind, short in _groups().items():
        groups = [o for o in organisations_of(documents) if o.kind == kind]
        if len(groups) != 1:
            continue
        for way in (kind, short):
            for index in range(len(said) - len(way) + 1):
                end = index + len(way)
                before = said[:index]
                if said[index:end] != way or _goes_on(pieces[end : end + 1]):
                    continue
                if not before or any(before[-len(p) :] == p for p in _phrases("group_alone")):
                    return groups[0], pieces[index].start, pieces[end - 1].end
    return None


def _goes_on(following: Sequence[Token]) -> bool:
    """Whether the word after "cụm" makes it another thing, or a name ("cụm công nghiệp", "khối 9")."""
    if not following:
        return False
    text = following[0].text
    goes_on = question_lists()["organisations"]["group_goes_on"]
    return text[0].isdigit() or text[0].isupper() or toned(text) in map(toned, goes_on)


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
def _groups() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The kinds of groups of units, each with its short form."""
    listed = question_lists()["organisations"]["groups"]
    return {
        tuple(canonical(s) for s in kind.split()): tuple(canonical(s) for s in short.split())
        for kind, short in listed.items()
    }


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(canonical(s) for s in p.split()) for p in question_lists()["organisations"][name])
    return tuple(sorted(phrases, key=len, reverse=True))
