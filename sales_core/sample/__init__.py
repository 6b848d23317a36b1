"""The sample: exports of an invented studio, for a first look and for benchmarks."""

from __future__ import annotations
