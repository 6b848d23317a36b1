"""All or nothing: whichever statement fails, wherever the log is torn, when the disk is full."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from sales_core.errors import DatabaseUnreachableError, SalesError, StorageFullError
from sales_core.importing.questions import Answers
from sales_core.imports import list_imports, undo_import
from sales_core.sample import write_sample
from sales_core.store import database as store
from sales_core.store.backup import backup
from sales_core.store.database import Database, open_database
from sales_core.store.schema import metadata
from sales_core.store.verify import rebuild
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.states import assert_clean, raw

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

EVERYTHING = tuple(metadata.tables)

FIRST = mindbody_csv(sale(), sale(order_id="2", item="Cake", date="4/15/2025"))
SECOND = mindbody_csv(
    sale(),
    sale(amount="12", unit_price="12", item="Scone", location="Online"),
    sale(date="4/16/2025", payment_method="Card"),
    sale(amount="ten"),
)


class PlantedError(Exception):
    pass


@contextmanager
def failing(database: Database, number: int) -> Iterator[None]:
    """Let the n-th statement fail, counted from 1."""
    sent = count(1)

    def fail(*_: Any) -> None:
        if next(sent) == number:
            raise PlantedError

    event.listen(database.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(database.engine, "before_cursor_execute", fail)


WORK: dict[str, Callable[[Database], Any]] = {
    "merging": lambda database: load(database, SECOND, on_bad_rows="skip"),
    "replacing": lambda database: load(database, SECOND, on_bad_rows="skip", on_changed="replace"),
    "undoing": lambda database: undo_import(database, 1, now=NOON, actor=BY_COMMAND),
    "rebuilding": lambda database: rebuild(database, now=NOON, actor=BY_COMMAND),
}


@pytest.mark.parametrize(
    ("database", "what"),
    [*(("sqlite", what) for what in WORK), ("postgresql", "replacing"), ("postgresql", "undoing")],
    indirect=["database"],
)
def test_whichever_statement_fails_nothing_is_changed(database: Database, what: str) -> None:
    load(database, FIRST)
    was = raw(database, EVERYTHING)
    for number in count(1):
        try:
            with failing(database, number):
                WORK[what](database)
            break
        except PlantedError:
            assert raw(database, EVERYTHING) == was, number
    assert number > 20
    assert raw(database, ["data_version"]) == {"data_version": [(1, 2)]}
    assert_clean(database)


def test_a_commit_that_fails_changes_nothing(database: Database) -> None:
    load(database, FIRST)
    was = raw(database, EVERYTHING)

    def fail(_: object) -> None:
        raise PlantedError

    for work in WORK.values():
        event.listen(database.engine, "commit", fail)
        with pytest.raises(PlantedError):
            work(database)
        event.remove(database.engine, "commit", fail)
        assert raw(database, EVERYTHING) == was


OTHERS = Answers(choices={"counted-twice": "both"})
"""Days that come to the same sum are other sales."""

LATER = NOON.replace(year=2027)
"""When the sample has been sold; days far ahead of the moment are asked about."""


@sqlite_only
def test_a_torn_log_is_an_exact_number_of_imports(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "settle_log", lambda _: None)  # all stays in the log
    path = database.path
    assert path
    states = [raw(database)]
    for number in range(3):
        rows = (sale(order_id=f"{number}-{at}") for at in range(40))
        load(database, mindbody_csv(*rows), answers=OTHERS)
        states.append(raw(database))
    log = path.with_name("sales.db-wal").read_bytes()
    seen = set()
    for part in range(1, 11):
        torn = tmp_path / f"torn{part}.db"
        shutil.copy(path, torn)
        torn.with_name(f"{torn.name}-wal").write_bytes(log[: len(log) * part // 10])
        left = open_database(f"sqlite:///{torn}")
        imports = len(list_imports(left))
        assert raw(left) == states[imports]
        seen.add(imports)
        left.close()
    assert {0, 3} <= seen


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of its own that has room for little."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder)
    except (OSError, subprocess.CalledProcessError) as fault:
        pytest.skip(f"No small disk can be mounted here: {fault}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True, capture_output=True)


def sample(rows: int) -> bytes:
    stream = io.StringIO(newline="")
    write_sample(stream, rows, days=60)
    return stream.getvalue().encode()


def test_a_full_disk_is_told_and_nothing_is_imported(small_disk: Path) -> None:
    database = open_database(f"sqlite:///{small_disk / 'sales.db'}")
    load(database, FIRST)
    was, large = raw(database, EVERYTHING), sample(12_000)
    for _ in range(3):
        with pytest.raises(StorageFullError, match="disk is full"):
            load(database, large, now=LATER)
        assert raw(database, EVERYTHING) == was
    assert_clean(database)
    mount("-o", "remount,size=64m", small_disk)
    assert load(database, large, now=LATER).rows.imported == 12_000
    assert_clean(database)
    database.close()


def test_a_database_on_a_full_disk_is_told(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * (1 << 20))
    with pytest.raises(SalesError):
        open_database(f"sqlite:///{small_disk / 'sales.db'}")


def test_a_backup_that_has_no_room_leaves_nothing(small_disk: Path, tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'sales.db'}")
    load(database, sample(40_000), now=LATER)
    with pytest.raises(StorageFullError):
        backup(database, small_disk / "copy.db")
    assert list(small_disk.iterdir()) == []
    assert_clean(database)
    database.close()


def test_a_disk_that_may_not_be_written_is_told(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'sales.db'}"
    database = open_database(url)
    load(database, FIRST)
    database.close()
    content = (small_disk / "sales.db").read_bytes()
    mount("-o", "remount,ro", small_disk)
    with pytest.raises(DatabaseUnreachableError):
        open_database(url)
    assert (small_disk / "sales.db").read_bytes() == content
