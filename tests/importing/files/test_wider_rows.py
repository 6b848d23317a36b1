"""Rows with more cells than the header are never shifted into its columns."""

from __future__ import annotations

import pytest

from sales_core.importing.files.layout import find_layout
from sales_core.importing.issues import FileRefusedError
from tests.builders import export_of, refusal
from tests.importing.small_files import read, read_as

HEADER = "Date,Item,Amount,Notes\n"


def codes_of(text: str) -> dict[int, str]:
    """Read a text, and give the code of each row's fault by its line."""
    try:
        reading = read(text.encode(), "EUR")
    except FileRefusedError as fault:
        return {fault.issue.line: fault.issue.code}
    return {issue.line: issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("2025-01-13,Mug,10.50,\n2025-01-14,Bowl,1,234.50,\n2025-01-15,Cup,2.00,\n", {3}),
        ("2025-01-13,Mug,10.50,\n2025-01-14,Bowl, big,12.50,\n2025-01-15,Cup,2.00,\n", {3}),
        ("2025-01-13,Mug,10.50,\n2025-01-14,Bowl,12.50,,\n2025-01-15,Cup,2.00,\n", {3}),
        ("2025-01-13,Mug,10.50,,\n2025-01-14,Bowl,12.50,\n2025-01-15,Cup,2.00,,\n", {2, 4}),
        ("2025-01-13,Mug,10.50,,\n2025-01-14,Bowl,12.50,,,\n2025-01-15,Cup,2.00,,\n", {2, 3, 4}),
        ("2025-01-13,,Mug,10.50,\n2025-01-14,Bowl,12.50,\n2025-01-15,Cup,2.00,\n", {2}),
    ],
)
def test_a_row_wider_than_others_is_set_aside(rows: str, wrong: set[int]) -> None:
    codes = codes_of(HEADER + rows)
    if len(wrong) == rows.count("\n"):  # of a file without one good row the first fault is told
        wrong = {2}
    assert codes == dict.fromkeys(wrong, "columns")


@pytest.mark.parametrize("surplus", [",", ",,", ",,,"])
def test_empty_cells_behind_every_row_are_no_fault(surplus: str) -> None:
    rows = ("2025-01-13,Mug,10.50,gift", "2025-01-14,Cup,5,")
    reading = read((HEADER + "".join(f"{row}{surplus}\n" for row in rows)).encode())
    assert str(read_as(reading)[0]) == "15.5"
    assert reading.issues == ()


def test_behind_empty_cells_of_all_rows_a_row_without_them_is_set_aside() -> None:
    good = "2025-01-13,Mug,10.50,,\n" * 2_100
    reading = read((HEADER + good + "2025-01-14,Cup5.00,,\n").encode())
    assert [(issue.line, issue.code) for issue in reading.issues] == [(2_102, "columns")]


def test_a_row_with_text_under_a_name_that_only_the_header_has_is_set_aside() -> None:
    text = "Date,Item,Amount,\n2025-01-13,Mug,10.50\n2025-01-14,Bowl,1,234.50\n2025-01-15,Cup,2\n"
    assert codes_of(text) == {3: "columns"}


def test_cells_under_empty_names_are_no_fault() -> None:
    text = "Date,Item,Amount,,\n2025-01-13,Mug,10.50,,\n2025-01-14,Cup,5,,\n"
    assert codes_of(text) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Datum,Artikel,Betrag,Bemerkung\n13.01.2025,Tee,10,50,\n14.01.2025,Saft,3,99,\n", "10,50"),
        ("Datum,Artikel,Betrag\n13.01.2025,Tee,10,50\n14.01.2025,Saft,3,99\n", "10,50"),
        ("Date,Article,Montant,Note\n13/01/2025,Thé,-10,5,\n14/01/2025,Jus,3,9,\n", "-10,5"),
        ("Date,Item,Amount,Note\n2025-01-13,Bowl,1,234.50,\n2025-01-14,Cup,2,000,\n", "1,234.50"),
        ("Date,Item,Code,Amount,Note\n2025-01-13,Mug, small,12,2.50,\n2025-01-14,Cup, red,3,9,\n",
         "Mug,small"),
        ("Datum;Artikel;Preis;Menge\n13.01.2025;Tee;4;50;1\n14.01.2025;Saft;3;90;2\n", "4,50"),
    ],
)  # fmt: skip
def test_a_file_whose_cells_are_all_cut_in_two_is_refused(text: str, shown: str) -> None:
    fault = refusal(text.encode()).issue
    assert fault.code == "split-cells"
    assert shown in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "Date,Item,Qty,Amount\n2025-01-13,Mug,2,50,\n2025-01-14,Cup,1,25,\n",
        "Date,Qty,Item,Amount\n2025-01-13,2,12,50,\n2025-01-14,1,14,25,\n",
        "Date, Item, Amount\n2025-01-13, Mug, 50,\n2025-01-14, Cup, 25,\n",
    ],
)
def test_a_comma_behind_every_row_cuts_no_cell_in_two(text: str) -> None:
    assert find_layout(export_of(text.encode())).surplus == 1
