"""Compressed files and Excel workbooks, the hostile ones included."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.unpacking import unpacked
from sales_core.imports import ImportOptions, ImportResult, preview_import, undo_import
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, export_of, load, mindbody_csv, sale

CSV = mindbody_csv(sale(), sale(date="3/29/2025", item="Cake", amount="4.5"))

HEADER = ["Sale Date", "Order", "Item", "Qty", "Total"]
ROWS: list[list[Any]] = [
    [date(2025, 3, 28), 1001, "Tea", 2, 25.1],
    [datetime.fromisoformat("2025-03-29 18:30"), 1002, "Cake\nwith cream", 1, 4.125],
    [date(2025, 3, 30), 1003, "Tea", -1, -12.55],
]


def book(*sheets: list[list[Any]], hidden: tuple[int, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
        if number in hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def packed(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def crafted(cells: str, strings: str = "") -> bytes:
    """Make the smallest workbook of one sheet with these cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relation = f'<Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/>'
    shared = f'<Relationship Id="rId2" Type="{kinds}/sharedStrings" Target="sharedStrings.xml"/>'
    entries = {
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="rId1" '
        f'Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{types}"/>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}">{relation}'
        f"{shared if strings else ''}</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
        "</worksheet>",
    }
    if strings:
        entries["xl/sharedStrings.xml"] = strings
    return packed(**{name: text.encode() for name, text in entries.items()})


def refused(database: Database, content: bytes, name: str = "a.csv") -> str:
    result = load(database, content, name=name)
    assert result.status == "refused"
    return result.issues[0].code


def test_a_compressed_file_is_read_and_is_the_same_file(database: Database) -> None:
    first = load(database, gzip.compress(CSV), name="sales.csv.gz")
    assert (first.status, first.rows.imported) == ("imported", 2)
    assert "The file was compressed." in first.evidence
    assert load(database, CSV).status == "already_imported"


def test_a_workbook_is_read(database: Database) -> None:
    export = export_of(book([HEADER, *ROWS]), "sales.xlsx")
    lines = preview_import(database, export, ImportOptions(), "SGD").sample
    assert lines is not None
    assert lines["order_id"].tolist() == ["1001", "1002", "1003"]
    assert lines["product"].tolist() == ["Tea", "Cake with cream", "Tea"]
    assert lines["source_line"].tolist() == [2, 3, 4]
    result = load(database, book([HEADER, *ROWS]), name="sales.xlsx")
    assert (result.status, result.rows.imported) == ("imported", 3)
    assert result.amount.imported == 251_000 + 41_250 - 125_500
    assert (result.first_date, result.last_date) == (date(2025, 3, 28), date(2025, 3, 30))
    assert "Sheet 'Sheet 1' of a workbook." in result.evidence


def test_the_same_cells_in_another_workbook_are_the_same_file(database: Database) -> None:
    load(database, book([HEADER, *ROWS]))
    again = book([HEADER, *ROWS], [["notes"]])
    assert load(database, again).status == "already_imported"


def test_a_cover_sheet_and_hidden_sheets_are_passed_over(database: Database) -> None:
    sheets = book([HEADER, *ROWS], [["Sales report"]], [HEADER, *ROWS[:2]], [["x"]], hidden=(0,))
    result = load(database, sheets)
    assert result.rows.imported == 2
    assert "Sheet 'Sheet 3' of a workbook; its 2 other sheets are not read." in result.evidence


def test_rows_above_the_first_cell_count_as_lines(database: Database) -> None:
    rows = [[], [], HEADER, *ROWS, [date(2025, 3, 31), 1004, "Tea", 1, "ten"]]
    result = load(database, book(rows))
    assert (result.issues[0].line, result.issues[0].value) == (7, "ten")


def test_an_import_of_a_workbook_can_be_undone(database: Database) -> None:
    load(database, book([HEADER, *ROWS]))
    assert undo_import(database, 1, now=NOON, actor=BY_COMMAND).rows.imported == 3


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(CSV)[:-12],
        gzip.compress(CSV)[:30] + b"\x00" * 40,
        book([HEADER, *ROWS])[:-400],
        crafted("").replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml"),
        crafted("<row"),
        packed(**{"[Content_Types].xml": b"<", "xl/workbook.xml": b"<nothing"}),
    ],
    ids=["cut gzip", "broken gzip", "cut workbook", "no sheet", "cut sheet", "no workbook"],
)
def test_a_damaged_file_is_told(content: bytes, database: Database) -> None:
    assert refused(database, content) == "damaged"


@pytest.mark.parametrize(
    "content",
    [
        packed(**{"a.csv": CSV, "b.csv": CSV}),
        packed(**{"../a.csv": CSV}),
        gzip.compress(gzip.compress(CSV)),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    ],
    ids=["two files", "a path out of it", "packed twice", "old or protected workbook"],
)
def test_other_archives_are_no_exports(content: bytes, database: Database) -> None:
    assert refused(database, content, "a.xlsx") == "not-csv"


def test_an_empty_workbook_is_empty(database: Database) -> None:
    assert refused(database, book([])) == "empty"
    assert refused(database, gzip.compress(b"")) == "empty"


def test_a_gzip_bomb_is_refused_soon_and_in_little_memory(database: Database) -> None:
    bomb = gzip.compress(b"0" * (308 << 20), 6)
    tracemalloc.start()
    started = time.monotonic()
    assert refused(database, bomb) == "expands"
    assert time.monotonic() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()


def test_a_file_that_is_larger_than_its_proportion_allows_is_no_bomb(database: Database) -> None:
    rows: list[Row] = [sale()] * 50_000
    result: ImportResult = load(database, gzip.compress(mindbody_csv(*rows)))
    assert result.rows.imported == 50_000


def test_a_workbook_bomb_is_refused_before_it_is_read(database: Database) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>' + " " * (300 << 20)
    assert refused(database, crafted(cells)) == "expands"


def test_the_crafted_workbook_that_ends_the_process_that_reads_it(database: Database) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    content = crafted(cells)
    assert len(content) < 4_096
    started = time.monotonic()
    assert refused(database, content) == "resources"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "aaaaaaaaaaaaaaaa">'
        + "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdefghi")),  # noqa: B905
        '<!ENTITY i SYSTEM "file:///etc/hostname">',
    ],
    ids=["billion laughs", "external entity"],
)
def test_entities_are_not_expanded(entities: str, database: Database) -> None:
    strings = (
        f"<?xml version='1.0'?><!DOCTYPE sst [{entities}]>"
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        "<si><t>Date</t></si><si><t>&i;</t></si></sst>"
    )
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    )
    result = load(database, crafted(cells, strings))
    assert result.status == "refused"
    assert len(str(result)) < 10_000


def test_a_crafted_workbook_without_guile_is_read(database: Database) -> None:
    cells = (
        '<row r="1"><c r="A1" t="str"><v>Date</v></c><c r="B1" t="str"><v>Total</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>2025-03-28</v></c><c r="B2"><v>1.5</v></c></row>'
    )
    assert load(database, crafted(cells)).amount.imported == 15_000


def test_nothing_is_left_behind(
    database: Database, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    load(database, book([HEADER, *ROWS]))
    load(database, gzip.compress(b"nothing"))
    assert list(folder.iterdir()) == []


def test_a_file_that_is_not_packed_is_given_as_it_is() -> None:
    export = SalesExport("a.csv", CSV)
    with unpacked(export) as text:
        assert text is export
