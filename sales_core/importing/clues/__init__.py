"""What a file says about how it is meant: one module a clue, none knowing another."""

from __future__ import annotations
