"""Files at hand for a while: gone with their block, and after a kill with the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sales_core.temporary import PREFIX, remove_left_behind, temporary_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")

HOLDER = """
import sys, time
from sales_core.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "export").write_bytes(b"sales")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def holding(place: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Run another process that has a folder; it is killed at the latest with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        env={**os.environ, "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield process, Path(process.stdout.readline().strip())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_folder_is_there_for_its_user_alone_and_as_long_as_its_block(own_place: Path) -> None:
    with temporary_folder() as folder:
        assert folder.parent == own_place
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "export").write_bytes(b"sales")
        assert remove_left_behind() == 0
        assert (folder / "export").exists()
    assert list(own_place.iterdir()) == []


def test_what_a_killed_process_leaves_is_removed_and_what_a_living_one_has_is_not(
    own_place: Path,
) -> None:
    with holding(own_place) as (process, folder):
        assert remove_left_behind() == 0
        assert (folder / "export").read_bytes() == b"sales"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert folder.exists()
        assert remove_left_behind() == 1
        assert not folder.exists()
    assert remove_left_behind() == 0


def test_what_is_not_ours_stays(own_place: Path) -> None:
    (own_place / "elsewhere").mkdir()
    kept = own_place / "elsewhere" / "kept"
    kept.write_bytes(b"sales")
    (own_place / f"{PREFIX}link").symlink_to(own_place / "elsewhere")
    (own_place / f"{PREFIX}file").write_bytes(b"")
    (own_place / f"{PREFIX}open").mkdir(mode=0o755)
    (own_place / "sales-other").mkdir()
    assert remove_left_behind() == 0
    assert kept.exists()
    assert len(list(own_place.iterdir())) == 5
