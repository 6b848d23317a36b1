"""The first interpretation of a file: columns by name and look, forms of dates and numbers."""

from __future__ import annotations
