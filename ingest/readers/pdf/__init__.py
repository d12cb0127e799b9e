"""PDF files: printed lines with their boxes, ruled tables, and OCR where there is no text."""

from ingest.readers.pdf.document import read

__all__ = ["read"]
