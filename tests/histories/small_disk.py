"""A small disk in memory, of its own, which can be filled to the last page."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAGE = 4096


@contextmanager
def small_disk(megabytes: int = 8) -> Iterator[tuple[Path, str]]:
    """Give a folder on a small disk, and "" or the reason why it is an ordinary folder."""
    with tempfile.TemporaryDirectory(prefix="sales-disk-") as made:
        size = f"size={megabytes}m"
        try:
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", size, "tmpfs", made], check=True, capture_output=True
            )
        except (OSError, subprocess.CalledProcessError) as fault:
            yield Path(made), f"no small disk can be mounted here: {fault}"
            return
        try:
            yield Path(made), ""
        finally:
            subprocess.run(["umount", "--lazy", made], check=True)


def remount(folder: Path, how: str) -> None:
    """Change how a small disk is mounted."""
    subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True, capture_output=True)


@contextmanager
def filled(folder: Path, pages: int) -> Iterator[None]:
    """Fill the disk of a folder but for some pages until the block ends."""
    filler = folder / "filler"
    room = os.statvfs(folder).f_bavail * PAGE - pages * PAGE
    try:
        with filler.open("wb") as file:
            if room > 0:
                os.posix_fallocate(file.fileno(), 0, room)
        yield
    finally:
        filler.unlink()
