from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sales_core.importing.files.layout import COLUMNS_LIMIT, HEAD, find_encoding, find_layout
from sales_core.importing.files.table import Layout
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.plan import ImportPlan
from tests.builders import export_of, read

SMALL = "date,item,amount\n2025-03-28,Tea,5\n"


def layout_of(content: bytes) -> Layout:
    return find_layout(export_of(content))


def refused(content: bytes) -> str:
    with pytest.raises(FileRefusedError) as fault:
        layout_of(content)
    return fault.value.issue.code


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(SMALL.encode(), "utf-8", id="ascii"),
        pytest.param(SMALL.replace("Tea", "Café").encode(), "utf-8", id="utf-8"),
        pytest.param(SMALL.encode("utf-8-sig"), "utf-8-sig", id="utf-8-with-mark"),
        pytest.param(SMALL.encode("utf-16"), "utf-16", id="utf-16"),
        pytest.param(b"\xff\xfe" + SMALL.encode("utf-16-le"), "utf-16", id="utf-16-le"),
        pytest.param(b"\xfe\xff" + SMALL.encode("utf-16-be"), "utf-16", id="utf-16-be"),
        pytest.param(SMALL.replace("Tea", "Café").encode("cp1252"), "cp1252", id="windows-1252"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(content: bytes, encoding: str) -> None:
    assert layout_of(content) == Layout(encoding, ",", 1, ("date", "item", "amount"))


def test_a_character_cut_by_the_end_of_the_head_is_no_other_encoding() -> None:
    content = SMALL.encode() + b"x" * (HEAD - len(SMALL) - 1) + "é".encode()
    assert find_encoding(content[:HEAD]) == "utf-8"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_the_header(delimiter: str) -> None:
    found = layout_of(SMALL.replace(",", delimiter).encode())
    assert (found.delimiter, found.header) == (delimiter, ("date", "item", "amount"))


def test_other_delimiters_inside_quoted_names_do_not_count() -> None:
    found = layout_of(b'"date; of; the; sale",amount\n2025-03-28,5\n')
    assert (found.delimiter, found.header) == (",", ("date; of; the; sale", "amount"))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "{}", "{}  {}", "\ufeff{}"])
def test_the_header_is_the_first_line_with_text(newline: str, before: str) -> None:
    blank = before.replace("{}", newline)
    found = layout_of((blank + SMALL.replace("\n", newline)).encode())
    assert found.header == ("date", "item", "amount")
    assert found.header_line == 1 + before.count("{}")


def test_names_are_kept_as_written() -> None:
    assert layout_of(b' Date ,"Paid, in all",\n1,2,3\n').header == (" Date ", "Paid, in all", "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \r\n\t\n", "empty", id="white-space"),
        pytest.param(b"date,item,amount", "no-rows", id="header-alone"),
        pytest.param(b"date,item,amount\n\n  \r\n", "no-rows", id="header-and-blank-lines"),
        pytest.param(b"date\n2025-03-28\n", "delimiter", id="one-column"),
        pytest.param(b"date,item\x00,amount\n1,2,3\n", "binary", id="nul-in-the-header"),
        pytest.param(SMALL.encode() + b"1,\x00,3\n", "binary", id="nul-in-a-row"),
        pytest.param(SMALL.encode("utf-16-le"), "encoding", id="utf-16-without-mark"),
        pytest.param(b"," * COLUMNS_LIMIT + b"\n1\n", "columns-limit", id="too-many-columns"),
    ],
)
def test_a_file_without_a_table_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_thousand_columns_are_not_too_many() -> None:
    assert len(layout_of(b"," * (COLUMNS_LIMIT - 1) + b"\n1\n").header) == COLUMNS_LIMIT


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04rest", id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", id="xls"),
        pytest.param(b"%PDF-1.7\n", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", id="jpeg"),
        pytest.param(b"GIF89a", id="gif"),
        pytest.param(b"\x1f\x8b\x08", id="gzip"),
        pytest.param(b"SQLite format 3\x00", id="sqlite"),
        pytest.param(b'{"date": "2025-03-28", "amount": 5}', id="json-object"),
        pytest.param(b' [\n{"date": 1}]', id="json-list"),
        pytest.param(b"\xef\xbb\xbf<?xml version='1.0'?>", id="xml"),
        pytest.param(b"\n<!DOCTYPE html><html></html>", id="html"),
        pytest.param("<HTML><table>".encode("utf-16"), id="html-as-xls"),
    ],
)
def test_other_files_under_the_name_of_csv_are_told_apart(content: bytes) -> None:
    assert refused(content) == "not-csv"


def test_the_line_of_a_nul_is_told() -> None:
    with pytest.raises(FileRefusedError, match="line 3"):
        layout_of(SMALL.encode() + b"1,\x00,3\n")


@pytest.mark.parametrize(
    "mark", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\xff\xfe", b"\xfe\xff\x00 "]
)
def test_a_byte_order_mark_alone_is_an_empty_file(mark: bytes) -> None:
    assert refused(mark) == "empty"


def test_an_unclosed_quote_in_the_header_is_told() -> None:
    assert refused(b'date,item,"amount\n2025-03-28,Tea,5\n') == "unclosed-quote"


def test_the_plan_says_which_quotation_marks_there_are() -> None:
    plan = read(b"'date','item','amount'\n'2025-03-28','Tea, green','5'\n").plan
    assert plan is not None
    assert plan.quote == "'"
    assert ImportPlan.from_json(plan.as_json()) == plan


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_only_line_breaks_end_the_header(sign: str) -> None:
    assert layout_of(f"date,it{sign}em,amount\n1,2,3\n".encode()).header[1] == f"it{sign}em"


def test_a_first_row_longer_than_the_head_is_a_row() -> None:
    content = b"date,item,amount\n2025-03-28," + b"x" * HEAD + b",5\n2025-03-28,Tea,5\n"
    assert layout_of(content).header == ("date", "item", "amount")


def test_a_very_long_line_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"x" * 200_000)
    program = (
        "import sys; from pathlib import Path\n"
        "from sales_core.importing.files.export import SalesExport\n"
        "from sales_core.importing.issues import FileRefusedError\n"
        "from sales_core.importing.files.layout import find_layout\n"
        "try: find_layout(SalesExport.on_disk(Path(sys.argv[1])))\n"
        "except FileRefusedError as fault: print(fault.issue.code)\n"
    )  # a process of its own: the limit is one for the whole process
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", program, path], cwd=root, capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() in ("delimiter", "length"), ran.stderr[-300:]


def test_a_section_that_calls_its_columns_otherwise_is_no_second_table() -> None:
    reading = read(
        b"Instructor,Class Date,Client,Revenue\nAna,2025-03-01,Bo,8.50\n"
        b"Cy,Appointment Date,Client,Revenue\nCy,2025-03-02,Di,9.25\n"
    )
    assert (reading.rows_read, reading.rows_ignored, reading.amount_read) == (3, 1, 177_500)
