"""``python -m eval.generator --out DIR [--communes 20] [--years 2022 2023 2024] [--seed 1]``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.generator.corpus import generate


def main() -> None:
    """Write a corpus, its truth and its questions."""
    parser = argparse.ArgumentParser(prog="python -m eval.generator", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--communes", type=int, default=20)
    parser.add_argument("--years", type=int, nargs="+", default=[2022, 2023, 2024])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = generate(options.out, options.communes, options.years, options.seed)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
