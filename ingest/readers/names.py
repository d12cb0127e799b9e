"""File names as they may be shown, stored and used as a path inside one folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# In bytes: the limit of common file systems, less room for a prefix of the store's own.
_LONGEST = 200
NAMELESS = "tai-lieu"


def safe_name(name: str) -> str:
    """The last part of ``name`` without anything that could leave a folder or hide.

    Path separators of either kind, control and format characters (also those that turn the
    writing direction), characters and device names that Windows forbids, leading dots and
    overlong names are dealt with; letters of any script stay. Never empty, NFC.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    name = name.rstrip("/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = _FORBIDDEN.sub("_", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    if not name:
        return NAMELESS
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > 10:
        suffix = ""
    room = _LONGEST - len(suffix.encode())
    stem = name[: len(name) - len(suffix)].encode()[:room].decode("utf-8", "ignore")
    return unicodedata.normalize("NFC", stem.rstrip(" .") + suffix)
