from __future__ import annotations

import pytest

from sales_core.importing.files.careful_reader import raw_rows, read_carefully
from sales_core.importing.files.layout import find_layout
from sales_core.importing.files.table import Table
from tests.builders import export_of, refusal


def table_of(content: bytes) -> Table:
    export = export_of(content)
    layout = find_layout(export)
    return read_carefully(export, layout, range(len(layout.header)), None)


def rows_by_line(table: Table) -> dict[int, list[str]]:
    assert table.lines is not None
    columns = [[column.texts[code] for code in column.codes] for column in table.columns.values()]
    cells = zip(*columns, strict=True)
    return {line: list(row) for line, row in zip(table.lines.tolist(), cells, strict=True)}


def odd_by_line(table: Table) -> dict[int, str]:
    return {row.issue.line: row.issue.code for row in table.odd}


def test_lines_are_counted_behind_quoted_line_breaks(docstring_csv: bytes) -> None:
    """
    date,item,amount
    2025-03-01,"Tea
    for two",5
    2025-03-02,Tea,6
    2025-03-03,"a


    b",7
    2025-03-04,Tea,8
    """
    found = rows_by_line(table_of(docstring_csv))
    assert found == {
        2: ["2025-03-01", "Tea\nfor two", "5"],
        4: ["2025-03-02", "Tea", "6"],
        5: ["2025-03-03", "a\n\n\nb", "7"],
        9: ["2025-03-04", "Tea", "8"],
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline: str) -> None:
    content = newline.join(("", "date,item", "1,Tea", "", '2,"a', 'b"', "3,Cake", ""))
    assert list(rows_by_line(table_of(content.encode()))) == [3, 5, 7]


def test_a_header_over_two_lines_is_one_header(docstring_csv: bytes) -> None:
    """
    date,"item
    name",amount
    2025-03-01,Tea,5
    """
    table = table_of(docstring_csv)
    assert table.layout.header == ("date", "item\nname", "amount")
    assert rows_by_line(table) == {3: ["2025-03-01", "Tea", "5"]}


def test_ragged_rows_are_set_aside_whole_and_never_shifted(docstring_csv: bytes) -> None:
    """
    date,item,amount
    2025-03-01,Tea
    2025-03-02,Tea,6
    2025-03-03,Tea, green,7
    2025-03-04;Tea;8
    2025-03-05,Tea,9
    """
    table = table_of(docstring_csv)
    assert list(rows_by_line(table)) == [3, 6]
    assert odd_by_line(table) == {2: "columns", 4: "columns", 5: "columns"}
    assert table.odd[1].cells == ("2025-03-03", "Tea", " green", "7")
    assert table.odd[0].issue.message == "The row has 2 cells where the header has 3."


def test_the_same_empty_cells_behind_all_rows_are_no_fault(docstring_csv: bytes) -> None:
    """
    date,item,amount
    2025-03-01,Tea,5,
    2025-03-02,Tea,6,
    """
    table = table_of(docstring_csv)
    assert list(rows_by_line(table)) == [2, 3]
    assert table.odd == ()


def test_blank_rows_are_counted_and_empty_lines_are_not(docstring_csv: bytes) -> None:
    """
    date,item,amount

    ,,
    2025-03-01,Tea,5
    , ,
    """
    table = table_of(docstring_csv)
    assert list(rows_by_line(table)) == [4]
    assert (table.blank, table.odd) == (2, ())


def test_a_quotation_mark_that_stands_wrong_costs_its_row_only() -> None:
    table = table_of(
        b"date,item,amount\n"
        b"2025-03-01,Tea,5\n"
        b'2025-03-02,"Tea"x,6\n'
        b'2025-03-03,Tea "green",7\n'
        b'2025-03-04,"Tea ""green""",8\n'
    )
    assert rows_by_line(table) == {
        2: ["2025-03-01", "Tea", "5"],
        4: ["2025-03-03", 'Tea "green"', "7"],
        5: ["2025-03-04", 'Tea "green"', "8"],
    }
    assert odd_by_line(table) == {3: "quote"}


def test_no_row_is_lost_behind_a_quotation_mark_that_opens_by_mistake(docstring_csv: bytes) -> None:
    """
    date,item,amount
    2025-03-01,"Tea,5
    2025-03-02,Tea,6
    2025-03-03,Tea,7
    2025-03-04,"Tea, green",8
    2025-03-05,Tea,9
    """
    fault = refusal(docstring_csv)
    assert (fault.issue.code, fault.issue.line) == ("unclosed-quote", 2)


def test_the_text_of_a_row_with_a_wrong_quotation_mark_is_kept(docstring_csv: bytes) -> None:
    """
    date,item,amount
    2025-03-02,"Tea"x,6
    2025-03-03,Tea,7
    """
    assert "Tea" in "".join(table_of(docstring_csv).odd[0].cells)


@pytest.mark.parametrize("line", [2, 10, 999])
def test_an_unclosed_quotation_mark_is_named_at_its_line(line: int) -> None:
    rows = [f"2025-03-01,Tea {at},5" for at in range(1_000)]
    rows[line - 2] = '2025-03-01,"Tea,5'
    fault = refusal("\n".join(("date,item,amount", *rows)).encode())
    assert (fault.issue.code, fault.issue.line) == ("unclosed-quote", line)
    assert str(fault) == f"The quotation mark that opens on line {line} is never closed."


def test_an_unclosed_quotation_mark_in_a_large_file_is_found_soon() -> None:
    rows = "2025-03-01,Tea,5\n" * 200_000
    fault = refusal(f'date,item,amount\n2025-03-01,"Tea,5\n{rows}'.encode())
    assert (fault.issue.code, fault.issue.line) == ("unclosed-quote", 2)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"date,item\n1,a\n2,\x81\n", 3, id="windows-1252"),
        pytest.param(
            b"date,item\n" + b"2,%b\n" % (b"b" * 97) * 11_000 + b"3,\xff\n", 11_002, id="utf-8"
        ),
    ],
)
def test_text_in_no_encoding_is_named_at_its_line(content: bytes, line: int) -> None:
    fault = refusal(content, columns={"date": "date", "amount": "item"})
    assert (fault.issue.code, fault.issue.line) == ("encoding", line)


def test_raw_rows_are_as_written(docstring_csv: bytes) -> None:
    """
    date,item
    1, Tea
    2,"a
    b",c
    3
    """
    export = export_of(docstring_csv)
    found = raw_rows(export, find_layout(export), {1, 2, 3, 5})
    assert found == {2: ("1", " Tea"), 3: ("2", "a\nb", "c"), 5: ("3",)}
