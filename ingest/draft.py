"""A file as a draft to check: read, outlined, identified, its records taken; nothing stored.

``python -m knowledge check`` finds ``read_draft`` by its name (``knowledge.commands.check``),
because reading files is this room's work and checking is that of the room below.
"""

from __future__ import annotations

from pathlib import Path

from foundation.settings import Settings
from ingest.prepare import extract, understand
from knowledge.check.draft import Draft


def read_draft(path: Path, settings: Settings) -> Draft:
    """The draft in a file.

    Raises:
        UnreadableFile: the file is damaged, protected, empty, too large or of no known format.
    """
    document, identity = understand(path, settings)
    records = extract(document, identity)
    return Draft(document, identity, records.awards, records.indicators)
