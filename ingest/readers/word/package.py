"""The parts of an office package, parsed without entities, network or document types."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from foundation.errors import UnreadableFile
from ingest.readers.content import SourceFile
from ingest.readers.limits import open_archive, refuse_entities

Element: TypeAlias = Any  # lxml comes without types


def local(element: Element) -> str:
    """The element's name without namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """The attribute of that local name, whichever namespace variant the writer used."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that local name."""
    return (c for c in (element if element is not None else ()) if local(c) == name)


def switched_on(properties: Element | None, name: str) -> bool | None:
    """A yes/no property such as ``w:b``; None when it is not set at all."""
    found = child(properties, name)
    if found is None:
        return None
    return attribute(found, "val") not in ("0", "false", "off", "none")


class Package:
    """The XML parts of one .docx file, each parsed when asked for."""

    def __init__(self, file: SourceFile) -> None:
        refuse_entities(file)
        self._file = file
        self._archive = open_archive(file)
        self._names = set(self._archive.namelist())
        self.main = self._main_part()

    def _main_part(self) -> str:
        relationships = self.part("_rels/.rels")
        for relationship in relationships if relationships is not None else ():
            if (attribute(relationship, "Type") or "").endswith("/officeDocument"):
                return (attribute(relationship, "Target") or "").lstrip("/")
        return "word/document.xml"

    def part(self, name: str) -> Element | None:
        """The root of a part, None when the package has no such part.

        Raises:
            UnreadableFile: the part is damaged.
        """
        if name not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self._archive.read(name), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
            cause = f"broken part {name}: {error}"
            raise UnreadableFile("file_corrupt", cause, name=self._file.name) from error

    def related(self, kind: str) -> list[Element]:
        """The roots of the parts that the main part refers to by a relationship of ``kind``."""
        folder, base = posixpath.split(self.main)
        relationships = self.part(f"{folder}/_rels/{base}.rels")
        roots = []
        for relationship in relationships if relationships is not None else ():
            if not (attribute(relationship, "Type") or "").endswith(f"/{kind}"):
                continue
            if attribute(relationship, "TargetMode") == "External":
                continue
            target = attribute(relationship, "Target") or ""
            name = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            root = self.part(posixpath.normpath(name))
            if root is not None:
                roots.append(root)
        return roots

    def first_related(self, kind: str) -> Element | None:
        """The first of ``related``, None without one."""
        return next(iter(self.related(kind)), None)
