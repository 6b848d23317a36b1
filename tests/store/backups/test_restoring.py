"""A backup takes the place of the database, whatever became of it; the one of before is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sales_core.errors import BackupError, DatabaseBusyError, DatabaseUnreachableError
from sales_core.store import migrate
from sales_core.store.audit import Event, audit_rows
from sales_core.store.backup import backup
from sales_core.store.backups import restoring
from sales_core.store.backups.restoring import Restored, restore
from sales_core.store.database import Database, open_database
from sales_core.values.actors import BY_COMMAND
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, state

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
ASIDE = "sales.db.before-restore-20261129T100000Z"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    """Give a database with one import more than its backup, ``copy.db``."""
    with closing(open_database(f"sqlite:///{tmp_path / 'data' / 'sales.db'}")) as database:
        load(database, mindbody_csv(sale()))
        backup(database, tmp_path / "copy.db")
        load(database, mindbody_csv(sale(order_id="2")))
        yield database


def path_of(database: Database) -> Path:
    assert database.path
    return database.path


def put_back(database: Database, source: Path) -> Restored:
    return restore(f"sqlite:///{database.path}", source, now=NOW, actor=BY_COMMAND)


def copied_state(path: Path) -> dict[str, list[str]]:
    with closing(open_database(f"sqlite:///{path}")) as database:
        assert_clean(database)
        return state(database)


def test_a_running_app_goes_on_with_the_backup(opened: Database, tmp_path: Path) -> None:
    was, content = state(opened), (tmp_path / "copy.db").read_bytes()
    done = put_back(opened, tmp_path / "copy.db")
    aside = path_of(opened).with_name(ASIDE)
    assert done == Restored(1, 1, aside)
    assert (tmp_path / "copy.db").read_bytes() == content
    assert state(opened) == copied_state(tmp_path / "copy.db")
    assert_clean(opened)
    load(opened, mindbody_csv(sale(order_id="3")))
    assert_clean(opened)
    assert copied_state(aside) == was
    assert {path.stat().st_mode & 0o777 for path in path_of(opened).parent.iterdir()} == {0o600}
    with opened.reading() as connection:
        trail = audit_rows(connection)
    assert [row.what for row in trail if row.event == Event.RESTORED] == ["From the backup copy.db"]


def removed(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("Dear diary\n" * 900)


def spoilt(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * 8092 + whole[8192:])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize("spoil", [removed, emptied, text, spoilt, cut, newer])
def test_whatever_became_of_the_database_a_backup_takes_its_place(
    opened: Database, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    opened.close()
    spoil(path_of(opened))
    content = path_of(opened).read_bytes() if path_of(opened).exists() else None
    done = put_back(opened, tmp_path / "copy.db")
    assert (done.imports, done.lines) == (1, 1)
    assert state(opened) == copied_state(tmp_path / "copy.db")
    assert (done.aside is None) == (content is None)
    if done.aside and spoil is not newer:
        assert done.aside.read_bytes() == content


def test_a_file_of_another_program_is_not_touched(opened: Database, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
    content = other.read_bytes()
    with pytest.raises(DatabaseUnreachableError, match="another program"):
        restore(f"sqlite:///{other}", tmp_path / "copy.db", now=NOW, actor=BY_COMMAND)
    assert other.read_bytes() == content
    with pytest.raises(BackupError, match="is no backup: it is the database of another program"):
        put_back(opened, other)


@pytest.mark.parametrize("spoil", [emptied, text, spoilt, cut, newer, removed])
def test_what_is_no_whole_backup_changes_nothing(
    opened: Database, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    was = state(opened)
    spoil(tmp_path / "copy.db")
    with pytest.raises(Exception, match=r"is no backup|no whole backup|There is no backup|newer"):
        put_back(opened, tmp_path / "copy.db")
    assert state(opened) == was
    assert not list(path_of(opened).parent.glob("*.part-*"))


def test_a_plain_copy_with_its_log_is_a_backup_too(opened: Database, tmp_path: Path) -> None:
    was = state(opened)
    for ending in ("", "-wal"):
        shutil.copy(f"{opened.path}{ending}", tmp_path / f"plain.db{ending}")
    load(opened, mindbody_csv(sale(order_id="9")))
    put_back(opened, tmp_path / "plain.db")
    assert state(opened) == was


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    opened: Database, tmp_path: Path
) -> None:
    with closing(open_database(f"sqlite:///{tmp_path / 'copy.db'}")) as copy:
        migrate.downgrade(copy.engine, "0010")
    put_back(opened, tmp_path / "copy.db")
    assert_clean(opened)
    assert len(state(opened)["sales"]) == 1


def test_while_somebody_writes_nothing_is_restored(
    opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 0.1)
    was = state(opened)
    with opened.writing(), pytest.raises(DatabaseBusyError):
        put_back(opened, tmp_path / "copy.db")
    assert state(opened) == was


def test_the_database_is_no_backup_of_itself(opened: Database) -> None:
    with pytest.raises(BackupError, match="is the database itself"):
        put_back(opened, path_of(opened))


def test_a_server_restores_itself() -> None:
    with pytest.raises(BackupError, match="its own tools"):
        restore("postgresql://host/sales", Path("x"), now=NOW, actor=BY_COMMAND)


def test_a_disk_without_links_is_enough(
    opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert put_back(opened, tmp_path / "copy.db").aside
    assert_clean(opened)


def test_what_was_done_after_the_backup_stays_in_the_trail(
    opened: Database, tmp_path: Path
) -> None:
    put_back(opened, tmp_path / "copy.db")
    with opened.reading() as connection:
        trail = audit_rows(connection)[::-1]
    assert [row.event for row in trail] == ["imported", "imported", "restored"]
    assert [row.import_id for row in trail] == [1, None, None]
    assert trail[1].what == "Import 2: 1 line added."


def test_the_trail_of_another_database_stays_with_it(opened: Database, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(open_database(f"sqlite:///{other}")) as database:
        load(database, mindbody_csv(sale(order_id="9"), sale(order_id="8")))
    put_back(opened, other)
    with opened.reading() as connection:
        assert [row.event for row in audit_rows(connection)] == ["restored", "imported"]
