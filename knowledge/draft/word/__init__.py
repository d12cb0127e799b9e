"""The draft as a Word document laid out by Decree 30/2020/NĐ-CP (annex I)."""

from knowledge.draft.word.document import document_bytes

__all__ = ["document_bytes"]
