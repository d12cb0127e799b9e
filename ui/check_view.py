"""The checking tab's markup: findings by category, and the draft's text with their places."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

from markupsafe import Markup, escape

from foundation.document import SourceDocument
from foundation.wording import say
from knowledge.check import Finding
from knowledge.check.finding import Category
from ui.html import render

_HIGH = 0.8  # from this confidence on a finding is called quite sure
_MARK = Markup('<mark class="{look}" data-at=" {at} " data-finding="{n}" title="{label}">{words}</mark>')
_LONGEST_QUOTE = 220  # characters of a quote in the list


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked and found: the document as read, and its findings."""

    source: SourceDocument
    name: str
    findings: tuple[Finding, ...]


def tell(key: str, **values: object) -> str:
    """A wording of the tab."""
    return say(f"check_tab.{key}", **values)


def checked_html(checked: Checked, opened: str) -> str:
    """The findings with the text at their side; ``opened`` changes with every check."""
    numbered = list(enumerate(checked.findings, start=1))
    categories = get_args(Category)
    groups = []
    for category in categories:
        shown = [_entry(n, f, checked.source) for n, f in numbered if f.category == category and f.sure]
        if shown:
            label = tell("group", category=say(f"check.category.{category}"), n=len(shown))
            groups.append((label, shown))
    folded = [_entry(n, f, checked.source) for n, f in numbered if not f.sure]
    names = ", ".join(say(f"check.category.{category}").lower() for category in categories)
    verdict = tell("clean", categories=names) if not folded else tell("only_folded", n=len(folded))
    return str(
        render(
            "check_result", tell=tell, opened=opened, title=tell("result", name=checked.name),
            count=len(checked.findings) - len(folded), verdict="" if groups else verdict, groups=groups,
            folded=folded, text=_marked(checked), notes=checked.source.notes, any=bool(numbered),
        )
    )  # fmt: skip


def waiting_html() -> str:
    """What the tab says while a draft is read and checked."""
    return str(render("check_waiting", tell=tell))


def _entry(number: int, finding: Finding, source: SourceDocument) -> dict[str, Any]:
    middle = "sure_middle" if finding.sure else "sure_low"
    return {
        "n": number,
        "severity": finding.severity,
        "severity_label": say(f"check.severity.{finding.severity}"),
        "category": say(f"check.category.{finding.category}"),
        "sure": tell("sure_high" if finding.confidence >= _HIGH else middle),
        "sure_title": tell("sure_title", percent=round(100 * finding.confidence)),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "quotes": [
            {"id": f"{number}-{index}", "words": _short(quote.text), "place": _place(quote.start, source)}
            for index, quote in enumerate(finding.quotes)
        ],
    }


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"


def _place(offset: int, source: SourceDocument) -> str:
    line, page = source.line_at(offset), source.page_at(offset)
    if page is None or page.number is None:
        return tell("line", line=line)
    return tell("page_line", page=page.number, line=line)


def _marked(checked: Checked) -> Markup:
    """The text in which every quote is marked; where quotes overlap, a piece belongs to each."""
    quotes = [
        (quote.start, quote.end, number, index)
        for number, finding in enumerate(checked.findings, start=1)
        for index, quote in enumerate(finding.quotes)
        if quote.end > quote.start
    ]
    text = checked.source.text
    cuts = sorted({0, len(text), *(offset for start, end, _, _ in quotes for offset in (start, end))})
    pieces = []
    for start, end in pairwise(cuts):
        covering = [quote for quote in quotes if quote[0] <= start and end <= quote[1]]
        if not covering:
            pieces.append(escape(text[start:end]))
            continue
        sure = any(checked.findings[number - 1].sure for _, _, number, _ in covering)
        pieces.append(
            _MARK.format(
                look="found" if sure else "found low",
                at=" ".join(f"{number}-{index}" for _, _, number, index in covering),
                n=covering[0][2],
                label=tell("back", n=covering[0][2]),
                words=text[start:end],
            )
        )
    return Markup("").join(pieces)
