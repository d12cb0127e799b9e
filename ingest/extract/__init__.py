"""Extraction: from a structured document to records, each tied to its words."""
