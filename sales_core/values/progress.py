"""How far long work is, told to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Is told how much is done, of how much."""


def no_progress(done: int, of: int) -> None:
    """Tell nobody."""
