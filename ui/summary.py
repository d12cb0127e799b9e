"""The summary tab: unit by award for one period and place, each cell opening its sources."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import gradio as gr

from foundation.wording import say
from knowledge.awards.matrix import AwardMatrix, Column, MatrixRow, MatrixScope, award_matrix
from knowledge.awards.merging import UNITS, Units, by_units, current_province
from knowledge.base import KnowledgeBase
from language.periods import period_label
from ui.html import render
from ui.matrix import matrix_html, row_key
from ui.matrix_sources import cell_html, matrix_excel
from ui.panels import panel, refusal, sent
from ui.services import Services
from ui.sheets import data_uri
from ui.sources import picked_html

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_LEVELS = ("xã", "huyện", "tỉnh")
_CELL = ("row", "award", "level", "kind")
_REPORT = "báo cáo"


class SummaryTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        everything = (say("award_tabs.matrix.everything"), "")
        levels = [everything, *((say(f"award_tabs.unit_levels.{level}"), level) for level in _LEVELS)]
        units = [(say(f"award_tabs.matrix.units_{each}"), each) for each in UNITS]
        with gr.Row(elem_id="summary", elem_classes="with-source", equal_height=False):
            with gr.Column(elem_classes="award-page", min_width=0):
                with gr.Row(elem_classes="scope"):
                    self._period = _chooser("period")
                    self._province = _chooser("province")
                    self._district = _chooser("district")
                    self._level = _chooser("level", choices=levels, value="")
                    self._units = _chooser("units", choices=units, value="reported")
                    self._awards = _chooser("awards", multiselect=True)
                    self._all = gr.Checkbox(
                        label=say("award_tabs.matrix.all_communes"), elem_id="matrix-all-communes"
                    )
                self._matrix = panel("matrix")
            with gr.Column(elem_classes="source-column", scale=0, min_width=0):
                self._source = panel("matrix-source")
        self._download = panel("matrix-download")
        self._scope: list[Any] = [
            self._period, self._province, self._district, self._level, self._awards, self._all,
            self._units,
        ]  # fmt: skip

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        for widget in self._scope:
            widget.input(self._choose, self._scope, [*self._scope, self._matrix], **_QUIET)
        self._matrix.cell(self._cell, self._scope, self._source, **_QUIET)
        self._source.cell(self._cell, self._scope, self._source, **_QUIET)
        self._source.cite(self._cite, None, self._source, **_QUIET)
        self._matrix.excel(self._excel, self._scope, self._download, **_QUIET)
        blocks.load(self._choose, self._scope, [*self._scope, self._matrix], **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, compile the documents as they are now."""
        trigger.then(self._choose, self._scope, [*self._scope, self._matrix], **_QUIET)

    def _choose(
        self,
        request: gr.Request,
        period: str | None,
        province: str | None,
        district: str | None,
        level: str | None,
        awards: Sequence[str] | None,
        all_communes: bool,
        units: Units = "reported",
    ) -> tuple[Any, ...]:
        """What can be chosen given what is chosen, and the matrix of it.

        By present units, provinces are the present ones and there are no districts to choose.
        """
        base = self._services.desk(request).knowledge_base
        documents = [
            each.summary for each in base.documents() if each.summary.kind == _REPORT and each.summary.period
        ]
        called = current_province if units == "current" else str
        now = {each.province: called(each.province) for each in documents if each.province}
        provinces = sorted(set(now.values()))
        province = province if province in provinces else ""
        within = {former for former, name in now.items() if name == province}
        districts = sorted(
            {
                each.district
                for each in documents
                if each.district and (not province or each.province in within)
            }
        )
        districts = [] if units == "current" else districts
        district = district if district in districts else ""
        counts: dict[str, int] = {}
        for each in documents:
            if each.period and (not province or each.province in within) and district in ("", each.district):
                counts[each.period] = counts.get(each.period, 0) + 1
        periods = sorted(counts, reverse=True)
        if period not in periods:
            period = max(periods, key=lambda code: (counts[code], code), default="")
        matrix = _compiled(base, period or "", province, district, level, (), all_communes, units)
        offered = sorted({column.award for column in matrix.columns})
        chosen = [award for award in awards or () if award in offered]
        if chosen:
            matrix = _compiled(base, period or "", province, district, level, chosen, all_communes, units)
        return (
            gr.update(choices=[(period_label(code), code) for code in periods], value=period or None),
            gr.update(choices=_offered(provinces), value=province),
            gr.update(choices=_offered(districts), value=district),
            gr.skip(),
            gr.update(choices=offered, value=chosen),
            gr.skip(),
            gr.skip(),
            matrix_html(matrix),
        )

    def _cell(self, request: gr.Request, event: gr.EventData, *scope: Any) -> str:
        base = self._services.desk(request).knowledge_base
        matrix = _compiled(base, *scope)
        asked = {name: sent(event, name) for name in _CELL}
        row, column = _find(matrix, asked)
        return cell_html(base, row, column, asked, secrets.token_hex(4))

    def _cite(self, request: gr.Request, event: gr.EventData) -> str:
        base = self._services.desk(request).knowledge_base
        back = {"event": "cell", **{name: sent(event, name) for name in _CELL}}
        return picked_html(base, event, say("award_tabs.matrix.gone"), back)

    def _excel(self, request: gr.Request, *scope: Any) -> str:
        desk = self._services.desk(request)
        content = matrix_excel(desk.knowledge_base, _compiled(desk.knowledge_base, *scope))
        desk.note("exported", "matrix")
        file = say("award_tabs.matrix.excel_file")
        return str(render("download", href=data_uri(content), file=file, nonce=secrets.token_hex(4)))


def _compiled(
    base: KnowledgeBase,
    period: str | None,
    province: str | None,
    district: str | None,
    level: str | None,
    awards: Sequence[str] | None,
    all_communes: bool,
    units: Units = "reported",
) -> AwardMatrix:
    units = units if units in UNITS else "reported"
    if units == "current":
        district = ""
    others: tuple[str, ...] = ()
    if province and units == "current":
        told = {each.summary.province for each in base.documents() if each.summary.province}
        others = tuple(
            sorted(name for name in told if name != province and current_province(name) == province)
        )
    scope = MatrixScope(
        period or "", province or "", district or "", level or "", tuple(awards or ()), bool(all_communes),
        others,
    )  # fmt: skip
    if not scope.period:
        return AwardMatrix(scope, (), ())
    return by_units(award_matrix(base, scope), units)


def _chooser(name: str, **options: Any) -> gr.Dropdown:
    return gr.Dropdown(
        options.pop("choices", []),
        label=say(f"award_tabs.matrix.{name}"),
        elem_id=f"matrix-{name}",
        **options,
    )


def _offered(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(say("award_tabs.matrix.everything"), ""), *((name, name) for name in names)]


def _find(matrix: AwardMatrix, asked: dict[str, str]) -> tuple[MatrixRow, Column]:
    for row in matrix.rows:
        if row_key(row) == asked["row"]:
            for column in matrix.columns:
                if (column.award, column.level, column.kind) == (
                    asked["award"],
                    asked["level"],
                    asked["kind"],
                ):
                    return row, column
    raise refusal(say("award_tabs.matrix.gone"))
