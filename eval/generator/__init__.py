"""Whole invented reports with known truth: what each one says is written down beside it.

``python -m eval.generator --out DIR`` writes ``corpus/``, ``truth.jsonl`` and ``questions.jsonl``.
A generator's phrases are easy to learn, so results on it are reported apart from those on
documents written by people.
"""
