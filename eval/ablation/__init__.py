"""What each choice in searching is worth: ``python -m eval.ablation`` prints ``docs/ablations.md``'s table.

The same search in miniature, in memory, with one choice changed at a time. The first row is the
program's own search, so that a miniature that went astray shows.
"""
