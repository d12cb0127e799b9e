"""Markup from templates in which every value is escaped unless it is ``Markup`` already.

Nothing in this room builds HTML by joining strings: text of documents passes through a
template (or ``Markup.format``), and both escape it.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from foundation.wording import say

ASSETS = Path(__file__).parent / "assets"

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _say_ui(key: str, **values: object) -> str:
    return say(f"ui.{key}", **values)


def _say_of_awards(key: str, **values: object) -> str:
    return say(f"award_tabs.{key}", **values)


_environment.globals["say"] = _say_ui
_environment.globals["word"] = say
_environment.globals["tell"] = _say_of_awards


def render(template: str, **values: object) -> Markup:
    """The named template of ``ui/templates`` (without ``.html``) filled with escaped values.

    Raises:
        jinja2.UndefinedError: the template uses a value that was not given.
    """
    return Markup(_environment.get_template(f"{template}.html").render(values))


def asset(name: str) -> str:
    """The text of a file in ``ui/assets``."""
    return (ASSETS / name).read_text(encoding="utf-8")
