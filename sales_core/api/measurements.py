"""What ``/metrics`` tells: requests since the start, and the state of the data when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from sales_core.errors import SalesError
from sales_core.reporting.coverage import coverage
from sales_core.store.database import Database

METHODS = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}


class Measurements:
    """Counts and times requests, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "sales_http_requests",
            "Requests answered.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sales_http_request_duration_seconds",
            "Time from request to answer.",
            ("route",),
            registry=self._registry,
        )

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answered request.

        Args:
            route: The route's pattern, never the path as asked for: those have no end.
            method: The HTTP method.
            status: The status of the answer.
            seconds: How long it took.
        """
        known = method if method in METHODS else "other"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def as_text(self, get_database: Callable[[], Database]) -> bytes:
        """Write the requests so far and the state of the data, in Prometheus' text format."""
        data = CollectorRegistry()
        data.register(_State(get_database))
        return generate_latest(self._registry) + generate_latest(data)


class _State(Collector):
    """The state of the data at the moment of asking."""

    def __init__(self, get_database: Callable[[], Database]) -> None:
        self._get_database = get_database

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand: registering is no reason to ask the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Give the state; only that there is none where the database does not answer."""
        try:
            database = self._get_database()
            version, found = database.data_version(), coverage(database)
        except SalesError:
            yield _gauge("sales_database_up", "Whether the database answers.", 0)
            return
        yield _gauge("sales_database_up", "Whether the database answers.", 1)
        yield _gauge("sales_data_version", "Raised by every change of the data.", version)
        yield _gauge("sales_imports", "Imports that are not undone.", found.imports)
        yield _gauge("sales_lines", "Lines stored.", found.lines)
        yield _gauge("sales_days", "Days with lines.", found.days_with_lines)


def _gauge(name: str, help_text: str, value: int) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_text, value=value)
