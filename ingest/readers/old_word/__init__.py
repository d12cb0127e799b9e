"""Word documents of the old kind (.doc): by LibreOffice where the machine has it, else here."""

from ingest.readers.old_word.document import read

__all__ = ["read"]
