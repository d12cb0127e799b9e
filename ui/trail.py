"""The trail tab, for administrators: who did what and when, and the whole of it as a file."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args

import gradio as gr

from foundation.wording import say
from knowledge.people.audit import Action, Audit, Entry
from ui.html import render
from ui.panels import panel
from ui.services import Desk, Services

_MOST_SHOWN = 200  # entries
_FILE = "nhat-ky.jsonl"
_LINES = "application/jsonl"
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class TrailTab:
    """The widgets of the tab and what their events do; there only where people sign in."""

    def __init__(self, services: Services) -> None:
        self._services = services
        everything = (say("trail.everything"), "")
        actions = [everything, *((say(f"trail.actions.{each}"), each) for each in get_args(Action))]
        with gr.Column(elem_id="trail", elem_classes="award-page"):
            with gr.Row(elem_classes="scope"):
                self._who = gr.Dropdown([everything], value="", label=say("trail.who"), elem_id="trail-who")
                self._action = gr.Dropdown(
                    actions, value="", label=say("trail.action"), elem_id="trail-action"
                )
            self._list = panel("trail-list")
        self._download = panel("trail-download")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        listener, inputs, outputs = self.opened
        for widget in (self._who, self._action):
            widget.input(listener, inputs, outputs, **_QUIET)
        self._list.lines(self._lines, None, self._download, **_QUIET)
        blocks.load(listener, inputs, outputs, **_QUIET)
        return []

    def documents_changed(self, _trigger: Any) -> None:
        """Nothing: the tab is shown anew when it is opened."""

    @property
    def opened(self) -> tuple[Callable[..., Any], list[Any], list[Any]]:
        """What to do when the tab is opened: its listener, inputs and outputs."""
        return self._shown, [self._who, self._action], [self._who, self._list]

    def _shown(self, request: gr.Request, who: str | None, action: str | None) -> tuple[Any, str]:
        desk = self._services.desk(request)
        if not desk.account.administers:
            return gr.skip(), ""
        audit = _audit(desk)
        people = [(each or say("review.tab.alone"), each) for each in audit.people() if each]
        entries = audit.latest(_MOST_SHOWN, who or "", action or "")
        return gr.update(choices=[(say("trail.everything"), ""), *people]), trail_html(entries)

    def _lines(self, request: gr.Request) -> str:
        desk = self._services.desk(request)
        desk.must_administer()
        desk.note("exported", _FILE)
        audit = _audit(desk)
        lines = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in audit.all())
        broken = audit.first_broken()
        if broken is None:
            gr.Info(say("trail.whole"))
        else:
            gr.Warning(say("trail.broken", number=broken))
        href = f"data:{_LINES};base64,{base64.b64encode(lines.encode()).decode('ascii')}"
        return str(render("download", href=href, file=_FILE, nonce=secrets.token_hex(4)))


def trail_html(entries: list[Entry]) -> str:
    """The entries as a table, newest first."""
    shown = [
        {
            "at": datetime.fromisoformat(entry.at).astimezone().strftime("%d/%m/%Y %H:%M:%S"),
            "who": entry.who or say("review.tab.alone"),
            "action": say(f"trail.actions.{entry.action}"),
            "what": entry.what,
        }
        for entry in entries
    ]
    return str(render("trail", entries=shown, most=_MOST_SHOWN))


def _audit(desk: Desk) -> Audit:
    assert desk.office is not None, "the tab is only there where people sign in"
    return desk.office.audit
