"""What an administrator's programs see of the running service: its health, its counters, its stop."""

from __future__ import annotations

from ui.watch.health import Health
from ui.watch.metrics import Metrics
from ui.watch.routes import watch_routes
from ui.watch.stopping import Stopping

__all__ = ["Health", "Metrics", "Stopping", "watch_routes"]
