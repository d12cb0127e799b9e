"""Speed and memory, measured side by side with what a user would otherwise pick.

``python -m benchmarks`` prints tables; ``docs/benchmarks.md`` keeps one run with its machine.
"""
