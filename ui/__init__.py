"""The Gradio interface: presentation only.

``page.build`` puts the tabs together; each tab is one module that lays out its widgets and
binds them to functions of the rooms below. Markup lives in ``templates/`` (escaped by
default), looks in ``assets/``, wording in ``prompts/ui.toml``.
"""
