"""A file that is deleted, replaced or written over while the app has it open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from sales_core.errors import DatabaseUnreachableError
from sales_core.store.backup import backup
from sales_core.store.database import Database, open_database
from sales_core.store.database_file import note_of
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, raw


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    """Give a database with two imports, both still in use."""
    (tmp_path / "data").mkdir()
    with closing(open_database(f"sqlite:///{tmp_path / 'data' / 'sales.db'}")) as database:
        load(database, mindbody_csv(sale(item="Old")))
        load(database, mindbody_csv(sale(item="Old", order_id="2")))
        yield database


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Give a copy of another database that has been written as often."""
    with closing(open_database(f"sqlite:///{tmp_path / 'other' / 'sales.db'}")) as database:
        load(database, mindbody_csv(sale(item="New"), sale(item="New", order_id="7")))
        load(database, mindbody_csv(sale(item="Newer", order_id="8")))
        backup(database, tmp_path / "copy.db")
    return tmp_path / "copy.db"


def products(database: Database) -> list[str]:
    return [str(row[1]) for row in raw(database, ["products"])["products"]]


def path_of(database: Database) -> Path:
    assert database.path
    return database.path


def by_rename(path: Path, other: Path) -> None:
    other.replace(path)


def written_over(path: Path, other: Path) -> None:
    shutil.copyfile(other, path)


def removed_and_copied(path: Path, other: Path) -> None:
    path.unlink()
    shutil.copyfile(other, path)


def all_removed_and_copied(path: Path, other: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    shutil.copyfile(other, path)


WAYS = [by_rename, written_over, removed_and_copied, all_removed_and_copied]


@pytest.mark.parametrize("put", WAYS)
def test_the_app_goes_on_with_the_file_that_is_put_there(
    opened: Database, other: Path, put: Callable[[Path, Path], None]
) -> None:
    version = opened.data_version()
    put(path_of(opened), other)
    assert opened.data_version() != version
    assert products(opened) == ["New", "Newer"]
    load(opened, mindbody_csv(sale(item="Newest", order_id="9")))
    assert products(opened) == ["New", "Newer", "Newest"]
    assert_clean(opened)
    with closing(open_database(f"sqlite:///{path_of(opened)}")) as again:
        assert products(again) == ["New", "Newer", "Newest"]
        assert_clean(again)


@pytest.mark.parametrize("put", WAYS)
def test_a_backup_put_back_is_shown_as_it_was(
    opened: Database, tmp_path: Path, put: Callable[[Path, Path], None]
) -> None:
    backup(opened, tmp_path / "before.db")
    was = raw(opened)
    load(opened, mindbody_csv(sale(item="Later", order_id="3")))
    version = opened.data_version()
    put(path_of(opened), tmp_path / "before.db")
    assert opened.data_version() != version
    assert raw(opened) == was
    assert_clean(opened)


def test_a_deleted_file_is_told_at_once_and_used_again_when_it_is_back(
    opened: Database, tmp_path: Path
) -> None:
    path = path_of(opened)
    was, version = raw(opened), opened.data_version()
    path.rename(tmp_path / "aside.db")
    for _ in range(2):
        with pytest.raises(DatabaseUnreachableError, match="is not there any more"):
            raw(opened)
    assert not path.exists()
    (tmp_path / "aside.db").rename(path)
    assert raw(opened) == was
    assert opened.data_version() == version
    load(opened, mindbody_csv(sale(order_id="4")))
    assert_clean(opened)


def test_a_deleted_file_may_come_back_as_another(opened: Database, other: Path) -> None:
    path_of(opened).unlink()
    with pytest.raises(DatabaseUnreachableError):
        raw(opened)
    shutil.copyfile(other, path_of(opened))
    assert products(opened) == ["New", "Newer"]


def test_a_file_that_is_no_database_is_told_and_left(opened: Database, other: Path) -> None:
    path = path_of(opened)
    for content, told in ((b"Dear diary\n" * 90, "something else"), (b"", "is empty")):
        path.write_bytes(content)
        with pytest.raises(DatabaseUnreachableError, match=told):
            raw(opened)
        assert path.read_bytes() == content
    shutil.copyfile(other, path)
    assert products(opened) == ["New", "Newer"]


def test_a_file_without_its_end_is_told(opened: Database) -> None:
    path = path_of(opened)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(DatabaseUnreachableError, match="is cut off"):
        raw(opened)


def test_a_file_that_held_nothing_is_begun_anew(tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path / 'sales.db'}")) as database:
        path_of(database).unlink()
        assert not note_of(path_of(database)).exists()
        assert products(database) == []


@pytest.mark.parametrize("put", [by_rename, written_over, lambda path, _: path.unlink()])
def test_no_write_into_a_file_that_went_is_acknowledged(
    opened: Database, other: Path, put: Callable[[Path, Path], None]
) -> None:
    def write() -> None:
        with opened.writing() as connection:
            connection.exec_driver_sql("UPDATE products SET display_name = 'x'")
            put(path_of(opened), other)

    with pytest.raises(DatabaseUnreachableError, match="removed or replaced"):
        write()
    if path_of(opened).exists():
        assert products(opened) == ["New", "Newer"]
        assert_clean(opened)


def test_what_other_processes_write_is_no_other_file(opened: Database) -> None:
    with closing(open_database(f"sqlite:///{path_of(opened)}")) as beside:
        for number in range(3):
            load(beside, mindbody_csv(sale(order_id=f"{number}", item="Beside")))
            assert len(raw(opened)["sales"]) == 3 + number
    assert opened.turns.taken == 0
    assert_clean(opened)


def test_many_threads_see_one_file_or_the_other(opened: Database, other: Path) -> None:
    def ask(_: int) -> tuple[str, ...]:
        try:
            return tuple(products(opened))
        except DatabaseUnreachableError:
            return ()

    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(ask, number) for number in range(60)]
        other.replace(path_of(opened))
        found = {one.result() for one in asked}
    assert found <= {("Old",), ("New", "Newer"), ()}
    assert products(opened) == ["New", "Newer"]
    assert_clean(opened)
