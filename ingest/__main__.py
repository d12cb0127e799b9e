"""``python -m ingest``. A worker process imports this module too, so it imports nothing itself."""

import sys

if __name__ == "__main__":
    from foundation.command_line import run
    from ingest.command import main

    sys.exit(run(main))
