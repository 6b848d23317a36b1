"""Backups by themselves: when one is made, that it is whole, and what is told where none can be."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from sales_core.errors import BackupError
from sales_core.store import copying
from sales_core.store.backups import making, schedule
from sales_core.store.backups.folder import BackupFolder
from sales_core.store.backups.schedule import Backups, BackupState
from sales_core.store.database import Database, open_database
from sales_core.store.soundness import why_unsound
from tests.builders import load, mindbody_csv, sale
from tests.states import assert_clean, state

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

START = datetime(2026, 11, 29, 10, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backups(database: Database, tmp_path: Path, clock: Clock) -> Backups:
    return Backups(tmp_path / "kept", lambda: database, clock)


def known(backups: Backups) -> BackupState:
    found = backups.state()
    assert found
    return found


@sqlite_only
def test_an_empty_database_needs_no_backup(database: Database, backups: Backups) -> None:
    assert database.path
    assert backups.look() is None
    assert known(backups) == BackupState()


@sqlite_only
def test_what_changed_is_backed_up_within_an_hour_and_only_then(
    database: Database, backups: Backups, clock: Clock
) -> None:
    load(database, mindbody_csv(sale()))
    assert known(backups).changed
    made = backups.look()
    assert made
    assert (made.made_at, made.path.stat().st_mode & 0o777) == (START, 0o600)
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    clock.later(days=3)
    assert backups.look() is None
    load(database, mindbody_csv(sale(order_id="2")))
    assert backups.look()
    load(database, mindbody_csv(sale(order_id="3")))
    waited = 0
    while backups.look() is None:
        clock.later(minutes=1)
        waited += 1
    assert waited < 55
    assert (known(backups).count, known(backups).changed) == (2, False)  # of this hour, of that day
    with closing(open_database(f"sqlite:///{known(backups).latest.path}")) as copy:  # type: ignore[union-attr]
        assert state(copy) == state(database)
        assert_clean(copy)


@sqlite_only
def test_a_server_that_starts_again_knows_what_is_backed_up(
    database: Database, backups: Backups, tmp_path: Path, clock: Clock
) -> None:
    load(database, mindbody_csv(sale()))
    assert backups.look()
    clock.later(days=1)
    again = Backups(tmp_path / "kept", lambda: database, clock)
    assert not known(again).changed
    assert again.look() is None


@sqlite_only
def test_old_backups_and_unfinished_ones_are_let_go(
    database: Database, backups: Backups, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    old = [folder / f"sales-202610{day:02}T{hour:02}0000Z.db" for day in (1, 2) for hour in (1, 2)]
    mine = [folder / name for name in ("sales.txt", "sales-2026.db", "other-20261001T010000Z.db")]
    left = folder / "sales-20261002T020000Z.db.part-1"
    for path in (*old, *mine, left):
        path.write_text("x")
    load(database, mindbody_csv(sale()))
    made = backups.look()
    assert made
    assert set(folder.iterdir()) >= {*mine, made.path, left}
    assert BackupFolder(folder, Path("sales.db")).let_go(START + timedelta(days=900)) == [left]
    assert not left.exists()
    assert all(path.exists() for path in mine)


@sqlite_only
def test_a_backup_never_fills_the_disk(
    database: Database, backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, mindbody_csv(sale()))
    room = SimpleNamespace(free=making.SPARE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
    with pytest.raises(BackupError, match="There is no room for a backup of 1 MB: 64 MB are free"):
        backups.look()
    assert not (tmp_path / "kept").exists()


@sqlite_only
def test_a_copy_that_is_not_whole_is_not_kept(
    database: Database, backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, mindbody_csv(sale()))
    look = why_unsound

    def spoilt(copy: Path) -> str:
        whole = copy.read_bytes()
        copy.write_bytes(whole[:8192] + b"\xa5" * 4096 + whole[12288:])
        return look(copy)

    monkeypatch.setattr(copying, "why_unsound", spoilt)
    with pytest.raises(BackupError, match="not whole"):
        backups.look()
    assert list((tmp_path / "kept").iterdir()) == []


@sqlite_only
def test_the_thread_makes_them_and_tells_what_failed_until_it_works(
    database: Database,
    backups: Backups,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(schedule, "LOOK", 0.01)
    (tmp_path / "kept").write_text("no folder")
    load(database, mindbody_csv(sale()))
    backups.start()
    wait_until(lambda: known(backups).failed != "")
    assert known(backups).is_old
    assert str(tmp_path) not in known(backups).failed
    (tmp_path / "kept").unlink()
    wait_until(lambda: known(backups).count == 1)
    wait_until(lambda: not known(backups).failed)
    backups.stop()
    assert not known(backups).is_old
    assert len(caplog.records) == 1  # not once a look


def wait_until(true: object) -> None:
    import time

    assert callable(true)
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@sqlite_only
def test_a_change_that_waits_too_long_is_told(
    database: Database, backups: Backups, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, mindbody_csv(sale()))
    assert backups.look()
    load(database, mindbody_csv(sale(order_id="2")))
    clock.later(minutes=10)
    assert backups.look() is None
    assert not known(backups).is_old
    clock.later(hours=3)
    assert known(backups).is_old
    monkeypatch.setattr(schedule, "make_backup", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backups.look()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_of_its_own_backs_itself_up(database: Database, backups: Backups) -> None:
    load(database, mindbody_csv(sale()))
    assert backups.look() is None
    assert backups.state() is None
