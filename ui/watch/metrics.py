"""Counters for Prometheus: what is asked, how it goes, what is stored; nobody's names or words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from foundation.events import WORK_BEGUN, WORK_ENDED, Fact, listen
from foundation.settings import Settings
from knowledge.base import KnowledgeBase

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32)
_PREFIX = "tdkt_"


class Metrics:
    """Counts what it hears of, each process for itself."""

    def __init__(self, knowledge_base: KnowledgeBase, settings: Settings) -> None:
        self._registry = CollectorRegistry()
        self._questions = self._counter("questions", "Questions answered, by intent", "intent")
        self._abstained = self._counter("abstentions", "Answers that found nothing, by intent", "intent")
        self._failures = self._counter("failures", "Work that ended in an error", "kind", "error")
        self._files = self._counter("ingested_files", "Files taken in, by outcome", "outcome")
        self._requests = self._counter("api_requests", "Requests of other programs", "route", "status")
        self._seconds = Histogram(
            f"{_PREFIX}work_seconds", "Seconds of work, by kind", ["kind"], buckets=_SECONDS,
            registry=self._registry,
        )  # fmt: skip
        self._running = Gauge(f"{_PREFIX}running", "Work going on", ["kind"], registry=self._registry)
        self._registry.register(_StoreSizes(knowledge_base, settings.store_dir))
        self._end = listen(self._hear)

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)

    def close(self) -> None:
        """Count no more."""
        self._end()

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"{_PREFIX}{name}", meaning, labels, registry=self._registry)

    def _hear(self, event: str, facts: Mapping[str, Fact]) -> None:
        if event == WORK_BEGUN:
            self._running.labels(facts["kind"]).inc()
        elif event == WORK_ENDED:
            self._running.labels(facts["kind"]).dec()
            self._seconds.labels(facts["kind"]).observe(float(facts["seconds"]))
            if facts["error"]:
                self._failures.labels(facts["kind"], facts["error"]).inc()
        elif event == "answered":
            self._questions.labels(facts["intent"]).inc()
            if facts["abstained"]:
                self._abstained.labels(facts["intent"]).inc()
        elif event == "ingested":
            self._files.labels(facts["outcome"]).inc()
        elif event == "api_request":
            self._requests.labels(facts["route"], facts["status"]).inc()


class _StoreSizes(Collector):
    """How large the store is, looked up when it is asked for."""

    def __init__(self, knowledge_base: KnowledgeBase, folder: Path) -> None:
        self._base = knowledge_base
        self._folder = folder

    def describe(self) -> list[Metric]:
        """Nothing, so that registering looks nothing up."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The sizes as they are now."""
        documents = self._base.documents()
        for name, meaning, value in (
            ("documents", "Documents in the store", len(documents)),
            ("passages", "Passages in the store", sum(each.passages for each in documents)),
            ("awards", "Award statements in the store", sum(each.awards for each in documents)),
            ("indicators", "Figures in the store", sum(each.indicators for each in documents)),
            ("disk_free_bytes", "Room on the disk of the store", shutil.disk_usage(self._folder).free),
            ("vectors_usable", "1 when passages can be found by vectors", self._vectors()),
        ):
            yield GaugeMetricFamily(f"{_PREFIX}{name}", meaning, value)

    def _vectors(self) -> int:
        return int(self._base.state_of_vectors() == "ok")
