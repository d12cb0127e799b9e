"""Markup that formats text inside plain text: HTML tags and entities, Markdown marks.

Only markup that formats is removed. An element that is not in the data file, a script for
example, is text like any other and stays.
"""

from __future__ import annotations

import html
import re
from functools import cache

from foundation.document import MappedText
from ingest.normalise.characters import defects
from ingest.normalise.mapped import drop, substitute

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"(?<=<sup>)\d(?=</sup>)", re.IGNORECASE)
_RAISED_OR_LOWERED = re.compile(r"</?su[bp]>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|~<>&])")
_STRONG = re.compile(r"(?<!\()\*{2,}(?!\))|(?<!\w)__(?=\w)|(?<=[\w.,:;!?)])__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*)(?=[^\s*])[^*\n]*[^\s*](\*)(?![\w*])")
_QUOTE = re.compile(r"^\s*(?:>\s*)+(?=[^\W\d_*])")
_CODE = re.compile("`+")
_HEADING = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")
_BOLD_LINE = re.compile(r"\s*(?:[-+*•]\s+)?(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*\*?|___?)\s*[.:;,]?\s*$")
_TABLE_TAG = re.compile(
    r"</?(?:table|thead|tbody|tfoot|tr|t[hd]|caption|colgroup|col)\b[^<>]*>", re.IGNORECASE
)


@cache
def _tags() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = defects()["markup"]
    names = [f"</?(?:{'|'.join(table[kind])})(?:\\s[^<>]*)?/?>" for kind in ("inline", "breaks")]
    placeholders = "|".join(map(re.escape, table["placeholders"]))
    return (
        re.compile(f"{names[0]}|{placeholders}", re.IGNORECASE),
        re.compile(names[1], re.IGNORECASE),
        _TABLE_TAG,
    )


def heading_level(text: str) -> int | None:
    """The level of a Markdown heading line ("## Kết quả" is 2), None for any other line."""
    match = _HEADING.match(text)
    return len(match.group(1)) if match else None


def is_bold_line(text: str) -> bool:
    """Whether Markdown sets the whole line in bold."""
    return bool(_BOLD_LINE.match(re.sub(r"^\s*#{1,6}\s+", "", text)))


def break_lines(content: MappedText, mark: str = "\n") -> MappedText:
    """Tags that end a line become line breaks, or another ``mark`` where a line must stay whole."""
    return substitute(content, _tags()[1], mark)


def remove_markup(content: MappedText) -> MappedText:
    """One line without the marks that format it. ``m<sup>2</sup>`` becomes ``m²``."""
    text = content.text
    if "<" in text:
        content = substitute(content, _RAISED, lambda m: m.group().translate(_SUPERSCRIPT))
        content = substitute(content, _RAISED_OR_LOWERED, "")
        content = substitute(content, _tags()[0], "")
        content = substitute(content, _tags()[2], " ")
    if ">" in text:
        content = substitute(content, _QUOTE, "")
    if "`" in text:
        content = substitute(content, _CODE, "")
    if "*" in text or "_" in text:
        content = substitute(content, _STRONG, "")
        content = drop(content, _emphasis_marks(content.text))
    if "#" in text:
        content = substitute(content, re.compile(r"^\s*#{1,6}\s+(?=\S)"), "")
        content = substitute(content, _CLOSING_HASHES, "")
    if "\\" in text:
        content = substitute(content, _ESCAPE, "")
    if "&" in text:
        content = substitute(content, _ENTITY, lambda m: _character(m.group()))
    return content


def _emphasis_marks(text: str) -> list[tuple[int, int]]:
    return [match.span(mark) for match in _EMPHASIS.finditer(text) for mark in (1, 2)]


def _character(entity: str) -> str:
    character = html.unescape(entity)
    return character.replace("\u00a0", " ").replace("\u00ad", "")
