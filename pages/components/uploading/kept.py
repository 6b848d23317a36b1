"""Desks that outlive a reload of the page: kept on the server for a while, under a secret name.

The name stands in the address of the upload page, so that a page that is loaded again finds its
files, answers and receipts. The bytes lie on disk, in a folder that only this server's user can
read and that goes when the server ends.
"""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from components.uploading.desk import Desk
from components.uploading.sheet import Sheet
from sales_core.temporary import temporary_folder

HOURS = 12
"""How long a desk is kept that nobody looks at."""

DESKS = 100
"""How many are kept; those that nobody looked at for longest go first."""

BYTES = 4 << 30
"""What all dropped files together may take on disk before the oldest desks go."""


class _Kept:
    """The desks of this server, by their names."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.desks: dict[str, Desk] = {}
        self.seen: dict[str, float] = {}
        self.folder: Path | None = None
        self.until_the_end = ExitStack()


_kept = _Kept()


def new_desk() -> Desk:
    """Set up a desk with a folder of its own, and let go of those that are too old or too many."""
    name = secrets.token_urlsafe(18)
    with _kept.lock:
        if _kept.folder is None:
            _kept.folder = _kept.until_the_end.enter_context(temporary_folder())
        folder = _kept.folder / name
        folder.mkdir(mode=0o700)
        desk = Desk(name=name, folder=folder)
        _kept.desks[name], _kept.seen[name] = desk, time.monotonic()
        for old in _too_much(but=name):
            shutil.rmtree(_kept.desks.pop(old).folder, ignore_errors=True)
            del _kept.seen[old]
    return desk


def clear_all() -> None:
    """Let go of all desks and their files: the server ends."""
    with _kept.lock:
        _kept.desks.clear()
        _kept.seen.clear()
        _kept.folder = None
        _kept.until_the_end.close()


def find_desk(name: str) -> Desk | None:
    """Give the desk of a name, as long as it is kept."""
    with _kept.lock:
        desk = _kept.desks.get(name)
        if desk is not None:
            _kept.seen[name] = time.monotonic()
        return desk


def running() -> list[Sheet]:
    """Give the files of all desks that are being imported."""
    with _kept.lock:
        desks = list(_kept.desks.values())
    return [sheet for desk in desks for sheet in list(desk.sheets.values()) if sheet.working]


def _too_much(but: str) -> Iterator[str]:
    """Name the desks that must go, those longest unseen first; never one that is at work."""
    now = time.monotonic()
    size = sum(desk.size for desk in _kept.desks.values())
    count = len(_kept.desks)
    for name in sorted(_kept.seen, key=_kept.seen.__getitem__):
        desk = _kept.desks[name]
        old = now - _kept.seen[name] > HOURS * 3600
        if not (old or count > DESKS or size > BYTES):
            return
        if name != but and not desk.at_work:
            size, count = size - desk.size, count - 1
            yield name
