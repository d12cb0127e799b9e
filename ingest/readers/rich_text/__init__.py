"""Rich text (.rtf): paragraphs and tables with the fonts that mean a legacy encoding.

The control stream is read here rather than by a library, because the one on the shelf drops
fonts and automatic numbers, and without them TCVN3 text cannot be told from Unicode.
"""

from ingest.readers.rich_text.document import read

__all__ = ["read"]
