"""A watched folder: what comes into it is imported once, and put where it belongs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sales_core.errors import DatabaseBusyError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.questions import Answers
from sales_core.imports import (
    ImportOptions,
    import_sales,
    list_imports,
    preview_import,
    undo_import,
)
from sales_core.imports.watching.background import FolderWatch
from sales_core.imports.watching.places import alone, look, move
from sales_core.imports.watching.taking import Inbox
from sales_core.store.database import Database, open_database
from sales_core.store.waiting_files import waiting
from sales_core.values.actors import BY_COMMAND, ON_THE_PAGES

ROOT = Path(__file__).parents[1]
PATIENCE = 60
PROVES = b"Date,Order,Amount\n03/28/2025,1,2.00\n"
ASKS = b"Date,Order,Amount\n04/02/2025,2,3.00\n"
MORE = b"Date,Order,Amount\n03/29/2025,3,5.00\n"
BROKEN = b"Date,Order,Amount\n2025-03-29,3,5.00\n2025-03-30,4,abc\n"
NOTHING = b"Name,City\nAnna,Rome\n"


def now() -> datetime:
    return datetime(2025, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "exports"
    inside.mkdir()
    return inside


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'sales.db'}")
    yield opened
    opened.close()


@pytest.fixture
def inbox(folder: Path, database: Database) -> Inbox:
    return Inbox(folder, database, "SGD", now, lambda: False, settled_after=0)


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def taken(inbox: Inbox) -> dict[str, str]:
    return {each.name: each.place for each in inbox.take()}


def lying(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in found if path.name != ".watched")


def imported(database: Database) -> list[str]:
    return sorted(one.file_name for one in list_imports(database) if one.undone_at is None)


def test_each_file_goes_where_it_belongs(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.csv", PROVES)
    put(folder, "broken.csv", BROKEN)
    put(folder, "empty.csv.part", b"")
    put(folder, "logo.png", b"png")
    (folder / "older").mkdir()
    put(folder / "older", "b.csv", MORE)
    put(folder, "no.csv", b"\x00\x01" * 40)
    assert taken(inbox) == {"a.csv": "done", "broken.csv": "questions", "no.csv": "refused"}
    assert lying(folder) == [
        "done/a.csv", "empty.csv.part", "logo.png", "older/b.csv", "questions/broken.csv",
        "refused/no.csv", "refused/no.csv.why.txt",
    ]  # fmt: skip
    assert (folder / "refused" / "no.csv.why.txt").read_text("utf-8").strip()
    assert imported(inbox.database) == ["a.csv"]
    assert list_imports(inbox.database)[0].imported_by == "watched folder"


def test_the_same_again_is_done_and_counts_once(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.csv", PROVES)
    taken(inbox)
    put(folder, "a.csv", PROVES)
    assert taken(inbox) == {"a.csv": "done"}
    assert lying(folder) == ["done/a (2).csv", "done/a.csv"]
    assert len(list_imports(inbox.database)) == 1


def test_what_is_asked_waits_until_a_person_answers_anywhere(inbox: Inbox, folder: Path) -> None:
    put(folder, "asks.csv", ASKS)
    assert taken(inbox) == {"asks.csv": "questions"}
    (file,) = waiting(inbox.database)
    assert file.path == folder / "questions" / "asks.csv"
    assert "day from the month" in file.why
    assert taken(inbox) == {}

    options = ImportOptions(Answers(date_order="dmy"))
    export = SalesExport("asks.csv", file.path.read_bytes())
    import_sales(inbox.database, export, options, "SGD", now=now(), actor=ON_THE_PAGES)
    assert taken(inbox) == {"asks.csv": "done"}
    assert waiting(inbox.database) == []
    assert len(list_imports(inbox.database)) == 1


def test_what_is_asked_is_answered_by_what_comes_later(inbox: Inbox, folder: Path) -> None:
    put(folder, "asks.csv", ASKS)
    taken(inbox)
    put(folder, "proves.csv", PROVES)
    assert taken(inbox) == {"proves.csv": "done"}
    assert taken(inbox) == {"asks.csv": "done"}
    assert imported(inbox.database) == ["asks.csv", "proves.csv"]


def test_files_that_came_together_prove_each_other(inbox: Inbox, folder: Path) -> None:
    put(folder, "1.csv", ASKS)
    put(folder, "2.csv", PROVES)
    assert taken(inbox) == {"1.csv": "done", "2.csv": "done"}


def test_orders_that_differ_wait(inbox: Inbox, folder: Path) -> None:
    put(folder, "1.csv", PROVES)
    taken(inbox)
    put(folder, "2.csv", PROVES.replace(b"2.00", b"9.00"))
    assert taken(inbox) == {"2.csv": "questions"}
    assert "1 order differs" in waiting(inbox.database)[0].why


def test_a_new_watcher_finds_what_waits(inbox: Inbox, folder: Path, database: Database) -> None:
    put(folder, "asks.csv", ASKS)
    taken(inbox)
    again = Inbox(folder, database, "SGD", now, lambda: False, settled_after=0)
    assert taken(again) == {}
    assert [each.file_name for each in waiting(database)] == ["asks.csv"]
    (folder / "questions" / "asks.csv").unlink()
    assert taken(again) == {}
    assert waiting(database) == []


def test_a_file_that_grows_is_left_until_it_stands_still(inbox: Inbox, folder: Path) -> None:
    clock = [0.0]
    inbox.now = lambda: now() + timedelta(seconds=clock[0])
    inbox.settled_after = 3
    put(folder, "a.csv", PROVES)
    assert taken(inbox) == {}
    clock[0] = 2.9
    put(folder, "a.csv", PROVES + b"03/29/2025,2,3.00\n")
    assert taken(inbox) == {}
    clock[0] = 5.8
    assert (taken(inbox), inbox.is_empty) == ({}, False)
    clock[0] = 5.9
    assert taken(inbox) == {"a.csv": "done"}
    assert list_imports(inbox.database)[0].rows.imported == 2
    put(folder, "empty.csv", b"")
    taken(inbox)
    clock[0] = 60
    assert taken(inbox) == {}
    clock[0] = 66
    assert taken(inbox) == {"empty.csv": "refused"}


def test_a_file_that_changed_since_it_was_read_stays(folder: Path) -> None:
    path = put(folder, "a.csv", PROVES)
    seen = look(path)
    assert seen
    put(folder, "a.csv", MORE + b"03/30/2025,4,1.00\n")
    assert move(seen, folder / "done") is None
    assert lying(folder) == ["a.csv"]


def test_a_database_that_does_not_answer_leaves_all_where_it_is(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "a.csv", PROVES)

    def busy(*_: object) -> None:
        raise DatabaseBusyError

    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", busy)
        with pytest.raises(DatabaseBusyError):
            taken(inbox)
    assert lying(folder) == ["a.csv"]
    assert taken(inbox) == {"a.csv": "done"}


def test_a_fault_of_the_app_refuses_one_file_and_not_the_others(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "a.csv", PROVES)
    put(folder, "b.csv", MORE)
    real = preview_import

    def fails(database: Database, export: SalesExport, *more: object, **named: object) -> object:
        if export.name == "a.csv":
            raise RuntimeError
        return real(database, export, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("sales_core.imports.watching.taking.preview_import", fails)
    assert taken(inbox) == {"a.csv": "refused", "b.csv": "done"}


def test_one_process_watches_a_folder(folder: Path) -> None:
    with alone(folder) as first:
        code = (
            "import sys; from pathlib import Path; "
            "from sales_core.imports.watching.places import alone\n"
            "with alone(Path(sys.argv[1])) as ours: print(ours)"
        )
        other = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, cwd=ROOT, check=True
        )
    assert (first, other.stdout.strip()) == (True, b"False")


def test_a_server_watches_in_a_thread_and_makes_the_folder(
    tmp_path: Path, database: Database
) -> None:
    folder = tmp_path / "not" / "there"
    watch = FolderWatch(folder, lambda: database, "SGD", lambda: datetime.now(UTC))
    watch.start()
    until(folder.is_dir)
    put(folder, "a.csv", PROVES)
    until(lambda: imported(database) == ["a.csv"])
    until((folder / "done" / "a.csv").exists)
    watch.stop()
    put(folder, "b.csv", MORE)
    time.sleep(1.5)
    assert imported(database) == ["a.csv"]


def started(folder: Path, database_url: str) -> subprocess.Popen[bytes]:
    own = {"DATABASE_URL": database_url, "SALES_CURRENCY": "SGD"}
    return subprocess.Popen(
        [sys.executable, "-m", "sales_core", "watch", str(folder)],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_real_processes_import_once_survive_a_kill_and_end_cleanly(
    folder: Path, database: Database, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    put(folder, "before.csv", PROVES)
    first = started(folder, url)
    until((folder / "done" / "before.csv").exists)
    second = started(folder, url)
    put(folder, "after.csv", MORE)
    until((folder / "done" / "after.csv").exists)
    first.kill()
    first.communicate()
    put(folder, "taken-over.csv", MORE.replace(b"29/2025", b"30/2025"))
    until((folder / "done" / "taken-over.csv").exists)
    second.send_signal(signal.SIGTERM)
    out, err = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0
    assert b"Traceback" not in err
    assert b"imported: " in out
    assert imported(database) == ["after.csv", "before.csv", "taken-over.csv"]
    assert len(list_imports(database)) == 3
    undo_import(database, 1, now=now(), actor=BY_COMMAND)
