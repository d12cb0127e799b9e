"""Tables that hold no data but only lay out a page, in any format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.readers.content import BlockDraft
from language.text import fold, nfc

# The national motto, and the list of recipients beside the signature: Decree 30/2020/NĐ-CP,
# annex I, puts both side by side with other text, which clerks do by a table without lines.
_WORDS = re.compile(r"cong hoa xa hoi chu nghia|doc lap\W+tu do\W+hanh phuc|noi nhan\s*:")
_MOST_ROWS = 6
_MOST_COLUMNS = 3


def is_small(rows: int, columns: int) -> bool:
    """Whether a table of that size may be a letterhead or a signature block."""
    return rows <= _MOST_ROWS and columns <= _MOST_COLUMNS


def is_letterhead_or_signature(text: str) -> bool:
    """Whether the text of a small table is that of a letterhead or signature block."""
    return bool(_WORDS.search(fold(nfc(text))))


def lines_apart(blocks: Iterable[BlockDraft]) -> Iterator[BlockDraft]:
    """The blocks of a letterhead with each line a block: a line break parts issuer and number."""
    for block in blocks:
        if block.kind == "table":
            yield block
        else:
            yield from (replace(block, text=line) for line in block.text.split("\n"))
