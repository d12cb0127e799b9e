"""The page: header, tabs, endpoints. A new tab is one line in ``TABS``."""

from __future__ import annotations

from typing import Any

import gradio as gr

from foundation.wording import say
from ui.api import add_endpoints
from ui.awards import AwardsTab
from ui.chat import ChatTab
from ui.checking import CheckingTab
from ui.drafting import DraftingTab
from ui.html import render
from ui.laws import LawsTab
from ui.library import LibraryTab
from ui.model_tab import ModelTab
from ui.review import ReviewTab
from ui.services import Services
from ui.summary import SummaryTab
from ui.trail import TrailTab

# The wording key of the tab's name, its id in the page, and what lays it out.
TABS: tuple[tuple[str, str, Any], ...] = (
    ("ui.tabs.chat", "chat", ChatTab),
    ("ui.tabs.summary", "summary", SummaryTab),
    ("ui.tabs.awards", "awards", AwardsTab),
    ("ui.tabs.laws", "laws", LawsTab),
    ("ui.tabs.drafting", "drafting", DraftingTab),
    ("ui.tabs.checking", "checking", CheckingTab),
    ("ui.tabs.library", "library", LibraryTab),
    ("review.tab.name", "review", ReviewTab),
)
# Not shown to who may not use them; the listeners refuse them besides.
DRAFTERS = ("drafting", "checking")
ADMINISTRATORS = ("review", "trail", "model")
MODEL_TAB = ("model.tab.title", "model", ModelTab)
TRAIL_TAB = ("trail.tab.name", "trail", TrailTab)


def _tabs(services: Services) -> tuple[tuple[str, str, Any], ...]:
    """The tabs that this program has, whoever uses it."""
    trail = (TRAIL_TAB,) if services.has_accounts else ()
    model = () if services.model is None else (MODEL_TAB,)
    return (*TABS, *trail, *model)


def _refresh_when_opened(offered: gr.Tab, tab: Any) -> None:
    """Have a tab that others change show what there is when it is opened."""
    if isinstance(tab, (ReviewTab, TrailTab)):
        listener, inputs, outputs = tab.opened
        offered.select(listener, inputs, outputs, api_visibility="private", show_progress="hidden")


def build(services: Services) -> gr.Blocks:
    """The whole interface over an open knowledge base."""
    blocks: gr.Blocks
    with gr.Blocks(title=say("ui.title"), analytics_enabled=False, fill_width=True) as blocks:
        header = gr.HTML(render("header", name=""), elem_id="header", apply_default_css=False)
        tabs = []
        with gr.Tabs(elem_id="tabs"):
            offered = {}
            for key, tab_id, tab in _tabs(services):
                # A tab that is not for everybody appears when the page knows who it is.
                shown = not services.has_accounts or tab_id not in (*DRAFTERS, *ADMINISTRATORS)
                with gr.Tab(say(key), id=tab_id, elem_id=f"tab-{tab_id}", visible=shown) as offered[tab_id]:
                    tabs.append(tab(services))
                _refresh_when_opened(offered[tab_id], tabs[-1])
        changes = [change for tab in tabs for change in tab.bind(blocks)]
        for change in changes:
            for tab in tabs:
                tab.documents_changed(change)
        add_endpoints(services)

        def admit(request: gr.Request) -> list[Any]:
            """The header with the person's name, and the tabs that are for them."""
            account = services.desk(request).account
            visible = dict.fromkeys(ADMINISTRATORS, account.administers)
            visible |= dict.fromkeys(DRAFTERS, account.drafts)
            shown = [gr.update(visible=visible.get(tab_id, True)) for tab_id in offered]
            return [render("header", name=account.name), *shown]

        if services.has_accounts:
            blocks.load(
                admit, None, [header, *offered.values()], api_visibility="private", show_progress="hidden"
            )
    return blocks
