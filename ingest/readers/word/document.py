"""The body of a Word document as drafts of blocks, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.readers.content import BlockDraft, CellDraft, Content, PageDraft, SourceFile, assemble, clean
from ingest.readers.layout import lines_apart, table_blocks
from ingest.readers.runs import all_bold, converted_note, joined, legacy_encodings
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.package import Element, Package, attribute, child, children, local
from ingest.readers.word.paragraph import ParagraphText, read_paragraph, superscript
from ingest.readers.word.styles import Styles
from ingest.readers.word.table import grid, only_lays_out

_DEEPEST = 40


def read(file: SourceFile, settings: Settings) -> Content:
    """Read the body, its tables, text boxes and notes; page headers and footers are left out.

    Raises:
        UnreadableFile: damaged, encrypted or hostile package.
    """
    package = Package(file)
    root = package.part(package.main)
    body = child(root, "body")
    if body is None:
        raise UnreadableFile("file_corrupt", "no document body", name=file.name)
    story = _Story(package)
    blocks = [*story.blocks(body), *story.note_blocks()]
    return assemble([PageDraft(tuple(blocks))], story.remarks())


class _Story:
    """Reads the flow of a document; numbering and notes count on as it goes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.first_related("styles"))
        self._numbering = Numbering(package.first_related("numbering"))
        self._notes: list[tuple[str, str]] = []
        self._boxes = 0
        self._images = 0
        self._tracked = False
        self._encodings: set[str] = set()

    def blocks(self, container: Element, depth: int = 0) -> Iterator[BlockDraft]:
        """The blocks of a body, cell, text box or note."""
        if depth > _DEEPEST:
            return
        for part in container:
            name = local(part)
            if name == "p":
                yield from self._paragraph(part, depth)
            elif name == "tbl":
                yield from self._table(part, depth)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                yield from self.blocks(part, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[BlockDraft]:
        properties = child(element, "pPr")
        style_id = attribute(child(properties, "pStyle"), "val")
        found = read_paragraph(element, self._styles, style_id)
        self._tracked |= found.tracked
        self._images += found.images
        self._encodings |= legacy_encodings(found.runs)
        text = self._numbered_notes(found)
        mark = self._mark(properties, style_id) if text.strip() else ""
        level = self._heading_level(properties, style_id)
        kind = "heading" if level is not None else "list_item" if mark else "paragraph"
        if text.strip():
            marked = f"{mark} {text.lstrip()}" if mark else text
            yield BlockDraft(kind, marked.strip(), level, bold=all_bold(found.runs))  # type: ignore[arg-type]
        for box in found.boxes:
            self._boxes += 1
            yield from self.blocks(box, depth + 1)

    def _mark(self, properties: Element | None, style_id: str | None) -> str:
        numbering = child(properties, "numPr")
        inherited = self._styles.list_of(style_id)
        list_id = attribute(child(numbering, "numId"), "val") or attribute(child(inherited, "numId"), "val")
        level = attribute(child(numbering, "ilvl"), "val") or attribute(child(inherited, "ilvl"), "val")
        return self._numbering.mark(list_id, int(level) if level and level.isdigit() else 0).strip()

    def _heading_level(self, properties: Element | None, style_id: str | None) -> int | None:
        outline = attribute(child(properties, "outlineLvl"), "val")
        if outline is not None and outline.isdigit():
            return int(outline) + 1 if int(outline) < 9 else None
        return self._styles.heading_level(style_id)

    def _numbered_notes(self, found: ParagraphText) -> str:
        """The paragraph's text with note references as superscript numbers."""
        parts = joined(found.runs).split("\0")
        text = parts[0]
        for note, part in zip(found.notes, parts[1:], strict=False):
            self._notes.append(note)
            text += superscript(len(self._notes)) + part
        return text

    def _table(self, element: Element, depth: int) -> Iterator[BlockDraft]:
        cells = grid(element)
        if only_lays_out(element, cells, self._styles):
            for cell in cells:
                yield from lines_apart(self.blocks(cell.element, depth + 1))
            return
        nested: list[BlockDraft] = []
        drafts: list[CellDraft] = []
        for cell in cells:
            inner = list(self.blocks(cell.element, depth + 1))
            nested += [block for block in inner if block.kind == "table"]
            text = "\n".join(block.text for block in inner if block.kind != "table")
            drafts.append(cell.draft(clean(text).strip()))
        yield from table_blocks(drafts)
        yield from nested

    def note_blocks(self) -> Iterator[BlockDraft]:
        """Footnotes and endnotes in the order of their references, after the text."""
        notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in children(self._package.first_related(f"{kind}s"), kind)
        }
        for number, reference in enumerate(self._notes, 1):
            if reference in notes:
                texts = (block.text.strip() for block in self.blocks(notes[reference]))
                yield BlockDraft("paragraph", f"{superscript(number)} {' '.join(filter(None, texts))}")

    def remarks(self) -> list[str]:
        """What the person should know of how the document was read."""
        notes = converted_note(self._encodings)
        running = " / ".join(dict.fromkeys(filter(None, map(self._running_text, ("header", "footer")))))
        if running:
            notes.append(say("reading.header_skipped", text=running[:120]))
        if self._tracked:
            notes.append(say("reading.tracked_changes"))
        if self._boxes:
            notes.append(say("reading.text_boxes_kept", count=self._boxes))
        if self._images:
            notes.append(say("reading.images_skipped", count=self._images))
        return notes

    def _running_text(self, kind: str) -> str:
        """The words of page headers or footers, "" when there is only a page number."""
        texts = []
        for root in self._package.related(kind):
            paragraphs = (e for e in root.iter() if local(e) == "p")
            texts += [joined(read_paragraph(p, self._styles, None).runs).strip() for p in paragraphs]
        return " ".join(text for text in texts if sum(map(str.isalpha, text)) > 4)
