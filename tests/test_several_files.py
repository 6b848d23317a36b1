from __future__ import annotations

import json
from pathlib import Path

import pytest

from sales_core.cli import run
from sales_core.errors import DatabaseBusyError
from sales_core.importing.files.folders import look_into
from sales_core.store import database as store

PROVES = b"Date,Order,Amount\n03/28/2025,1,2.00\n"
OPEN = b"Date,Order,Amount\n04/02/2025,2,3.00\n"
OTHER = b"Datum;Betrag\n28.03.2025;1,50\n29.03.2025;2,25\n"
NO_SALES = b"\x89PNG\r\n"


class Called:
    """What a command said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Caller:
    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self.capture = capture

    def __call__(self, *arguments: object) -> Called:
        self.capture.readouterr()
        code = run([str(each) for each in arguments])
        said = self.capture.readouterr()
        return Called(code, said.out.decode(), said.err.decode())


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Caller:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/sales.db")
    monkeypatch.setenv("SALES_CURRENCY", "SGD")
    monkeypatch.chdir(tmp_path)
    return Caller(capfdbinary)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder whose first file asks what its last one proves."""
    inner = tmp_path / "exports"
    (inner / "older").mkdir(parents=True)
    (inner / ".hidden").mkdir()
    (inner / "1-open.csv").write_bytes(OPEN)
    (inner / "2-proves.CSV").write_bytes(PROVES)
    (inner / "older" / "other.csv").write_bytes(OTHER)
    (inner / ".hidden" / "other.csv").write_bytes(OTHER)
    (inner / "logo.png").write_bytes(NO_SALES)
    (inner / "~$2-proves.xlsx").write_bytes(NO_SALES)
    return inner


def test_a_folder_is_its_exports_by_name_and_the_rest_is_told(call: Caller, folder: Path) -> None:
    told = call("import", folder)
    assert told.code == 0
    assert "2-proves.CSV - 1 line, 2 SGD, 2025-03-28" in told.out
    assert "1-open.csv - 1 line, 3 SGD, 2025-04-02" in told.out
    assert "1 file is no export: logo.png." in told.out
    assert "3 files: 3 imported." in told.out
    assert "4 lines, 8.75 SGD, 2025-03-28 to 2025-04-02." in told.out


def test_files_prove_each_other_in_any_order(call: Caller, folder: Path) -> None:
    told = call("import", folder / "1-open.csv", folder / "2-proves.CSV", "--json")
    assert told.code == 0
    assert [(each["file"], each["first_date"]) for each in told.lines] == [
        ("2-proves.CSV", "2025-03-28"),
        ("1-open.csv", "2025-04-02"),
    ]
    assert told.lines[1]["path"] == str(folder / "1-open.csv")


def test_the_same_again_changes_nothing(call: Caller, folder: Path) -> None:
    call("import", folder)
    again = call("import", folder, folder / "2-proves.CSV")
    assert (again.code, again.out.count("imported before")) == (0, 4)
    assert "3 files: 3 imported before." in again.out


def test_what_is_asked_is_asked_once_and_refuses_with_2(call: Caller, tmp_path: Path) -> None:
    for number in range(5):
        content = OPEN.replace(b"2,3.00", b"%d,3.00" % number)
        (tmp_path / f"{number}.csv").write_bytes(content)
    (tmp_path / "other.csv").write_bytes(OTHER)
    told = call("import", *sorted(tmp_path.glob("*.csv")))
    assert told.code == 2
    assert told.err.count("--answer date-order=dmy") == 1
    assert "Asked of 0.csv, 1.csv, 2.csv and 2 more:" in told.err
    assert "6 files: 1 imported, 5 refused." in told.out
    answered = call("import", *sorted(tmp_path.glob("*.csv")), "--date-order", "dmy", "--json")
    assert (answered.code, len(answered.lines)) == (0, 6)


def test_nothing_is_written_by_a_preview(call: Caller, folder: Path) -> None:
    told = call("import", folder, "--dry-run", "--json")
    assert sorted(str(each["status"]) for each in told.lines) == ["preview", "preview", "refused"]
    assert json.loads(call("imports", "--json").out) == {"imports": []}


def test_a_file_that_is_not_there_stops_all_before_anything_is_done(
    call: Caller, folder: Path
) -> None:
    told = call("import", folder, "missing.csv", "--json")
    assert (told.code, json.loads(told.out)["code"]) == (2, "file")
    assert json.loads(call("imports", "--json").out) == {"imports": []}


def test_rejects_are_those_of_one_file(call: Caller, folder: Path, tmp_path: Path) -> None:
    told = call("import", folder, "--rejects", tmp_path / "rejects.csv")
    assert (told.code, "one file" in told.err) == (2, True)


def test_an_empty_folder_is_told(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = call("import", tmp_path / "empty")
    assert (told.code, "no sales exports in the folder" in told.err) == (2, True)


def test_a_database_that_fails_ends_the_work_with_1(
    call: Caller, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusyError

    monkeypatch.setattr(store.Database, "writing", busy)
    told = call("import", folder, "--json")
    assert told.code == 1
    assert told.lines[-1]["code"] == "database-busy"


def test_a_folder_is_looked_into_without_what_a_program_keeps_there(folder: Path) -> None:
    found = look_into(folder, but=["older"])
    assert [path.name for path in found.exports] == ["1-open.csv", "2-proves.CSV"]
    assert found.others == ("logo.png",)
