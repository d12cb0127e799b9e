"""The assistant as a page in the browser: ``python app.py``."""

import sys

# A process that reads documents or answers questions loads the file that was started as well:
# what only the page needs is loaded where the page is served.
if __name__ == "__main__":
    from foundation.command_line import run
    from ui.serving import main

    sys.exit(run(main))
