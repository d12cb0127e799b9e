"""The look of Gradio's own widgets, in the colours of ``assets/style.css``; system fonts only."""

from __future__ import annotations

import gradio as gr

_TEAL = gr.themes.Color(
    c50="#f0f7f5", c100="#dceeea", c200="#bbded7", c300="#8cc7bd", c400="#54a99b", c500="#2f8c7e",
    c600="#1d7266", c700="#145c53", c800="#104a43", c900="#0d3c37", c950="#072420", name="teal",
)  # fmt: skip
_STONE = gr.themes.Color(
    c50="#f7f8f6", c100="#eef0ed", c200="#dfe4e0", c300="#c6cfca", c400="#93a09b", c500="#66746f",
    c600="#4b5955", c700="#35413e", c800="#212b29", c900="#171f1d", c950="#0f1514", name="stone",
)  # fmt: skip
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")


def theme() -> gr.themes.Base:
    """The theme of the interface: light and dark from one set of hues."""
    return gr.themes.Base(
        primary_hue=_TEAL, secondary_hue=_TEAL, neutral_hue=_STONE,
        radius_size=gr.themes.sizes.radius_md, text_size=gr.themes.sizes.text_md,
        # Gradio sets tables in the second one; monospace fonts often misplace Vietnamese marks.
        font=_FONTS, font_mono=_FONTS,
    ).set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="*neutral_900",
        background_fill_secondary="*neutral_50",
        background_fill_secondary_dark="*neutral_950",
        block_background_fill="#ffffff",
        block_background_fill_dark="*neutral_900",
        block_border_width="0px",
        block_shadow="none",
        input_background_fill="#ffffff",
        input_background_fill_dark="*neutral_900",
        input_border_color="*neutral_300",
        input_border_color_dark="*neutral_700",
        input_border_color_focus="*primary_600",
        input_border_color_focus_dark="*primary_400",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="#ffffff",
    )  # fmt: skip
