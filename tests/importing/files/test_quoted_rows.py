"""Quotation marks behind blanks, and those that swallow rows."""

from __future__ import annotations

import pytest

from sales_core.importing.files.layout import find_layout
from tests.builders import export_of
from tests.importing.small_files import read, read_as

HEADER = "Date,Item,Amount,Note\n"
LAST = "2025-01-18,Tea,5.00,\n"


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ('2025-01-13,Mug,10,"gift\n2025-01-14,Cup,20,\n2025-01-15,Bowl,30,nice"\n', [2]),
        ('2025-01-13,Mug,10,"gift\n2025-01-14,Cup,20,nice"\n', [2]),
        ('2025-01-13,"Mug\n2025-01-14,Cup,20,\n2025-01-15,Cup",20,\n', [2]),
        ('2025-01-12,Tea,4,x\n2025-01-13,Mug,10,"\n2025-01-14,Cup,20,"\n', [3]),
    ],
)
def test_a_cell_that_swallows_rows_is_set_aside(rows: str, wrong: list[int]) -> None:
    reading = read((HEADER + rows + LAST).encode())
    assert [(issue.line, issue.code) for issue in reading.issues] == [
        (line, "quoted-rows") for line in wrong
    ]


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        ('2025-01-13,Mug,10,"Ann Lee\n12, High Street\nLeeds, UK, LS1"\n', "15"),
        ('2025-01-13,"Mug\nblue, small, new, 2",10,\n', "15"),
        ('2025-01-13,Mug,10,"bring on 2025-01-14, or 15, or later, please"\n', "15"),
        ('2025-01-13,Mug,10,"two lines:\na,b,c,d"\n', "15"),
    ],
)
def test_texts_of_several_lines_are_kept(row: str, amount: str) -> None:
    reading = read((HEADER + row + LAST).encode())
    assert reading.issues == ()
    assert str(read_as(reading)[0]) == amount


def test_texts_of_several_lines_in_the_first_cell_are_kept() -> None:
    text = 'Note,Date,Amount\n"two\nlines",2025-01-13,10\none,2025-01-14,5\n'
    reading = read(text.encode())
    assert reading.issues == ()
    assert str(read_as(reading)[0]) == "15"


def test_a_quotation_mark_behind_a_blank_opens_a_cell_though_most_rows_would_be_wider() -> None:
    row = '27.04.2026; {}; "Tea; loose"; 1; "4,50"\n'
    text = "Datum;Bon;Artikel;Menge;Betrag\n" + "".join(map(row.format, range(1, 4)))
    reading = read((text + '28.04.2026; 4; "Honey"; 1; "8,10"\n').encode())
    assert str(read_as(reading)[0]) == "21.6"


@pytest.mark.parametrize("mark", [",", ";", "|"])
def test_a_quotation_mark_behind_a_blank_opens_a_cell(mark: str) -> None:
    rows = (
        '2025-01-13, "Mug, blue; big | small", 10',
        '2025-01-14, "Cup", 4',
        "2025-01-15, Tea, 5",
    )
    lines = ["Date, Item, Amount", *rows]
    text = lines[0].replace(",", mark) + "".join(
        f"\n{line[:10]}{mark}{line[11 : line.rindex(',')]}{mark}{line[line.rindex(',') + 1 :]}"
        for line in lines[1:]
    )
    reading = read(text.encode())
    assert reading.issues == ()
    assert str(read_as(reading)[0]) == "19"
    assert reading.lines is not None
    products = reading.layout.sample
    assert [row[1].strip() for row in products] == ["Mug, blue; big | small", "Cup", "Tea"]


@pytest.mark.parametrize(
    "rows",
    [
        '2025-01-13, "Deluxe" Mug, 10\n2025-01-14, Cup, 4\n',
        '2025-01-13,"He said, ""yes""",10\n2025-01-14,Cup,4\n',
    ],
)
def test_quotation_marks_inside_texts_open_no_cell(rows: str) -> None:
    layout = find_layout(export_of(("Date,Item,Amount\n" + rows).encode()))
    assert not layout.skip_blanks
    assert len(layout.sample) == 2
