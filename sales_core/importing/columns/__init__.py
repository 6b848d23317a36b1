"""Which column is which: names in many languages, the look of values, the header row."""

from __future__ import annotations
