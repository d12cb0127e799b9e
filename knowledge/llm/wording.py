"""An answer in smoother words: sentence by sentence, each checked before it is shown.

Only text changes. A sentence that fails the check stays as the records gave it; passages that
were found are summed up in front of them, and a sentence of the summary that fails is left out,
as its evidence stands right below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foundation.answers import Answer, ModelUse
from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import quoted
from knowledge.evidence.rewording import bare, unfaithful, unsupported
from knowledge.llm.model import LanguageModel
from knowledge.llm.prompts import Filled, fill, harmless, speaks_to_machine

_MARK = re.compile(r"\[(\d{1,4})\]")
_MARKS = re.compile(r"((?:\s*\[\d{1,4}\])+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_LABELLED = re.compile(r"\s*\[S(\d{1,2})\][\s:.–-]*(.+)")
_NOT_PROSE = ("-", "|", "#", ">", "_", "“", "+", "*(", "1.")
_FEWEST_WORDS = 3
_MOST_STATEMENTS = 8
_MOST_SENTENCES = 3
_UNWORDED = ("award_list", "smalltalk", "corpus", "draft")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence as it is sent: ``number`` is its line in the answer, or its citation's number."""

    number: int
    text: str
    documents: tuple[str, ...]


def reworded(answer: Answer, question: str, base: KnowledgeBase, model: LanguageModel) -> Iterator[Answer]:
    """The answer with ever more sentences in the model's words; nothing where there is nothing to do.

    Raises:
        ModelFailure: the model did not answer, or not to the end; what was given out stands.
    """
    if answer.abstained or not answer.citations or answer.intent in _UNWORDED:
        return
    seen = {d.document_id for d in model.may_see(base.documents())}
    if answer.intent == "passage":
        yield from _summed_up(answer, question, seen, model)
    else:
        yield from _smoothed(answer, question, seen, model)


def _smoothed(answer: Answer, question: str, seen: set[str], model: LanguageModel) -> Iterator[Answer]:
    """Each sentence in other words, in its place."""
    statements = _statements(answer, seen)
    prompt = _fitting("rewording", statements, question, model)
    if prompt is None:
        return
    filled, sent = prompt
    documents = [name for statement in sent for name in statement.documents]
    lines, done, use = answer.text.split("\n"), set[int](), answer.model or ModelUse()
    for reply in model.lines(filled, documents):
        match = _LABELLED.fullmatch(reply)
        if match is None or not 1 <= int(match[1]) <= len(sent) or int(match[1]) in done:
            if reply.strip():
                use = replace(use, refused=use.refused + 1)
            continue
        done.add(int(match[1]))
        statement, offered = sent[int(match[1]) - 1], match[2].strip()
        if offered == statement.text:
            continue
        if unfaithful(statement.text, offered):
            use = replace(use, refused=use.refused + 1)
        else:
            lines[statement.number] = _shown(offered, lines[statement.number])
            use = replace(use, reworded=use.reworded + 1)
        yield replace(answer, text="\n".join(lines), model=use)
    yield replace(answer, text="\n".join(lines), model=use)


def _summed_up(answer: Answer, question: str, seen: set[str], model: LanguageModel) -> Iterator[Answer]:
    """A few sentences in front of the passages that they cite."""
    quotes = {c.n: " ".join(c.quote.split()) for c in answer.citations}
    sent = [
        _Statement(c.n, harmless(quotes[c.n]), (c.document,)) for c in answer.citations
        if c.document_id in seen and not speaks_to_machine(c.quote)
    ]  # fmt: skip
    prompt = _fitting("summary", sent, question, model)
    if prompt is None:
        return
    filled, kept = prompt
    known = {statement.number: statement.text for statement in kept}
    use, sentences = answer.model or ModelUse(), list[str]()
    for reply in model.lines(filled, [name for statement in kept for name in statement.documents]):
        sentence = reply.strip().lstrip("-• ").strip()
        cited = [int(n) for n in _MARK.findall(sentence)]
        if not cited or len(sentences) == _MOST_SENTENCES:
            continue
        evidence = [known[n] for n in cited if n in known]
        if len(evidence) < len(cited) or unsupported(sentence, evidence, question):
            use = replace(use, refused=use.refused + 1)
        elif sentence not in sentences and bare(sentence) not in _plain(answer.text):
            sentences.append(sentence)
            use = replace(use, reworded=use.reworded + 1)
        lead = " ".join(_shown(one, "") for one in sentences)
        yield replace(answer, text=f"{lead}\n\n{answer.text}" if lead else answer.text, model=use)


def _statements(answer: Answer, seen: set[str]) -> list[_Statement]:
    """The sentences of the answer's text that may be sent and are worth other words."""
    cited = {c.n: c for c in answer.citations}
    found = []
    for number, line in enumerate(answer.text.split("\n")):
        sources = [cited[int(n)] for n in _MARK.findall(line) if int(n) in cited]
        plain = _plain(line)
        if not sources or line.lstrip().startswith(_NOT_PROSE):
            continue
        if len(_MARK.sub("", plain).split()) < _FEWEST_WORDS or any(
            source.document_id not in seen for source in sources
        ):
            continue
        if not any(speaks_to_machine(text) for text in (plain, *(source.quote for source in sources))):
            names = tuple(source.document for source in sources)
            found.append(_Statement(number, harmless(plain), names))
    return found[:_MOST_STATEMENTS]


def _fitting(
    purpose: str, statements: Sequence[_Statement], question: str, model: LanguageModel
) -> tuple[Filled, Sequence[_Statement]] | None:
    """The prompt about as many of the statements as the model has room for, None for none."""
    for count in range(len(statements), 0, -1):
        material = "\n".join(
            say(f"llm/{purpose}.statement", n=one.number if purpose == "summary" else place, text=one.text)
            for place, one in enumerate(statements[:count], start=1)
        )
        filled = fill(purpose, material, question=question)
        if filled.tokens <= model.room():
            return filled, statements[:count]
    return None


def _plain(line: str) -> str:
    """A line of the answer without Markdown, with its marks."""
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", line)).strip()


def _shown(offered: str, before: str) -> str:
    """The model's words safe in Markdown, with the marks, and bold where it was bold before."""
    pieces = _MARKS.split(" ".join(offered.split()))
    text = "".join(f" {piece.strip()}" if place % 2 else _safe(piece) for place, piece in enumerate(pieces))
    for bold in _BOLD.findall(before):
        if text.count(bold) == 1:
            text = text.replace(bold, f"**{bold}**")
    return text


def _safe(piece: str) -> str:
    """Words between marks, with the space that parts them from the mark before."""
    return f"{' ' * piece.startswith(' ')}{quoted(piece)}"
