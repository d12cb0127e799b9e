"""A real Chroma server of the test's own, on a loopback port, that can be stopped and frozen."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

START_S = 30.0
COMMAND = Path(sys.executable).with_name("chroma")


class ChromaServer:
    """``chroma run`` over a folder; it keeps its port when it is started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it and wait until it answers; skips the test where it cannot."""
        if not COMMAND.exists():
            pytest.skip("the command chroma is not installed beside this Python")
        arguments = ["run", "--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [str(COMMAND), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self._process.poll() is None:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=1),
            ):
                return
            time.sleep(0.05)
        self.kill()
        pytest.skip("chroma run does not start on this machine")

    def kill(self) -> None:
        """End it at once; what it keeps stays in its folder."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def lose_everything(self) -> None:
        """End it and remove what it kept."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def freeze(self) -> None:
        """Let it hold its connections and answer nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)
