"""The file before it is opened: private, recognised, and left as it is where it is not ours."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from sales_core.errors import DatabaseNewerError, DatabaseUnreachableError
from sales_core.store import database as store
from sales_core.store import migrate
from sales_core.store.backup import backup
from sales_core.store.database import open_database
from sales_core.store.database_file import APPLICATION, expect, note_of
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, raw


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def fill(path: Path) -> None:
    with closing(open_database(address(path))) as database:
        load(database, mindbody_csv(sale(), sale(order_id="2")))


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def digests(folder: Path) -> dict[str, str]:
    """Give the digest of each file; of a log's index, which holds only who reads now, none."""
    return {
        path.name: "" if path.name.endswith("-shm") else sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
    }


def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "data" / "sales.db"
    with closing(open_database(address(path))) as database:
        load(database, mindbody_csv(sale()))
        backup(database, path.parent / "kept" / "copy.db")
        files = [found for found in path.parent.rglob("*") if found.is_file()]
        assert {found.name for found in files} >= {"sales.db", "sales.db-wal", "copy.db"}
        assert {mode(found) for found in files} == {0o600}
    folders = (path.parent, path.parent.parent, path.parent / "kept")
    assert {mode(folder) for folder in folders} == {0o700}


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    fill(tmp_path / "sales.db")
    assert mode(tmp_path) == 0o755


def test_what_the_owner_opens_to_others_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    fill(path)
    path.chmod(0o640)
    fill(path)
    assert mode(path) == 0o640


def test_a_file_of_before_the_mark_is_known_by_its_tables_and_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    with closing(open_database(address(path))) as database:
        load(database, mindbody_csv(sale()))
        migrate.downgrade(database.engine, "0014")
    assert int.from_bytes(path.read_bytes()[68:72]) == 0
    path.chmod(0o644)
    with closing(open_database(address(path))) as database:
        assert_clean(database)
    assert int.from_bytes(path.read_bytes()[68:72]) == APPLICATION
    assert mode(path) == 0o600


def of_another(path: Path, mark: int = 0, log: str = "") -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {mark}")
    if log:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE imports (mine)")
    connection.execute("INSERT INTO imports VALUES (1)")
    connection.commit()
    return connection


@pytest.mark.parametrize("mark", [0, 77])
@pytest.mark.parametrize("log", ["log", ""])
@pytest.mark.parametrize("used", ["used", ""])
def test_a_file_of_another_program_is_left_byte_for_byte(
    tmp_path: Path, mark: int, log: str, used: str
) -> None:
    connection = of_another(tmp_path / "sales.db", mark, log)
    if not used:
        connection.close()
    was = digests(tmp_path)
    with pytest.raises(DatabaseUnreachableError, match="database of another program"):
        open_database(address(tmp_path / "sales.db"))
    assert digests(tmp_path) == was
    connection.close()


def test_a_file_of_another_program_that_is_all_in_its_log_is_left(tmp_path: Path) -> None:
    connection = of_another(tmp_path / "other.db", log="log")
    for ending in ("", "-wal"):
        shutil.copy(tmp_path / f"other.db{ending}", tmp_path / f"sales.db{ending}")
    connection.close()
    was = digests(tmp_path)
    with pytest.raises(DatabaseUnreachableError, match="database of another program"):
        open_database(address(tmp_path / "sales.db"))
    assert was.items() <= digests(tmp_path).items()


@pytest.mark.parametrize("log", ["log", ""])
def test_a_newer_file_is_left_byte_for_byte(tmp_path: Path, log: str) -> None:
    path = tmp_path / "data" / "sales.db"
    fill(path)
    note_of(path).unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        if not log:
            connection.execute("PRAGMA journal_mode = DELETE")
    was = digests(path.parent)
    with pytest.raises(DatabaseNewerError):
        open_database(address(path))
    assert digests(path.parent) == was


def text_file(path: Path) -> None:
    path.write_text("Sale Date,Client ID\n" * 400, encoding="utf-8")


def short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def cut(path: Path) -> None:
    fill(path)
    path.write_bytes(path.read_bytes()[:9000])


def gone(path: Path) -> None:
    fill(path)
    path.unlink()


def emptied(path: Path) -> None:
    fill(path)
    path.write_bytes(b"")


def spoilt_tables(path: Path) -> None:
    fill(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * 3996 + whole[4096:])


def no_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file where the folder should be", encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (text_file, "holds something else than a database"),
    "a few bytes": (short, "is cut off"),
    "a file without its end": (cut, "is cut off"),
    "a file that went": (gone, "is not there any more, though it held data"),
    "a file without anything": (emptied, "is empty, though it held data"),
    "damaged tables": (spoilt_tables, "is damaged"),
    "a folder": (Path.mkdir, "there is a folder of that name"),
    "no folder": (no_folder, "its folder is no folder"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_each_fault_has_its_sentence_and_the_file_stays(tmp_path: Path, what: str) -> None:
    spoil, sentence = FAULTS[what]
    path = tmp_path / "data" / "sales.db"
    path.parent.mkdir()
    spoil(path)
    was = digests(path.parent) if path.parent.is_dir() and not path.is_dir() else None
    with pytest.raises(DatabaseUnreachableError, match=sentence) as told:
        open_database(address(path))
    assert str(path) in str(told.value)
    assert str(tmp_path) not in told.value.shown
    assert sentence in told.value.shown
    if was is not None:
        assert digests(path.parent) == was


def test_who_removes_the_note_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    gone(path)
    note_of(path).unlink()
    with closing(open_database(address(path))) as database:
        assert raw(database)["sales"] == []


def test_an_empty_database_is_not_expected_to_be_there(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    open_database(address(path)).close()
    path.unlink()
    open_database(address(path)).close()
    assert path.stat().st_size


def test_a_note_that_cannot_be_left_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    expect(tmp_path / "file" / "sales.db")


def test_the_log_of_a_killed_process_is_not_played_into_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "settle_log", lambda _: None)  # all stays in the log
    path, killed = tmp_path / "sales.db", tmp_path / "killed.db"
    with closing(open_database(address(path))) as database:
        load(database, mindbody_csv(sale()))
        backup(database, tmp_path / "copy.db")
        was = raw(database)
        load(database, mindbody_csv(*(sale(order_id=str(at)) for at in range(2, 300))))
        shutil.copyfile(tmp_path / "sales.db-wal", tmp_path / "killed.db-wal")
    shutil.copyfile(tmp_path / "copy.db", killed)
    with closing(open_database(address(killed))) as database:
        assert raw(database) == was
        assert_clean(database)
    assert (tmp_path / "killed.db-wal.of-the-file-before").exists()


@pytest.fixture
def only_read(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with a filled database on a disk that can only be read."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder],
            check=True, capture_output=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as fault:
        pytest.skip(f"No disk can be mounted here: {fault}")
    fill(folder / "sales.db")
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_file_on_a_disk_that_can_only_be_read_is_told(only_read: Path) -> None:
    was = digests(only_read)
    with pytest.raises(DatabaseUnreachableError, match="cannot be written to"):
        open_database(address(only_read / "sales.db"))
    with pytest.raises(DatabaseUnreachableError, match="none can be made there"):
        open_database(address(only_read / "other.db"))
    assert digests(only_read) == was


@pytest.mark.parametrize("which", ["sales.db", ""])
def test_a_file_or_folder_without_rights_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    path = tmp_path / "sales.db"
    fill(path)
    denied = tmp_path / which
    monkeypatch.setattr("os.access", lambda asked, _: Path(asked) != denied)
    with pytest.raises(DatabaseUnreachableError, match="cannot be written to"):
        open_database(address(path))
