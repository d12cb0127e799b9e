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
from ui.services import Services
from ui.summary import SummaryTab

# The wording key of the tab's name, its id in the page, and what lays it out.
TABS: tuple[tuple[str, str, Any], ...] = (
    ("ui.tabs.chat", "chat", ChatTab),
    ("ui.tabs.summary", "summary", SummaryTab),
    ("ui.tabs.awards", "awards", AwardsTab),
    ("ui.tabs.laws", "laws", LawsTab),
    ("ui.tabs.drafting", "drafting", DraftingTab),
    ("ui.tabs.checking", "checking", CheckingTab),
    ("ui.tabs.library", "library", LibraryTab),
)
# Hidden from those who may only ask; the listeners refuse them besides.
DRAFTERS = ("drafting", "checking")
MODEL_TAB = ("model.tab.title", "model", ModelTab)


def build(services: Services) -> gr.Blocks:
    """The whole interface over an open knowledge base."""
    blocks: gr.Blocks
    with gr.Blocks(title=say("ui.title"), analytics_enabled=False, fill_width=True) as blocks:
        header = gr.HTML(render("header", name=""), elem_id="header", apply_default_css=False)
        tabs = []
        with gr.Tabs(elem_id="tabs"):
            offered = {}
            for key, tab_id, tab in TABS if services.model is None else (*TABS, MODEL_TAB):
                with gr.Tab(say(key), id=tab_id, elem_id=f"tab-{tab_id}") as offered[tab_id]:
                    tabs.append(tab(services))
        changes = [change for tab in tabs for change in tab.bind(blocks)]
        for change in changes:
            for tab in tabs:
                tab.documents_changed(change)
        add_endpoints(services)

        def admit(request: gr.Request) -> list[Any]:
            """The header with the person's name, and the tabs that are for them."""
            account = services.desk(request).account
            visible = {"model": account.administers} | dict.fromkeys(DRAFTERS, account.drafts)
            shown = [gr.update(visible=visible.get(tab_id, True)) for tab_id in offered]
            return [render("header", name=account.name), *shown]

        if services.has_accounts:
            blocks.load(
                admit, None, [header, *offered.values()], api_visibility="private", show_progress="hidden"
            )
    return blocks
