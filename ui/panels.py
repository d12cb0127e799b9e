"""An HTML panel whose buttons are events of the program.

A control in a panel's markup names its event in ``data-event``; its other ``data-`` values
reach the listener in ``gr.EventData``. They come from the browser: a listener must treat
them as untrusted and look everything up by them, never use them as paths or markup.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from foundation.wording import say
from ui.html import asset


def panel(elem_id: str, value: str = "", **options: Any) -> gr.HTML:
    """An empty HTML panel with the page's event bridge (``assets/bridge.js``)."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=asset("bridge.js"), apply_default_css=False, **options)


def sent(event: gr.EventData, name: str) -> str:
    """The text that the control sent under ``name``; "" when it sent none or something else."""
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def refusal(message: str) -> gr.Error:
    """The error to raise when a person asked for what cannot be done; ``message`` says why.

    Gradio shows messages as HTML, so only the program's own wording may go in.
    """
    return gr.Error(message, title=say("ui.error"), print_exception=False)
