"""A question of an evaluation set from what an administrator fills in, in the published format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from foundation.errors import ProjectError

GoldKind = Literal["value", "list", "text", "abstain"]
GOLD_KINDS: tuple[GoldKind, ...] = get_args(GoldKind)
QUESTION_TYPES = (
    "single_fact", "count_sum", "aggregate_list", "compare", "proposed_vs_awarded", "regulation",
    "unanswerable",
)  # fmt: skip
# The type and the form of gold answer that a question of each intent most likely has.
_OF_INTENT: Mapping[str, tuple[str, GoldKind]] = {
    "award_list": ("aggregate_list", "list"),
    "award_count": ("count_sum", "value"),
    "indicator": ("single_fact", "value"),
    "regulation": ("regulation", "text"),
    "compare": ("compare", "text"),
    "corpus": ("aggregate_list", "list"),
}
_OTHERWISE: tuple[str, GoldKind] = ("single_fact", "text")
_MOST_LINES = 300  # of a list or a text
_ALTERNATIVES = "|"


class GoldError(ProjectError):
    """What was filled in is no question with a gold answer; the message says what is missing."""


def likely(intent: str) -> tuple[str, GoldKind]:
    """The type of question and form of gold answer to offer first."""
    return _OF_INTENT.get(intent, _OTHERWISE)


def question_entry(typed: Mapping[str, str]) -> dict[str, Any]:
    """The line of a question without its id.

    ``typed`` are the form's fields: ``question``, ``type``, ``gold`` (a ``GoldKind``), ``value``,
    ``unit``, ``items`` and ``text`` (one thing a line, alternatives apart by ``|``), ``document``
    and ``quote`` (the evidence, both or none), ``notes``.

    Raises:
        GoldError: something that the form of gold answer needs is not there.
    """
    question = " ".join(typed.get("question", "").split())
    kind, form = typed.get("type", ""), typed.get("gold", "")
    if not question:
        raise GoldError("gold_question_missing")
    if kind not in QUESTION_TYPES or form not in GOLD_KINDS:
        raise GoldError("gold_form_unknown")
    if form == "abstain":
        kind = "unanswerable"
    elif kind == "unanswerable":
        raise GoldError("gold_type_abstains")
    entry: dict[str, Any] = {"question": question, "type": kind, "gold": _gold(form, typed)}
    document, quote = typed.get("document", "").strip(), " ".join(typed.get("quote", "").split())
    if bool(document) != bool(quote):
        raise GoldError("gold_evidence_half")
    if quote:
        entry["evidence"] = [{"doc": document, "quote": quote}]
    if notes := typed.get("notes", "").strip():
        entry["notes"] = notes
    return entry


def _gold(form: str, typed: Mapping[str, str]) -> dict[str, Any]:
    if form == "abstain":
        return {"abstain": True}
    if form == "value":
        value, *aliases = _alternatives(typed.get("value", "")) or [""]
        if not value:
            raise GoldError("gold_value_missing")
        gold: dict[str, Any] = {"value": value, "unit": typed.get("unit", "").strip()}
        return gold | ({"aliases": aliases} if aliases else {})
    lines = [names for line in typed.get("items" if form == "list" else "text", "").splitlines()[:_MOST_LINES]
             if (names := _alternatives(line))]  # fmt: skip
    if not lines:
        raise GoldError("gold_items_missing" if form == "list" else "gold_text_missing")
    if form == "list":
        return {"items": [{"name": name, "aliases": aliases} for name, *aliases in lines]}
    return {"must_include": [names if len(names) > 1 else names[0] for names in lines]}


def typed_again(entry: Mapping[str, Any]) -> dict[str, str]:
    """The form's fields of a question that is kept already: ``question_entry`` of them is the question."""
    gold = entry["gold"]
    fields = {"question": entry["question"], "type": entry["type"], "notes": entry.get("notes", "")}
    for evidence in entry.get("evidence", ())[:1]:
        fields |= {"document": evidence["doc"], "quote": evidence["quote"]}
    if gold.get("abstain"):
        return fields | {"gold": "abstain"}
    if "value" in gold:
        value = _together([gold["value"], *gold.get("aliases", ())])
        return fields | {"gold": "value", "value": value, "unit": gold.get("unit", "")}
    if "items" in gold:
        lines = [_together([item["name"], *item.get("aliases", ())]) for item in gold["items"]]
        return fields | {"gold": "list", "items": "\n".join(lines)}
    lines = [one if isinstance(one, str) else _together(one) for one in gold["must_include"]]
    return fields | {"gold": "text", "text": "\n".join(lines)}


def _alternatives(line: str) -> list[str]:
    return [name for part in line.split(_ALTERNATIVES) if (name := " ".join(part.split()))]


def _together(names: list[str]) -> str:
    return f" {_ALTERNATIVES} ".join(names)
