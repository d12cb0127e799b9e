"""Word documents (.docx): the body as drafts, from the package's own XML.

The XML is walked directly rather than through a library's object model, because what matters
here is what such models leave out: automatic list numbers, text boxes, tracked changes,
nested tables, the fonts that mean a legacy encoding.
"""

from ingest.readers.word.document import read

__all__ = ["read"]
