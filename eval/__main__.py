"""``python -m eval``. A worker process imports this module too, so it imports nothing itself."""

import sys

if __name__ == "__main__":
    from eval.command import main
    from foundation.command_line import run

    sys.exit(run(main))
