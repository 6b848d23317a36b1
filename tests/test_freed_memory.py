"""Freed memory is given back where the C library can be told, and nothing fails where it cannot."""

from __future__ import annotations

import ctypes
import platform
from types import SimpleNamespace

import pytest

from sales_core import freed_memory
from sales_core.freed_memory import give_back_large_pieces, give_back_rest, share_memory


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has mallopt")
def test_glibc_takes_it() -> None:
    assert give_back_large_pieces()
    assert share_memory()
    give_back_rest()


@pytest.mark.parametrize("why", [OSError, TypeError, None])
def test_where_there_is_no_such_library_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, why: type[Exception] | None
) -> None:
    def load(_name: object) -> object:
        if why:
            raise why
        return SimpleNamespace()  # another C library, without mallopt

    monkeypatch.setattr(ctypes, "CDLL", load)
    assert freed_memory.give_back_large_pieces() is False
    assert freed_memory.share_memory() is False
    assert freed_memory.give_back_rest() is False
