"""A disk that is full or may not be written; see ``tests.histories``, too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from sales_core.errors import BackupError, DatabaseUnreachableError, SalesError, StorageFullError
from sales_core.sample.writing import write_sample
from sales_core.store.backup import backup
from sales_core.store.backups import making
from sales_core.store.database import open_database
from sales_core.store.schema import metadata
from tests.builders import NOON, load, mindbody_csv, sale
from tests.histories.small_disk import remount, small_disk
from tests.states import assert_clean, raw

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

EVERYTHING = tuple(metadata.tables)

FIRST = mindbody_csv(sale(), sale(order_id="2", item="Cake", date="4/15/2025"))

LATER = NOON.replace(year=2027)
"""When the sample has been sold; days far ahead of the moment are asked about."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder on a disk of its own that has room for little."""
    with small_disk(1) as (folder, why):
        if why:
            pytest.skip(why)
        yield folder


def sample(rows: int) -> bytes:
    stream = io.StringIO(newline="")
    write_sample(stream, rows, days=60)
    return stream.getvalue().encode()


def test_a_full_disk_is_told_and_nothing_is_imported(folder: Path) -> None:
    database = open_database(f"sqlite:///{folder / 'sales.db'}")
    load(database, FIRST)
    was, large = raw(database, EVERYTHING), sample(12_000)
    for _ in range(3):
        with pytest.raises(StorageFullError, match="disk is full"):
            load(database, large, now=LATER)
        assert raw(database, EVERYTHING) == was
    assert_clean(database)
    remount(folder, "size=64m")
    assert load(database, large, now=LATER).rows.imported == 12_000
    assert_clean(database)
    database.close()


def test_a_database_on_a_full_disk_is_told(folder: Path) -> None:
    (folder / "filler").write_bytes(b"x" * (1 << 20))
    with pytest.raises(SalesError):
        open_database(f"sqlite:///{folder / 'sales.db'}")


def test_a_backup_that_has_no_room_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'sales.db'}")
    load(database, sample(40_000), now=LATER)
    with pytest.raises(BackupError, match="There is no room"):
        backup(database, folder / "copy.db")
    monkeypatch.setattr(making, "SPARE", -(1 << 40))  # as if it could not be seen before
    with pytest.raises(StorageFullError):
        backup(database, folder / "copy.db")
    assert list(folder.iterdir()) == []
    assert_clean(database)
    database.close()


def test_a_disk_that_may_not_be_written_is_told(folder: Path) -> None:
    url = f"sqlite:///{folder / 'sales.db'}"
    database = open_database(url)
    load(database, FIRST)
    database.close()
    content = (folder / "sales.db").read_bytes()
    remount(folder, "ro")
    with pytest.raises(DatabaseUnreachableError):
        open_database(url)
    assert (folder / "sales.db").read_bytes() == content
