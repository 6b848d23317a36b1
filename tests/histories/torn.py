"""Copies of an SQLite database as a loss of power may leave it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

_LOG_HEADER, _FRAME_HEADER = 32, 24


@contextmanager
def torn_copy(path: Path, at: int) -> Iterator[Path]:
    """Give a copy whose log is torn somewhere; the number says where and how."""
    random = Random(at)
    copy = path.with_name("torn.db")
    log, copied = path.with_name(f"{path.name}-wal"), copy.with_name(f"{copy.name}-wal")
    try:
        subprocess.run(["cp", path, copy], check=True)  # to close it here would take locks away
        if log.exists():
            copied.write_bytes(_torn(log.read_bytes(), copy, random))
        yield copy
    finally:
        for rest in path.parent.glob("torn.db*"):
            rest.unlink()


def _torn(log: bytes, copy: Path, random: Random) -> bytes:
    place = random.randrange(len(log) + 1)
    how = random.randrange(4)
    if how == 0:
        return log[:place]
    if how == 1:
        return log[:place] + bytes(len(log) - place)
    if how == 2:
        return log[:place] + random.randbytes(len(log) - place)
    _half_copied(log, copy, random)
    return log


def _half_copied(log: bytes, copy: Path, random: Random) -> None:
    """Carry some pages of the log over into the file, as a checkpoint that is cut short does."""
    size = int.from_bytes(log[8:12], "big")
    pages: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for start in range(_LOG_HEADER, len(log) - size, _FRAME_HEADER + size):
        frame = log[start : start + _FRAME_HEADER]
        if frame[8:16] != log[16:24]:
            break  # of a log before this one
        content = start + _FRAME_HEADER
        waiting[int.from_bytes(frame[:4], "big")] = log[content : content + size]
        if any(frame[4:8]):  # a transaction is whole
            pages |= waiting
            waiting = {}
    with copy.open("r+b") as file:
        for number in sorted(pages):
            if random.random() < 0.5:
                file.seek((number - 1) * size)
                file.write(pages[number])
