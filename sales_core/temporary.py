"""Folders for files that are at hand for a while, and removal of those that nobody needs any more.

A process that is killed leaves its folders behind, with sales in them. Each folder is locked for as
long as its process lives, wherever that runs, so the next server knows which ones are left.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "sales-app-"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make an empty folder that only this user can read; it is there while the block lasts."""
    path, held = _made()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if held is not None:
            os.close(held)


def remove_left_behind() -> int:
    """Remove the folders of this user whose process is gone.

    Returns:
        How many there were.
    """
    found = Path(tempfile.gettempdir()).glob(f"{PREFIX}*")
    return sum(map(_removed, found))


def _made() -> tuple[Path, int | None]:
    """Make a folder and lock it; again where a server that starts took it for one left behind."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        held = _locked(path, wait=True)
        if held is None or path.exists():
            return path, held
        os.close(held)


def _removed(path: Path) -> bool:
    held = None
    with suppress(OSError):  # gone meanwhile, of somebody else, or still in use
        held = _locked(path, wait=False)
    if held is None:
        return False
    try:
        shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(held)
    return True


def _locked(path: Path, *, wait: bool) -> int | None:
    """Lock a folder until its descriptor is closed; None where the system has no such locks.

    Raises:
        OSError: Somebody else has it, or it is no folder of this user.
    """
    try:
        import fcntl  # noqa: PLC0415 - not everywhere
    except ImportError:
        return None
    held = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(held).st_uid != os.getuid() or stat.S_IMODE(os.fstat(held).st_mode) & 0o077:
            raise PermissionError(path)
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(held)
        raise
    return held
