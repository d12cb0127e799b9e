"""The column titles of a header that was flattened to one cell, or part of one, per line.

The printed order is row by row: first the top row of the header, then what stands beneath
its group titles. How many columns there are is known from the label row or the rows below;
the groups are found by trying where the lower titles fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ingest.tables.flattened.formulas import is_share
from ingest.tables.lexicon import title_is, words
from language.measures import is_measure
from language.text import fold

_RUN = re.compile(r"\s{2,}|\t")
_MARKS = re.compile(r"(?:\s*\((?:%|\+/-|±)\))+$")
_SHARE_OF = re.compile(r"%\s?\w")  # "% KH"
_MARK = re.compile(r"\([^()]+\)")
_MOST_TITLES = 24


def segment(lines: Sequence[str]) -> list[str]:
    """The titles of a flattened header, in printed order. Lines keep their runs of spaces."""
    titles: list[str] = []
    for line in lines:
        for piece in filter(None, (part.strip() for part in _RUN.split(line))):
            for part in _inner_titles(piece):
                if titles and not _begins_title(part, titles[-1]):
                    titles[-1] = f"{titles[-1]} {part}"
                else:
                    titles.append(part)
    return _spread_marks(titles)


def _begins_title(part: str, before: str) -> bool:
    if before.count("(") > before.count(")"):
        return False
    folded = fold(before).strip(" .:")
    return folded in words("titles", "complete") or part[0].isupper() or bool(_SHARE_OF.match(part))


def _inner_titles(piece: str) -> Iterator[str]:
    """A line cut before each title that begins inside it: "TT Chỉ tiêu" holds two."""
    folded = fold(piece)
    cuts = [0]
    for match in re.finditer(r"(?<=\s)\S", folded):
        i = match.start()
        before = folded[cuts[-1] : i].strip()
        opened = piece[cuts[-1] : i].count("(") > piece[cuts[-1] : i].count(")")
        known = piece[i].isupper() and folded.startswith(words("titles", "starts"), i)
        goes_on = before.rsplit(" ", 1)[-1] in words("titles", "open")
        if not opened and not goes_on and (known or before in words("titles", "complete")):
            cuts.append(i)
    for start, end in zip(cuts, [*cuts[1:], len(piece)], strict=True):
        yield piece[start:end].strip()


def _spread_marks(titles: list[str]) -> list[str]:
    """Marks gathered at the end ("So với kế hoạch (%) (%)") go to a title each."""
    match = _MARKS.search(titles[-1]) if titles else None
    marks = _MARK.findall(match.group()) if match else []
    if match is None or not 1 < len(marks) <= len(titles):
        return titles
    titles = [*titles[:-1], titles[-1][: match.start()]]
    return [*titles[: -len(marks)], *(f"{t} {m}" for t, m in zip(titles[-len(marks) :], marks, strict=True))]


def columns_of(
    titles: Sequence[str], count: int, labels: Sequence[str] = (), formulas: Mapping[str, str] | None = None
) -> tuple[str, ...] | None:
    """The full title of each of ``count`` columns, None when the titles do not fit any way.

    A title beneath a group reads "Kết quả thực hiện / 6 tháng đầu năm / Ước thực hiện".
    """
    if len(titles) == count:
        return tuple(titles)
    if len(titles) == count + 1 and fold(titles[-2]) in words("titles", "unfinished"):
        return (*titles[:-2], f"{titles[-2]} {titles[-1]}")
    if not count < len(titles) <= _MOST_TITLES or count < 2:
        return None
    best: tuple[str, ...] | None = None
    best_score = 0
    for candidate, groups in _arrangements(titles, count):
        score = _score(candidate, labels, formulas or {}) + sum(map(_group_score, groups))
        score += sum(_leaf_score(title) for title in candidate) + _parallel_score(candidate)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _arrangements(titles: Sequence[str], count: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every way to read the titles as one top row and leaves beneath one or two of its cells."""
    for top in range(2, len(titles)):
        upper, lower = list(titles[:top]), list(titles[top:])
        leaves = count - top + 1
        between = len(lower) - leaves
        repeated = set(lower[: max(0, between)]) & set(lower[max(0, between) :])
        if leaves >= 2 and 0 <= between <= 2 and not repeated:  # a group's title is no leaf as well
            for g in range(top):
                head = " / ".join([upper[g], *lower[:between]])
                under = [f"{head} / {leaf}" for leaf in lower[between:]]
                yield (*upper[:g], *under, *upper[g + 1 :]), (upper[g],)
        yield from _repeated(upper, lower, count)
        if len(lower) == count - top + 2 and len(lower) >= 4:
            for g, h in combinations(range(top), 2):
                for cut in range(2, len(lower) - 1):
                    left = [f"{upper[g]} / {leaf}" for leaf in lower[:cut]]
                    right = [f"{upper[h]} / {leaf}" for leaf in lower[cut:]]
                    columns = (*upper[:g], *left, *upper[g + 1 : h], *right, *upper[h + 1 :])
                    yield columns, (upper[g], upper[h])


def _repeated(
    upper: Sequence[str], lower: Sequence[str], count: int
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The same leaves beneath each of three or more top titles: "Tập thể", "Cá nhân", ..."""
    for size in (2, 3):
        several, rest = divmod(len(lower), size)
        if rest or several < 3 or len(upper) - several + len(lower) != count:
            continue
        leaves = list(lower[:size])
        if list(lower) != leaves * several:
            continue
        for chosen in combinations(range(len(upper)), several):
            columns = [
                column
                for i, title in enumerate(upper)
                for column in ([f"{title} / {leaf}" for leaf in leaves] if i in chosen else [title])
            ]
            yield tuple(columns), tuple(upper[i] for i in chosen)


def _group_score(title: str) -> int:
    folded = fold(title)
    measured = _MARK.search(title)
    if measured is not None and is_measure(measured.group()[1:-1]):
        return -2
    if _is_leaf(title) or title_is(title, "name"):
        return -3
    if folded.startswith("tong "):
        return -2  # a total stands beside groups, and is none
    known = folded.startswith(words("titles", "group"))
    return (3 if known else 0) - (3 if folded in words("titles", "complete") else 0)


def _is_leaf(title: str) -> bool:
    """Whether a title says only what is measured, of a thing that a title above it names."""
    return re.sub(r"\s*\([^()]*\)", "", fold(title)).strip() in words("titles", "leaf")


def _parallel_score(columns: Sequence[str]) -> int:
    """Groups beside each other begin with the same leaf: "Diện tích, Năng suất, Diện tích, ..."."""
    first: dict[str, str] = {}
    for column in columns:
        group, _, leaf = column.rpartition(" / ")
        if group:
            first.setdefault(group, leaf)
    return 2 if len(first) > 1 and len(set(first.values())) == 1 else 0


def _leaf_score(column: str) -> int:
    """How well a leaf suits its group: only kinds of recipients part an award's column."""
    group, _, leaf = fold(column).rpartition(" / ")
    if group and _is_leaf(leaf):
        return -1 if any(map(_is_leaf, group.split(" / "))) else 1
    if not group.startswith(words("titles", "award")):
        return 0
    return 1 if leaf in words("titles", "recipient") else -2


def _score(columns: Sequence[str], labels: Sequence[str], formulas: Mapping[str, str]) -> int:
    """How well titles fit the formulas of their columns and the places they usually have."""
    score = 1 if len(set(columns)) == len(columns) else -5  # no two columns have one title
    for i, title in enumerate(columns):
        last = fold(title.rsplit(" / ", 1)[-1])
        formula = formulas.get(labels[i]) if i < len(labels) else None
        share = any(word in last for word in words("titles", "share"))
        difference = any(word in last for word in words("titles", "difference"))
        if formula is not None:
            score += 2 if (share if is_share(formula) else difference) else -2
        elif formulas and "so voi" in last:
            score -= 2
        if title_is(title, "remark"):
            score += 2 if i == len(columns) - 1 else -2
    return score
