"""Memory that is freed goes back to the system at once, where the C library can be told so."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

LARGE = 1 << 20
"""Bytes from which a piece of memory is asked of the system by itself, and given back."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""What ``mallopt`` of glibc calls them by."""


def give_back_large_pieces() -> bool:
    """Tell glibc not to raise the size from which pieces are given back: it does by itself.

    The columns of a batch are such pieces; kept for later, those of some batches are there at
    once. An import of a million rows peaks 50 MB lower into PostgreSQL, 20 MB into SQLite.

    Returns:
        Whether the C library took it; others than glibc do not know of it.
    """
    mallopt = _of_the_c_library("mallopt")
    return bool(mallopt(_MMAP_THRESHOLD, LARGE) and mallopt(_TRIM_THRESHOLD, LARGE))


def share_memory(places: int = 2) -> bool:
    """Tell glibc to let all threads take memory from a few places, before they begin.

    Each thread has one of its own else, and what is freed there is of use to no other thread.

    Returns:
        As ``give_back_large_pieces``.
    """
    return bool(_of_the_c_library("mallopt")(_ARENA_MAX, places))


def let_arrow_take_memory_alike() -> None:
    """Let Arrow keep nothing back by itself: of a day of a million rows that is 40 MB."""
    import pyarrow as pa  # noqa: PLC0415 - loads slowly, and only with what is measured

    pa.set_memory_pool(pa.system_memory_pool())


def give_back_rest() -> bool:
    """Give back every page of memory that nothing lies on; it takes some milliseconds.

    Returns:
        Whether the C library had any; others than glibc do not know of it.
    """
    return bool(_of_the_c_library("malloc_trim")(0))


def _of_the_c_library(name: str) -> Callable[..., int]:
    """Find a function of the C library; one that does nothing where it has none."""
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return lambda *_: 0
    return found
