"""Passages of a regulation: one for each numbered provision, found and cited by its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foundation.document import Paragraph, StructuredDocument, Table
from foundation.records import DocumentIdentity, Passage
from ingest.chunk import chunk
from ingest.regulations.marks import find_mark
from ingest.regulations.provisions import Provision, provisions

# Kinds that are written in articles. A decision or directive counts when it has articles.
_KINDS = frozenset(
    {"luật", "nghị định", "thông tư", "quyết định", "chỉ thị", "nghị quyết", "pháp lệnh",
     "thông tư liên tịch", "văn bản hợp nhất", "quy chế", "quy định", "hiến pháp"}
)  # fmt: skip
# Kinds that only set rules; a decision may also confer an award.
RULES = frozenset({"luật", "nghị định", "thông tư", "pháp lệnh", "thông tư liên tịch", "văn bản hợp nhất"})
_FEWEST_ARTICLES = 2
_LEAD = 200


def is_regulation(document: StructuredDocument, identity: DocumentIdentity) -> bool:
    """Whether the document is an instrument written in articles, or a digest of one."""
    kind = identity.value("kind")
    if kind not in _KINDS:
        return False
    if kind in RULES and identity.value("number"):
        return True
    marks = (find_mark(paragraph.content.text.strip()) for paragraph in document.paragraphs)
    return sum(mark is not None and mark.level == "article" for mark in marks) >= _FEWEST_ARTICLES


def regulation_passages(document: StructuredDocument, identity: DocumentIdentity) -> tuple[Passage, ...]:
    """The passages of a regulation: each provision one, a long one several with one address.

    ``Passage.path`` is the provision's address; the header names the instrument, the headings
    and, for a point, the words of its clause.
    """
    found: list[Passage] = []
    for passage in _passages(document, identity):
        found.append(replace(passage, ordinal=len(found)))
    return tuple(found)


def _passages(document: StructuredDocument, identity: DocumentIdentity) -> Iterator[Passage]:
    name = instrument_name(identity)
    around: list[Provision] = []
    for provision in (*_with_headings(provisions(document)), None):
        if provision is not None and not provision.numbered:
            around.append(provision)
            continue
        if around:
            elements = tuple(element for part in around for element in part.elements)
            for passage in chunk(replace(document, elements=elements), identity):
                yield replace(passage, header="\n".join(filter(None, (name, passage.header))))
            around = []
        if provision is None:
            return
        elements = tuple(_at(element, provision.path) for element in provision.elements)
        lead = tuple(text[:_LEAD] for text in provision.introduced_by)
        header = "\n".join((name, " > ".join((*provision.path, *lead))))
        for passage in chunk(replace(document, elements=elements), identity):
            yield replace(passage, header=header, path=provision.path)


def _with_headings(found: list[Provision]) -> Iterator[Provision]:
    """The provisions, each article's heading that stands alone put before its first clause."""
    waiting: Provision | None = None
    for provision in found:
        if waiting is not None and provision.path[: len(waiting.path)] == waiting.path:
            provision = replace(provision, elements=(*waiting.elements, *provision.elements))
        elif waiting is not None:
            yield waiting
        only_heading = len(provision.elements) == 1 and provision.path[-1:] == (_text(provision),)
        waiting = provision if only_heading and provision.numbered else None
        if waiting is None:
            yield provision
    if waiting is not None:
        yield waiting


def _text(provision: Provision) -> str:
    element = provision.elements[0]
    return element.content.text.strip() if isinstance(element, Paragraph) else ""


def _at(element: Paragraph | Table, path: tuple[str, ...]) -> Paragraph | Table:
    """The element where its provision stands, as text: no heading is told apart any more."""
    if isinstance(element, Table):
        return replace(element, path=path)
    return replace(element, kind="paragraph", path=path)


def instrument_name(identity: DocumentIdentity) -> str:
    """ "Nghị định số 98/2023/NĐ-CP", as far as the identity tells."""
    kind, number = identity.value("kind") or "", identity.value("number")
    name = kind[:1].upper() + kind[1:]
    return f"{name} số {number}" if number else name
