"""Tests work on stores of their own, whatever this machine's settings name."""

from __future__ import annotations

import os

# Said rather than left out, so that no .env file says otherwise.
for name in ("DATABASE_URL", "CHROMA_URL"):
    os.environ[name] = ""
