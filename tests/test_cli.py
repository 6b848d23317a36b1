from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sales_core.cli import FAILED, commands, run
from sales_core.contract.answers import OPTIONS
from sales_core.sample.writing import HEADER
from sales_core.store import database as store
from sales_core.store.database import open_database
from sales_core.store.migrate import downgrade
from sales_core.store.schema import HEAD
from sales_core.store.seals import seal_all
from tests.api.exports import AMBIGUOUS, BROKEN, SMALL, export, sale

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "mindbody__sales_2025.csv"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read the one object on stdout; there may be nothing else."""
        assert self.err == ""
        return json.loads(self.out)


Call = Callable[..., Answer]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Call:
    """Give a function that runs one command on a fresh database, in an empty folder."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/sales.db")
    monkeypatch.delenv("SALES_CURRENCY", raising=False)
    monkeypatch.delenv("SALES_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)

    def make_call(*arguments: object) -> Answer:
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        found = capfdbinary.readouterr()
        assert b"Traceback" not in found.err
        return Answer(code, found.out.decode(), found.err.decode())

    return make_call


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.csv"
    path.write_bytes(SMALL)
    return path


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sales_core", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


def test_an_import_tells_its_receipt(call: Call, small: Path) -> None:
    answer = call("import", small)
    assert (answer.code, answer.err) == (0, "")
    for word in ("4 of 4 rows", "29.875", "Import 1", "Mindbody", "2025-03-28 to 2025-03-30"):
        assert word in answer.out


def test_an_import_as_json_is_the_object_of_the_contract(call: Call, small: Path) -> None:
    answer = call("import", small, "--json")
    assert answer.code == 0
    told = answer.json
    assert told["status"] == "imported"
    assert (told["import_id"], told["file"], told["format"]) == (1, "small.csv", "mindbody-sales")
    assert told["plan"]["columns"]["date"] == "Sale Date"
    assert told["plan"]["date_format"] == "M/D/Y"
    assert {name: told["rows"][name] for name in ("read", "imported", "rejected", "ignored")} == {
        "read": 4,
        "imported": 4,
        "rejected": 0,
        "ignored": 0,
    }
    assert told["amount"]["imported"] == "29.875"
    assert told["amount"]["rejected"] == "0"
    assert (told["first_date"], told["last_date"], told["orders"]) == (
        "2025-03-28",
        "2025-03-30",
        3,
    )
    assert (told["questions"], told["issues"]) == ([], [])


def test_the_same_file_again_is_already_imported(call: Call, small: Path) -> None:
    call("import", small)
    again = call("import", small, "--json")
    assert (again.code, again.json["status"], again.json["import_id"]) == (
        0,
        "already_imported",
        1,
    )
    assert "command line" in call("import", small).out
    assert len(call("imports", "--json").json["imports"]) == 1


def test_a_dry_run_writes_nothing(call: Call, small: Path) -> None:
    answer = call("import", small, "--dry-run", "--json")
    assert (answer.code, answer.json["status"], answer.json["import_id"]) == (0, "preview", None)
    assert call("imports", "--json").json == {"imports": []}


@pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (export(), "no rows"),
        (b"a,b\n1,2\n", "amount"),
        (AMBIGUOUS, "date"),
    ],
)
def test_a_refused_file_is_told_on_stderr(
    call: Call, tmp_path: Path, content: bytes, word: str, dry_run: list[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    plain = call("import", file, *dry_run)
    assert (plain.code, plain.out) == (2, "")
    assert word in plain.err
    told = call("import", file, *dry_run, "--json")
    assert (told.code, told.json["status"]) == (2, "refused")
    assert call("imports", "--json").json == {"imports": []}


def test_a_question_is_answered_by_an_option(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(AMBIGUOUS)
    asked = call("import", file, "--json").json
    assert [question["code"] for question in asked["questions"]] == ["date-order"]
    told = call("import", file, "--date-order", "dmy", "--json").json
    assert (told["first_date"], told["last_date"]) == ("2025-03-04", "2025-04-03")


def test_the_answers_of_a_question_are_told_ready_for_a_shell(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "march.csv"
    path.write_text(
        "Date,Order no.,Product,Amount\n"
        "2025-03-13,1,Tea,10\n2025-03-13,2,Pie,20\n2025-03-14,,Alles,30\n"
    )
    told = call("import", str(path)).err
    lines = [line for line in told.splitlines() if line.strip().startswith("--answer ")]
    assert len(lines) == 2
    said = [shlex.split(line.partition(" - ")[0]) for line in lines]
    assert [each for each in said if len(each) == 2] == said
    assert call("import", str(path), *said[0]).code == 0


def test_bad_rows_stop_or_are_left_out(call: Call, tmp_path: Path) -> None:
    file, rejects = tmp_path / "a.csv", tmp_path / "rejects.csv"
    file.write_bytes(BROKEN)
    stopped = call("import", file)
    assert (stopped.code, stopped.out) == (2, "")
    for word in ("line 3", "ten", "line 4"):
        assert word in stopped.err
    told = call("import", file, "--on-bad-rows", "skip", "--rejects", rejects, "--json")
    assert (told.code, told.json["rows"]["imported"], told.json["rows"]["rejected"]) == (0, 1, 2)
    lines = rejects.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Sale Date,")
    assert lines[0].endswith("_line,_column,_problem,_how_to_fix,_file")
    assert len(lines) == 3


def test_rejects_are_written_for_a_refused_import_too(call: Call, tmp_path: Path) -> None:
    file, rejects = tmp_path / "a.csv", tmp_path / "rejects.csv"
    file.write_bytes(BROKEN)
    assert call("import", file, "--rejects", rejects).code == 2
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_a_file_without_bad_rows_has_rejects_of_no_row(
    call: Call, small: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    assert call("import", small, "--rejects", rejects).code == 0
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 1


def test_columns_can_be_said(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Wann,Was,a=b\n2025-03-28,Tea,1.50\n", encoding="utf-8")
    said = ("--column", "date=Wann", "--column", "amount=a=b", "--column", "item = Was")
    told = call("import", file, *said, "--json")
    assert (told.code, told.json["amount"]["imported"]) == (0, "1.5")
    assert told.json["plan"]["columns"] == {"date": "Wann", "amount": "a=b", "item": "Was"}


def test_a_file_name_is_kept_without_control_signs(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "Umsätze\x1b[31m\n2025.csv"
    file.write_bytes(SMALL)
    assert call("import", file, "--json").json["file"] == "Umsätze[31m2025.csv"


REFUSED = [
    (["import", "missing.csv"], "no file missing.csv"),
    (["import", "/dev/null"], "not a file"),
    (["import", "small.csv", "--rejects", "small.csv"], "Name another file"),
    (["import", "small.csv", "--rejects", "no/such/folder.csv"], "no such folder"),
    (["import", "small.csv", "--column", "when=Sale Date"], "date, order_id, item"),
    (["import", "small.csv", "--column", "date"], "FIELD=HEADER"),
    (["import", "small.csv", "--column", "date=A", "--column", "date=B"], "twice"),
    (["import", "small.csv", "--date-order", "ydm"], "ydm"),
    (["import", "small.csv", "--decimal", ","], "point"),
    (["import", "small.csv", "--on-bad-rows", "fix"], "skip"),
    (["import", "small.csv", "--on-changed", "yes"], "replace"),
    (["import"], "FILE"),
    (["undo", "7"], "no import 7"),
    (["undo", "0"], "no import 0"),
    (["undo", "9" * 30], "no import 999"),
    (["undo", "abc"], "abc"),
    (["revenue", "--start", "2025-02-30"], "2025-02-30"),
    (["revenue", "--start", "20250305"], "20250305"),
    (["revenue", "--end", "tomorrow"], "tomorrow"),
    (["revenue", "--start", ""], "not a day"),
    (["revenue", "--start", "2025-03-09", "--end", "2025-03-05"], "2025-03-09"),
    (["revenue", "--by", "decade"], "decade"),
    (["revenue", "--location", "Nowhere"], "Nowhere"),
    (["revenue", "--payment-method", "Gold"], "Gold"),
    (["revenue", "--product", "Moon"], "Moon"),
    (["products", "--start", "2025-03-09", "--end", "2025-03-05"], "2025-03-09"),
    (["products", "--by", "day"], "--by"),
    (["products", "--location", "Barn"], "Barn"),
    (["products", "--payment-method", "Gold"], "Gold"),
    (["backup", "small.csv"], "small.csv"),
    (["sample", "small.csv"], "no sample"),
    (["sample", "no/such/folder.csv"], "no such folder"),
    (["sample", "."], "folder"),
    (["sample", "new.csv", "--rows", "-1"], "-1"),
    (["no-such-command"], "no-such-command"),
    (["verify", "--no-such-option"], "--no-such-option"),
]


@pytest.mark.parametrize(("arguments", "word"), REFUSED)
@pytest.mark.usefixtures("small")
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    call: Call, arguments: list[str], word: str
) -> None:
    plain = call(*arguments)
    assert (plain.code, plain.out) == (2, "")
    assert word in plain.err
    told = call(*arguments, "--json")
    assert told.code == 2
    assert set(told.json) == {"error", "code"}
    assert word in told.json["error"]
    assert Path("small.csv").read_bytes() == SMALL
    assert call("imports", "--json").json == {"imports": []}


def test_an_import_is_undone_once(call: Call, small: Path) -> None:
    call("import", small)
    undone = call("undo", "1", "--json")
    assert undone.code == 0
    assert (undone.json["status"], undone.json["id"]) == ("undone", 1)
    assert undone.json["undone_at"].endswith("+00:00")
    assert call("revenue", "--json").json["revenue"] == "0"
    again = call("undo", "1", "--json")
    assert (again.code, again.json["code"]) == (2, "import-already-undone")
    call("import", small)
    assert "4 rows" in call("undo", "2").out


def test_imports_are_listed_newest_first(call: Call, small: Path, tmp_path: Path) -> None:
    assert call("imports").out == "There are no imports yet.\n"
    call("import", small)
    other = tmp_path / "other.csv"
    other.write_bytes(export(sale("4/15/2025", paid="7.5")))
    call("import", other)
    call("undo", "1")
    found = call("imports", "--json").json["imports"]
    assert [record["id"] for record in found] == [2, 1]
    assert [record["undone_at"] is None for record in found] == [True, False]
    assert (found[0]["imported_by"], found[0]["amount"]["imported"]) == ("command line", "7.5")
    assert set(found[0]) == {
        "id", "file", "sha256", "format", "imported_at", "imported_by", "undone_at", "rows",
        "amount", "first_date", "last_date", "orders",
    }  # fmt: skip
    lines = call("imports").out.splitlines()
    assert [line.split()[0] for line in lines] == ["id", "2", "1"]
    assert lines[1].endswith("–")


def test_revenue_as_json_is_the_object_of_the_contract(call: Call, small: Path) -> None:
    call("import", small)
    assert call("revenue", "--json").json == {
        "start": "2025-03-28",
        "end": "2025-03-30",
        "currency": "SGD",
        "revenue": "29.875",
        "gross_sales": "34.875",
        "refunds": "-5",
        "orders": 3,
        "units": "3",
        "average_order_value": "9.9583",
        "net_revenue": "29.875",
        "tax": "0",
        "discounts": "0",
        "lines_without_tax": 0,
        "revenue_without_tax": "0",
    }


def test_periods_have_no_gaps(call: Call, small: Path) -> None:
    call("import", small)
    told = call("revenue", "--by", "day", "--start", "2025-3-27", "--json").json
    assert (told["start"], told["end"]) == ("2025-03-27", "2025-03-30")
    assert [(day["start"], day["revenue"]) for day in told["periods"]] == [
        ("2025-03-27", "0"),
        ("2025-03-28", "14.625"),
        ("2025-03-29", "0"),
        ("2025-03-30", "15.25"),
    ]
    assert set(told["periods"][0]) == {
        "start", "end", "revenue", "gross_sales", "refunds", "orders", "units", "net_revenue",
        "tax", "discounts", "lines_without_tax", "revenue_without_tax",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("grain", "first"),
    [
        ("week", ("2025-03-28", "2025-03-30")),
        ("month", ("2025-03-28", "2025-03-30")),
        ("quarter", ("2025-03-28", "2025-03-30")),
        ("year", ("2025-03-28", "2025-03-30")),
    ],
)
def test_each_grain_adds_up(call: Call, small: Path, grain: str, first: tuple[str, str]) -> None:
    call("import", small)
    periods = call("revenue", "--by", grain, "--json").json["periods"]
    assert (periods[0]["start"], periods[0]["end"]) == first
    assert sum(Decimal(period["revenue"]) for period in periods) == Decimal("29.875")


@pytest.mark.parametrize(
    ("filters", "revenue"),
    [
        (["--location", "Hall"], "25.375"),
        (["--location", "Hall", "--location", "Café"], "29.875"),
        (["--payment-method", "Card"], "15.25"),
        (["--product", "Cake"], "4.5"),
        (["--product", "Tea", "--payment-method", "Cash"], "10.125"),
    ],
)
def test_revenue_of_some_names(call: Call, small: Path, filters: list[str], revenue: str) -> None:
    call("import", small)
    assert call("revenue", *filters, "--json").json["revenue"] == revenue


def test_revenue_as_text_is_aligned(call: Call, small: Path) -> None:
    call("import", small)
    lines = call("revenue", "--by", "day").out.splitlines()
    assert lines[0] == "2025-03-28 to 2025-03-30, amounts in SGD"
    assert "revenue              29.875" in lines
    days = [line for line in lines if line.startswith(("start", "2025-03-28 "))][-2:]
    assert len({len(line) for line in days}) == 1


def test_revenue_as_csv(call: Call, small: Path) -> None:
    call("import", small)
    by_day = call("revenue", "--by", "day", "--csv").out
    assert by_day.startswith("\ufeffstart,end,revenue,")
    assert "\r\n2025-03-28,2025-03-28,14.625," in by_day
    assert "\r\nrevenue,29.875\r\n" in call("revenue", "--csv").out
    assert call("products", "--csv").out.startswith("\ufeffname,price,revenue,")


def test_without_sales_there_is_no_average(call: Call) -> None:
    told = call("revenue", "--json").json
    assert (told["start"], told["revenue"], told["average_order_value"]) == (None, "0", None)
    assert call("revenue", "--by", "day", "--json").json["periods"] == []
    assert call("revenue").out == "There are no sales yet.\n"
    assert call("products", "--json").json == {"start": None, "end": None, "products": []}
    assert call("products").out == "Nothing was sold in this period.\n"
    assert call("revenue", "--csv").code == 0
    assert call("revenue", "--by", "week", "--csv").code == 0


def test_products_by_revenue(call: Call, small: Path) -> None:
    call("import", small)
    told = call("products", "--json").json
    assert [product["name"] for product in told["products"]] == ["Tea", "Cake"]
    assert told["products"][0] == {
        "name": "Tea",
        "price": "20.25",
        "revenue": "25.375",
        "units": "2",
        "orders": 2,
        "first_sold": "2025-03-28",
        "last_sold": "2025-03-30",
    }
    assert call("products", "--end", "2025-3-27", "--json").json["products"] == []
    assert "Tea   20.25" in call("products").out


@pytest.mark.parametrize(
    ("filters", "revenue"),
    [
        (["--location", "Café"], {"Cake": "4.5"}),
        (["--location", "Café", "--location", "Hall"], {"Tea": "25.375", "Cake": "4.5"}),
        (["--payment-method", "Card"], {"Tea": "15.25"}),
        (["--payment-method", "Cash", "--location", "Hall"], {"Tea": "10.125"}),
    ],
)
def test_products_of_some_names(
    call: Call, small: Path, filters: list[str], revenue: dict[str, str]
) -> None:
    call("import", small)
    told = call("products", *filters, "--json").json["products"]
    assert {product["name"]: product["revenue"] for product in told} == revenue


def test_json_and_csv_exclude_each_other(call: Call) -> None:
    answer = call("revenue", "--json", "--csv")
    assert (answer.code, answer.json["code"]) == (2, "usage")
    assert call("products", "--csv", "--json").code == 2


def test_control_signs_from_files_do_not_reach_the_terminal(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(export(sale("3/28/2025", item="\x1b[31mRed\x07"), sale("3/28/2025", "2")))
    call("import", file)
    out = call("products").out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[31mRed" in out
    assert call("products", "--json").json["products"][0]["name"].endswith(("Red\x07", "Tea"))


def test_verify_is_clean_and_finds_a_planted_difference(
    call: Call, small: Path, tmp_path: Path
) -> None:
    call("import", small)
    clean = call("verify", "--json")
    assert (clean.code, clean.json["clean"], clean.json["differences"]) == (0, True, [])
    assert clean.json["checked"]
    assert call("verify").out.startswith("Everything agrees")
    with sqlite3.connect(tmp_path / "sales.db") as connection:
        connection.execute("UPDATE sales SET amount = amount + 1")
    connection.close()
    found = call("verify", "--json")
    assert (found.code, found.json["clean"]) == (1, False)
    assert found.json["differences"]
    plain = call("verify")
    assert plain.code == 1
    assert "`rebuild`" in plain.out
    rebuilt = call("rebuild", "--json")
    assert rebuilt.json == {"status": "rebuilt", "imports": 1, "lines": 4, "days": 2}
    assert call("verify").code == 0
    assert call("revenue", "--json").json["revenue"] == "29.875"
    assert "4 lines on 2 days" in call("rebuild").out


def test_a_backup_is_a_working_database(
    call: Call, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", small)
    copy = tmp_path / "copy.db"
    told = call("backup", copy, "--json").json
    assert told == {"status": "copied", "path": str(copy), "bytes": copy.stat().st_size}
    assert call("backup", copy).code == 2
    assert "copied to" in call("backup", tmp_path / "second.db").out
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    assert call("revenue", "--json").json["revenue"] == "29.875"


def test_a_sample_can_be_written_over_a_sample_only(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.touch()
    for rows in (50, 0, 60):
        told = call("sample", path, "--rows", rows, "--json").json
        assert told == {"status": "written", "path": str(path), "rows": rows}
        assert len(path.read_text(encoding="utf-8").splitlines()) == rows + 1
    assert "2500 rows" in call("sample", path).out
    path.write_text(HEADER + "03/01/2025,1,3971,Tea" + "\n", encoding="utf-8")
    assert call("sample", path).code == 2


def test_a_sample_imports(call: Call, tmp_path: Path) -> None:
    call("sample", tmp_path / "s.csv", "--rows", 300)
    assert call("import", tmp_path / "s.csv", "--json").json["rows"]["imported"] == 300
    assert call("verify").code == 0


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("DATABASE_URL", "nonsense", "database-unreachable"),
        ("DATABASE_URL", "sqlite:////proc/none/sales.db", "database-unreachable"),
        ("SALES_CURRENCY", "dollars", "setting"),
    ],
)
def test_a_database_that_cannot_be_used_is_exit_code_1(
    call: Call, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, code: str
) -> None:
    Path("small.csv").write_bytes(SMALL)
    monkeypatch.setenv(setting, value)
    for command in (
        "import small.csv", "imports", "undo 1", "verify", "rebuild", "backup copy.db", "revenue",
        "products",
    ):  # fmt: skip
        plain = call(*command.split())
        assert (plain.code, plain.out) == (1, ""), command
        assert plain.err.startswith("Error: ")
        told = call(*command.split(), "--json")
        assert (told.code, told.json["code"]) == (1, code), command


MONEY = ("import small.csv", "import small.csv --dry-run", "revenue", "revenue --csv", "products")
UPKEEP = ("imports", "verify", "rebuild", "backup copy.db", "sample s.csv --rows 5", "undo 1")


def test_in_another_currency_money_is_refused_and_the_rest_works(
    call: Call, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("import", small).code == 0
    monkeypatch.setenv("SALES_CURRENCY", "EUR")
    for command in MONEY:
        plain = call(*command.split())
        assert (plain.code, plain.out) == (2, ""), command
        assert "SALES_CURRENCY is EUR, but the amounts in this database are in SGD" in plain.err
        if "--csv" not in command:
            told = call(*command.split(), "--json")
            assert (told.code, told.json["code"]) == (2, "currency-differs"), command
    for command in UPKEEP:
        assert call(*command.split()).code == 0, command
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/copy.db")
    monkeypatch.setenv("SALES_CURRENCY", "SGD")
    assert call("revenue", "--json").json["currency"] == "SGD"


def test_unset_the_first_file_says_the_currency(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "euros.csv"
    path.write_text("Date,Order,Item,Amount (EUR)\n2025-03-28,1,Tea,10\n", encoding="utf-8")
    assert "its column 'Amount (EUR)' says EUR" in call("import", path, "--dry-run").out
    assert call("revenue", "--json").json["currency"] == "SGD"
    assert call("import", path, "--json").json["status"] == "imported"
    assert call("revenue", "--json").json["currency"] == "EUR"
    monkeypatch.setenv("SALES_CURRENCY", "SGD")
    assert call("revenue").code == 2


def test_a_wrong_currency_is_put_right_by_undoing_what_is_in_it(
    call: Call, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", small)
    monkeypatch.setenv("SALES_CURRENCY", "EUR")
    assert call("import", small).code == 2
    assert call("undo", 1).code == 0
    assert call("import", small).code == 0
    assert call("revenue", "--json").json["currency"] == "EUR"
    assert call("verify").code == 0


def test_a_file_in_two_currencies_is_asked_about_and_answered(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    rows = "2025-03-28,1,Tea,10,EUR\n2025-03-29,2,Pie,7,USD\n"
    path.write_text(f"Date,Order,Item,Amount,Currency\n{rows}", encoding="utf-8")
    asked = call("import", path)
    assert (asked.code, "--answer own-currency=EUR" in asked.err) == (2, True)
    answer = ("--answer", "own-currency=USD", "--on-bad-rows", "skip")
    assert call("import", path, *answer, "--json").json["amount"]["imported"] == "7"
    assert call("revenue", "--json").json["currency"] == "USD"


def test_looking_after_a_database_of_before_keeps_no_currency(
    call: Call, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", small)
    with closing(sqlite3.connect(tmp_path / "sales.db")) as database:
        database.execute("DELETE FROM currency")
        database.execute("UPDATE imports SET plan = json_remove(plan, '$.currency')")
        database.commit()
    with ExitStack() as stack:  # as the migration seals what is there
        opened = open_database(f"sqlite:///{tmp_path / 'sales.db'}")
        stack.callback(opened.close)
        seal_all(stack.enter_context(opened.writing()))
    monkeypatch.setenv("SALES_CURRENCY", "EUR")
    for command in UPKEEP[:-1]:
        assert call(*command.split()).code == 0, command
    monkeypatch.setenv("SALES_CURRENCY", "USD")
    assert call("revenue", "--json").json["currency"] == "USD"
    monkeypatch.setenv("SALES_CURRENCY", "EUR")
    assert call("revenue").code == 2
    monkeypatch.delenv("SALES_CURRENCY")
    assert call("revenue", "--json").json["currency"] == "USD"


def test_a_database_that_is_none_is_left_alone(call: Call, tmp_path: Path) -> None:
    (tmp_path / "sales.db").write_text("Dear diary, today I sold tea.\n" * 100, encoding="utf-8")
    told = call("revenue", "--json")
    assert (told.code, told.json["code"]) == (1, "database-unreachable")
    assert (tmp_path / "sales.db").read_text(encoding="utf-8").startswith("Dear diary")


def test_a_backup_is_put_back(call: Call, small: Path, tmp_path: Path) -> None:
    call("import", small)
    assert call("backup", "copy.db").code == 0
    call("undo", 1)
    told = call("restore", "copy.db", "--json")
    assert (told.code, told.json["status"], told.json["imports"]) == (0, "restored", 1)
    assert "before-restore" in told.json["aside"]
    assert call("imports", "--json").json["imports"][0]["undone_at"] is None
    assert call("verify").code == 0
    (tmp_path / "sales.db").unlink()
    assert "not there any more" in call("imports").err
    assert call("restore", "copy.db").out.startswith("Restored ")
    refused = call("restore", "nothing.db", "--json")
    assert (refused.code, refused.json["code"]) == (2, "backup")


def test_a_busy_database_is_exit_code_1(
    call: Call, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0)
    call("imports")
    other = sqlite3.connect(tmp_path / "sales.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = call("import", small, "--json")
    other.close()
    assert (told.code, told.json["code"]) == (1, "database-busy")
    assert call("import", small).code == 0


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (RuntimeError("two\nlines"), "RuntimeError: two lines"),
        (OSError(28, "No space left on device", "/x"), "No space left"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_an_unknown_fault_is_one_sentence(
    call: Call, monkeypatch: pytest.MonkeyPatch, fault: Exception, word: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("sales_core.reporting.revenue.revenue_report", fail)
    plain = call("revenue")
    assert (plain.code, plain.out, plain.err.count("\n")) == (1, "", 1)
    assert word in plain.err
    told = call("revenue", "--json")
    assert (told.code, told.json["code"]) == (1, "failed")


def test_stopping_it_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sales_core.reporting.revenue.revenue_report", stop)
    answer = call("revenue")
    assert answer.code == 1
    assert "Stopped" in answer.err


@pytest.mark.parametrize(("debug", "shown"), [("", False), ("1", True)])
def test_only_debugging_shows_where(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    debug: str,
    *,
    shown: bool,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("here")

    monkeypatch.setattr("sales_core.cli.reports.settings", fail)
    monkeypatch.setenv("SALES_DEBUG", debug)
    assert run(["revenue"]) == 1
    assert ("Traceback" in capfd.readouterr().err) == shown


def test_every_command_is_of_the_contract_and_has_help(call: Call) -> None:
    assert set(commands.commands) >= {
        "import", "imports", "undo", "verify", "rebuild", "backup", "sample", "revenue", "products",
        "breakdown", "taxes", "hours",
    }  # fmt: skip
    listed = call("--help")
    assert listed.code == 0
    for name, command in commands.commands.items():
        assert name in listed.out
        answer = call(name, "--help")
        assert answer.code == 0
        for parameter in command.params:
            assert all(option in answer.out for option in parameter.opts if option[0] == "-")
    assert call("--version").code == 0


def test_the_choices_of_an_import_are_those_of_the_contract() -> None:
    options = {option.name: option.type for option in commands.commands["import"].params}
    found = {name: tuple(getattr(options[name], "choices", ())) for name in OPTIONS}
    assert found == OPTIONS


def test_without_a_command_it_says_what_there_is(call: Call) -> None:
    answer = call()
    assert (answer.code, answer.out) == (2, "")
    assert "Commands:" in answer.err


def test_the_real_export(call: Call) -> None:
    if not CORPUS.exists():
        pytest.skip(f"NOT TESTED: the real export {CORPUS} is not there")
    told = call("import", CORPUS, "--json").json
    assert (told["rows"]["imported"], told["amount"]["imported"]) == (1661, "64508.628")
    assert (told["first_date"], told["last_date"], told["orders"]) == (
        "2025-03-01",
        "2025-04-17",
        1387,
    )
    day = ("--start", "2025-03-06", "--end", "2025-3-6")
    assert call("revenue", *day, "--json").json["revenue"] == "1055.556"
    assert call("import", CORPUS, "--json").json["status"] == "already_imported"
    assert call("verify").code == 0


@pytest.mark.slow
def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from sales_core.cli import run; run(['import', '--help']);"
        "heavy = {'pandas', 'sqlalchemy', 'fastapi', 'numpy', 'alembic'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.slow
def test_as_a_process_of_its_own(tmp_path: Path, small: Path) -> None:
    database = f"sqlite:///{tmp_path}/sales.db"
    answer = start("import", str(small), "--json", DATABASE_URL=database)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert json.loads(answer.stdout)["status"] == "imported"
    missing = start("import", "missing.csv", DATABASE_URL=database)
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr == b"Error: There is no file missing.csv.\n"


@pytest.mark.slow
def test_a_narrow_terminal_is_no_reason_to_fail(tmp_path: Path, small: Path) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "DATABASE_URL": f"sqlite:///{tmp_path}/sales.db"}
    assert start("import", str(small), **ascii_only).returncode == 0
    told = start("imports", **ascii_only)  # shows an en dash
    assert (told.returncode, told.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_full_disk_behind_stdout_is_told_on_stderr(tmp_path: Path, form: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("NOT TESTED: there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "sales_core", "imports", *form],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/sales.db"},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr.startswith(b"Error: The answer could not be written")
    assert told.stderr.count(b"\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_a_closed_pipe_is_no_fault(tmp_path: Path, small: Path, form: list[str]) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/sales.db"}
    start("import", str(small), DATABASE_URL=environment["DATABASE_URL"])
    asked = [sys.executable, "-m", "sales_core", "revenue", "--by", "day", "--start", "1990-01-01"]
    with subprocess.Popen(
        [*asked, *form],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)


def test_corrected_rows_complete_an_import_and_are_undone_with_it(
    call: Call, tmp_path: Path
) -> None:
    file, rejects = tmp_path / "a.csv", tmp_path / "rejects.csv"
    file.write_bytes(BROKEN)
    call("import", file, "--on-bad-rows", "skip", "--rejects", rejects)
    rejects.write_bytes(rejects.read_bytes().replace(b"ten", b"10"))
    told = call("import", rejects, "--on-bad-rows", "skip", "--json")
    assert (told.code, told.json["completes"], told.json["rows"]["imported"]) == (0, 1, 1)
    assert call("imports", "--json").json["imports"][0]["completes"] == 1
    assert "Import 2 of rejects.csv, which completed it" in call("undo", "1").out


def test_migrate_makes_and_mends_the_tables_and_says_so(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_MIGRATE", "by-command")
    refused = call("imports")
    assert refused.code == FAILED
    assert "has no tables" in refused.err
    assert "python -m sales_core migrate" in refused.err
    assert "The tables were made" in call("migrate").out
    assert "already" in call("migrate").out
    assert call("imports").code == 0

    with closing(sqlite3.connect(tmp_path / "sales.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0999'")
    newer = call("migrate")
    assert newer.code == FAILED
    assert "install the newer version" in newer.err


def test_migrate_tells_from_which_schema_it_came(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("migrate").code == 0
    engine = store.open_database(f"sqlite:///{tmp_path / 'sales.db'}").engine
    downgrade(engine, "0009")
    engine.dispose()
    monkeypatch.setenv("SALES_MIGRATE", "by-command")
    assert "has schema 0009" in call("imports").err
    answer = call("migrate", "--json").json
    assert (answer["before"], answer["schema"]) == ("0009", HEAD)
