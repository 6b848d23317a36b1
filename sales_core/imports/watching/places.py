"""The places of a watched folder, and moving files between them without losing one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sales_core.importing.files.folders import may_be_export

DONE, QUESTIONS, REFUSED = "done", "questions", "refused"
"""Folders inside the watched one: imported; waits for a person; cannot be imported."""

WHY = ".why.txt"
"""What is added to the name of a refused file for the text that says why."""

_LOCK = ".watched"


@dataclass(frozen=True)
class Seen:
    """A file as it was when it was looked at; the same numbers mean the same file."""

    path: Path
    size: int
    changed: int
    number: int


def look(path: Path) -> Seen | None:
    """Look at a file; None where there is no plain file (any more)."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Seen(path, found.st_size, found.st_mtime_ns, found.st_ino)


def exports_in(folder: Path) -> list[Seen]:
    """Give the files that lie in a folder itself and may be exports, by name."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    seen = (look(path) for path in paths if may_be_export(path.name))
    return [each for each in seen if each]


def move(file: Seen, place: Path, why: str = "") -> Path | None:
    """Move a file to a place, under another name if its own is taken there.

    Args:
        file: As it was when it was read; one that is another by now stays.
        place: A folder, made at need.
        why: What to write beside it.

    Returns:
        Where it lies now; None where it stayed.
    """
    if look(file.path) != file:
        return None
    place.mkdir(exist_ok=True)
    for target in _names(place / file.path.name):
        try:
            os.link(file.path, target)  # never over a file that is there, unlike a move
        except FileExistsError:
            continue
        except OSError:  # a file system without links
            if target.exists():
                continue
            file.path.rename(target)
        else:
            file.path.unlink()
        if why:
            with suppress(OSError):
                target.with_name(target.name + WHY).write_text(why + "\n", "utf-8")
        return target
    return None


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Watch a folder alone: say whether no other process does; a process that ends lets go."""
    with (folder / _LOCK).open("ab") as file:
        yield _locked(file)


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in range(2, 10_000):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


def _locked(file: BinaryIO) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not everywhere
    except ImportError:
        return True  # moves and imports are safe by themselves
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
