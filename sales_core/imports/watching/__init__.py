"""A watched folder: what comes into it is imported, and put where it belongs."""

from __future__ import annotations
