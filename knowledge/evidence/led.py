"""The smaller unit that leads in a line, a list or a section: what stands below is about it.

"- Xã A: thu ngân sách 6 tỷ đồng. Hộ nghèo 3%": every sentence of the item tells of xã A, never
of the district whose report it is. A heading or a list's lead that is a unit's name does alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.text import UPPER

_NAME = rf"(?:[{UPPER}][\w'’-]*|\d+)(?:\s+(?:[{UPPER}][\w'’-]*|\d+)){{0,4}}"
_KINDS = r"(?i:xã|thị\s+trấn|phường|đặc\s+khu|TT\.)"
_MARK = r"[\s*_#+•–—-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)/]\s*)?[\s*_]*"
_OPENS = r"(?:(?i:đối\s+với|riêng|tại|ở)\s+)?(?i:(?:UBND|[uủ][yỷ]\s+ban\s+nhân\s+dân)\s+)?"
_ASIDE = r"[*_]*(?:\s*\([^()]{0,60}\))?"
_LED = re.compile(rf"{_MARK}{_OPENS}(?P<unit>{_KINDS}\s*{_NAME}){_ASIDE}[*_]*\s*(?::|[–—-]\s)")
_ALONE = re.compile(rf"{_MARK}{_OPENS}(?P<unit>{_KINDS}\s*{_NAME}){_ASIDE}[\s:.*_]*")


def leading_unit(line: str, path: Sequence[str] = (), lead: str = "") -> str:
    """The commune that leads in the line, else the list or the nearest heading above; empty for none.

    "UBND xã A" is xã A.
    """
    led = _LED.match(line)
    if led is not None:
        return led["unit"]
    for above in (lead, *reversed(path[-2:])):
        alone = _ALONE.fullmatch(above.strip())
        if alone is not None:
            return alone["unit"]
    return ""
