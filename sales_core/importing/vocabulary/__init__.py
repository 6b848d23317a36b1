"""Words of all languages, and what makes names comparable."""

from __future__ import annotations
