"""The clean and the careful reader: one table for any clean file, and who reads the others."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, example, given
from hypothesis import strategies as st

from sales_core.importing.files.careful_reader import read_carefully
from sales_core.importing.files.clean_reader import read_clean
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import find_layout
from sales_core.importing.files.table import Table
from sales_core.importing.issues import FileRefusedError
from tests.builders import export_of
from tests.examples import examples

Rows = list[list[str]]

CELL = st.text(
    st.sampled_from("ab ,;\"'|\t\\=-é漢\u00a0\u0085\u2028\x0b\x0c\ufeff")
    | st.characters(codec="utf-8", exclude_characters="\r\n\x00"),
    max_size=6,
)


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Draw rows of which none is blank."""
    width = draw(st.integers(2, 4))
    row = st.lists(CELL, min_size=width, max_size=width)
    return draw(st.lists(row.filter(lambda cells: any(map(str.strip, cells))), max_size=6))


def written(rows: Rows, width: int, newline: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([[f"column {at}" for at in range(width)], *rows])
    return text.getvalue()


def cells(table: Table) -> Rows:
    """Give the cells of a table back, row by row, the order id first."""
    columns = [
        [column.texts[code] for code in column.codes] for _, column in sorted(table.columns.items())
    ]
    assert table.order_ids is not None
    return [list(row) for row in zip(table.order_ids.to_pylist(), *columns, strict=True)]


def lines(table: Table) -> list[int]:
    return list(table.line_of(np.arange(table.rows)).tolist())


def clean(content: bytes) -> Table | None:
    export = export_of(content)
    layout = find_layout(export)
    return read_clean(export, layout, range(len(layout.header)), 0)


def careful(content: bytes) -> Table:
    export = export_of(content)
    layout = find_layout(export)
    return read_carefully(export, layout, range(len(layout.header)), 0)


@given(
    tables(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
    st.sampled_from(["", "\n\n"]),
)
@example([['"', '""'], [",", '","'], ["é", "e\u0301"]], "\r\n", csv.QUOTE_MINIMAL, "utf-8-sig", "")
def test_both_readers_give_the_same_table_for_any_clean_file(
    rows: Rows, newline: str, quoting: int, encoding: str, before: str
) -> None:
    rows = rows or [["a", "b"]]
    content = (before + written(rows, len(rows[0]), newline, quoting)).encode(encoding)
    fast, slow = clean(content), careful(content)
    assert fast is not None
    assert cells(fast) == cells(slow) == rows
    assert lines(fast) == lines(slow) == list(range(len(before) + 2, len(before) + 2 + len(rows)))
    assert (fast.odd, slow.odd, fast.blank, slow.blank) == ((), (), 0, 0)
    assert fast.sha256 == slow.sha256


@given(tables(), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_a_last_line_without_an_end_is_a_row(rows: Rows, encoding: str) -> None:
    rows = rows or [["a", "b"]]
    content = written(rows, len(rows[0])).removesuffix("\n").encode(encoding)
    fast, slow = clean(content), careful(content)
    assert fast is not None
    assert cells(fast) == cells(slow) == rows


@pytest.mark.parametrize("end", ["\n", "\n\n\n", "\r\n"])
def test_empty_lines_at_the_end_are_no_reason_to_read_carefully(end: str) -> None:
    content = (written([["1", "a"], ["2", "b"]], 2) + end).encode()
    found = clean(content)
    assert found is not None
    assert cells(found) == cells(careful(content))
    assert lines(found) == lines(careful(content)) == [2, 3]


@examples(300, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.text('a ,"', min_size=1, max_size=8), min_size=1, max_size=4))
def test_whatever_the_clean_reader_takes_the_careful_reader_reads_alike(rows: list[str]) -> None:
    content = "\n".join(("one,two", *rows, "")).encode()
    if fast := _taken(content):
        slow = careful(content)
        assert (cells(fast), lines(fast), fast.blank) == (cells(slow), lines(slow), slow.blank)
        assert slow.odd == ()


def _taken(content: bytes) -> Table | None:
    with suppress(FileRefusedError):  # some are no table at all
        return clean(content)
    return None


DECLINED = {
    "quoted line break": 'a,"b\nc"\nd,e\n',
    "quoted line break of windows": 'a,"b\r\nc"\r\nd,e\r\n',
    "blank line": "a,b\n\nc,d\n",
    "row too short": "a\nb,c\n",
    "row too long": "a,b,c\nd,e\n",
    "row too long by nothing": "a,b,\nc,d\n",
    "unclosed quote": 'a,"b\nc,d\n',
    "carriage returns alone": "a,b\rc,d\r",
    "carriage return inside a cell": '"a\rb",c\n',
}


@pytest.mark.parametrize("rows", DECLINED.values(), ids=DECLINED.keys())
def test_the_clean_reader_declines(rows: str) -> None:
    assert clean(b"one,two\n" + rows.encode()) is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"one,two\na,b\n".decode().encode("utf-16"), id="utf-16"),
        pytest.param(b"one,two\na,caf\xe9\n", id="windows-1252"),
        pytest.param(b"one,two\na,b\n" + b"a,b\n" * 300_000 + b"a,\xff\n", id="bad-byte-far-down"),
        pytest.param(b"one,two\n" + b"a,b\n" * 300_000 + b"a,\xc3", id="cut-letter-at-the-end"),
    ],
)
def test_the_clean_reader_declines_what_is_not_utf_8(content: bytes) -> None:
    assert clean(content) is None


@pytest.mark.parametrize("bad", [b"\xff", b"\x00"])
def test_the_clean_reader_looks_at_columns_that_it_does_not_read(bad: bytes) -> None:
    export = export_of(b"one,two,three\n" + b"a,b,c\n" * 300_000 + b"a," + bad + b",c\n")
    assert read_clean(export, find_layout(export), [2], 0) is None


def test_a_line_end_over_two_blocks_is_one() -> None:
    before = b"one,two\r\n" + b"a,b\r\n" * 200_000
    content = before + b"c," + b"x" * ((1 << 20) - len(before) - 3) + b"\r\nd,e\r\n"
    assert content[: 1 << 20].endswith(b"x\r")
    fast = clean(content)
    assert fast is not None
    assert fast.rows == 200_002
    assert clean(content.replace(b"x\r\n", b"x\ry\n")) is None


def test_a_letter_over_two_blocks_is_a_letter() -> None:
    before = b"one,two\n" + b"a,b\n" * ((1 << 18) - 3) + b"a,"
    content = before + b"x" * ((1 << 20) - len(before) - 1) + "é\n".encode()
    assert content[: 1 << 20].endswith(b"\xc3")
    fast = clean(content)
    assert fast is not None
    assert fast.columns[1].texts[-1].endswith("xé")


@pytest.mark.parametrize("size", [3_000_000, 5_000_000])
def test_a_very_long_cell_is_read_whole_or_left_to_the_careful_reader(size: int) -> None:
    fast = clean(b"one,two\nc,d\na," + b"x" * size + b"\n")
    assert fast is None or [len(text) for text in fast.columns[1].texts] == [1, size]


def test_a_very_long_cell_is_no_unclosed_quote() -> None:
    with pytest.raises(FileRefusedError) as fault:
        careful(b"one,two\nc,d\na," + b"x" * 5_000_000 + b"\n")
    assert (fault.value.issue.code, fault.value.issue.line) == ("line-length", 3)


@pytest.mark.parametrize("cell", ['"Tea"x', '"Tea" ', '"12" pizza"', '"Te\\"a"'])
def test_the_clean_reader_declines_a_quotation_mark_that_stands_wrong(cell: str) -> None:
    assert clean(f"one,two\na,{cell}\n".encode()) is None


def test_rows_of_empty_cells_are_blank_for_both_readers() -> None:
    rows = b"one,two\na,b\n,\n , \n"
    found = clean(rows) or careful(rows)
    assert (found.rows, found.blank) == (1, 2)


def test_a_file_on_disk_is_read_as_one_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(b"one,two\na,b\nc,d\n")
    export = SalesExport.on_disk(path)
    layout = find_layout(export)
    fast = read_clean(export, layout, [0, 1], 0)
    assert fast is not None
    assert (
        cells(fast) == cells(read_carefully(export, layout, [0, 1], 0)) == [["a", "b"], ["c", "d"]]
    )


def test_texts_are_numbered_over_blocks() -> None:
    content = "one,two\n" + "".join(f"{at},{at % 7}\n" for at in range(400_000))
    fast = clean(content.encode())
    assert fast is not None
    assert fast.rows == 400_000
    assert fast.columns[1].texts == [str(at) for at in range(7)]
    assert fast.columns[1].counts.tolist() == [57_143] * 6 + [57_142]
    assert fast.order_ids is not None
    assert fast.order_ids[399_999].as_py() == "399999"


def test_more_texts_than_two_bytes_tell_apart_and_more_rows_than_it_seemed() -> None:
    """The first blocks have long rows and few texts, the last ones short rows and many."""
    wide = [f"{'x' * 900}{at % 3},a{at % 5}" for at in range(2_000)]
    narrow = [f"{at},b{at % 40_000}" for at in range(120_000)]
    export = export_of("\n".join(["One,Two", *wide, *narrow]).encode())
    table = read_clean(export, find_layout(export), [0, 1], None)
    assert table is not None
    for at, column in table.columns.items():
        texts = np.array(column.texts, object)[column.codes]
        assert texts.tolist() == [row.split(",")[at] for row in (*wide, *narrow)]
