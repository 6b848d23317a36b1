"""An empty database where no currency is set takes the one that its first file proves."""

from __future__ import annotations

import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.layout import SAMPLE_ROWS
from sales_core.importing.inspection import read_export
from sales_core.importing.interpretation.file_currency import NAME
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.values.currencies import currency_codes

HEAD = "Date,Order,Item,Amount\n"
ROWS = "2025-03-28,1,Tea,10.50\n2025-03-29,2,Pie,7.25\n"


def read(text: str, **answers: object) -> Reading:
    return read_export(SalesExport("x.csv", text.encode()), Answers(**answers), None)  # type: ignore[arg-type]


PROVED = {
    "a column of codes": (
        "Date,Order,Item,Amount,Currency\n2025-03-28,1,Tea,10.50,EUR\n2025-03-29,2,Pie,7.25,EUR\n",
        "EUR",
        "its column 'Currency' says EUR",
    ),
    "codes in small letters": (
        "Date,Order,Item,Amount,Currency\n2025-03-28,1,Tea,10.50,usd\n2025-03-29,2,Pie,7.25,\n",
        "USD",
        "its column 'Currency' says USD",
    ),
    "names of currencies": (
        "Date,Order,Item,Amount,Currency\n2025-03-28,1,Tea,10.50,Euro\n2025-03-29,2,Pie,7.25,euros\n",
        "EUR",
        "its column 'Currency' says EUR",
    ),
    "signs in a column of their own": (
        "Datum,Nummer,Artikel,Betrag,Währung\n2025-03-28,1,Tee,10.50,€\n2025-03-29,2,Kuchen,7.25,€\n",
        "EUR",
        "its column 'Währung' says EUR",
    ),
    "the name of the column": (
        f"Date,Order,Item,Amount (PLN)\n{ROWS}",
        "PLN",
        "the name of its column 'Amount (PLN)' says PLN",
    ),
    "a sign in the name of the column": (
        f"Date,Order,Item,Total €\n{ROWS}",
        "EUR",
        "the name of its column 'Total €' says EUR",
    ),
    "the price of which the amount is made": (
        "Date,Order,Item,Qty,Unit price (CHF)\n2025-03-28,1,Tea,2,10.50\n2025-03-29,2,Pie,1,7.25\n",
        "CHF",
        "the name of its column 'Unit price (CHF)' says CHF",
    ),
    "a line above": (
        f"Sales report,,,\nAll amounts in NOK,,,\n{HEAD}{ROWS}",
        "NOK",
        "a line above its rows says NOK",
    ),
    "signs of amounts": (
        f"{HEAD}2025-03-28,1,Tea,£10.50\n2025-03-29,2,Pie,£7.25\n",
        "GBP",
        "the signs of its amounts say GBP",
    ),
    "a sign of many, and a column that says which": (
        "Date,Order,Item,Amount,Currency\n2025-03-28,1,Tea,$10.50,CAD\n2025-03-29,2,Pie,$7.25,CAD\n",
        "CAD",
        "its column 'Currency' says CAD",
    ),
}


@pytest.mark.parametrize("kind", PROVED)
def test_the_currency_that_a_file_proves_is_taken_and_told(kind: str) -> None:
    text, code, why = PROVED[kind]
    reading = read(text)
    assert reading.currency == code
    assert reading.evidence[0] == (
        f"No currency is set, so that of the file is taken: {why}. This database holds {code} "
        "from this import on."
    )
    assert reading.rows_rejected == 0
    assert reading.amount_read in (177_500, 282_500)
    assert not [line for line in reading.evidence if line.startswith("Attention")]


@pytest.mark.parametrize("code", sorted(currency_codes()))
def test_any_currency_can_be_that_of_a_file(code: str) -> None:
    reading = read(HEAD.strip() + f",Currency\n2025-03-28,1,Tea,10,{code}\n")
    assert (reading.currency, reading.rows_rejected) == (code, 0)


UNPROVED = {
    "nothing says it": HEAD + ROWS,
    "a sign of many": f"{HEAD}2025-03-28,1,Tea,$10.50\n2025-03-29,2,Pie,$7.25\n",
    "words that are codes": f"Date,Order,Item,Total ALL sales\n{ROWS}",
}


@pytest.mark.parametrize("kind", UNPROVED)
def test_what_proves_none_is_in_the_usual_one_and_that_is_told(kind: str) -> None:
    reading = read(UNPROVED[kind])
    assert reading.currency == "SGD"
    assert reading.evidence[0].startswith(
        "Attention: no currency is set and the file does not prove one, so its amounts are taken "
        "as SGD"
    )
    assert reading.amount_read == 177_500


SEVERAL = {
    "codes in a column": (
        "Date,Order,Item,Amount,Currency\n2025-03-28,1,Tea,10,SGD\n2025-03-29,2,Pie,7,EUR\n",
        ("SGD", "EUR"),
        ((100_000, 1), (70_000, 1)),
    ),
    "one amount in two": (
        "Date,Order,Item,Total (EUR),Total (USD)\n2025-03-28,1,Tea,10,11\n2025-03-29,2,Pie,7,8\n",
        ("EUR", "USD"),
        ((170_000, 2), (190_000, 2)),
    ),
    "a title and a header": (
        f"Paid out in USD,,,\nDate,Order,Item,Amount (EUR)\n{ROWS}",
        ("EUR", "USD"),
        ((177_500, 2), (177_500, 2)),
    ),
    "signs": (
        f"{HEAD}2025-03-28,1,Tea,£10\n2025-03-29,2,Pie,€7\n",
        ("GBP", "EUR"),
        ((100_000, 1), (70_000, 1)),
    ),
}


@pytest.mark.parametrize("kind", SEVERAL)
def test_of_several_currencies_a_person_chooses_one(kind: str) -> None:
    text, codes, figures = SEVERAL[kind]
    asked = read(text)
    assert (asked.lines, asked.plan) == (None, None)
    (question,) = asked.questions
    assert (question.code, question.name, question.choices) == (NAME, NAME, codes)
    for code, (revenue, rows), shown in zip(codes, figures, question.figures, strict=True):
        assert shown is not None
        assert (shown.revenue, shown.rows) == (revenue, rows)
        reading = read(text, choices={"own-currency": code})
        assert reading.currency == code
        assert reading.evidence[0] == f"You said: this database is to hold {code}."
        assert reading.amount_read - reading.amount_rejected == revenue


def test_a_currency_that_the_file_does_not_name_is_no_answer() -> None:
    text, codes, _ = SEVERAL["signs"]
    assert read(text, choices={"own-currency": "CHF"}).questions[0].choices == codes


def test_no_more_currencies_are_offered_than_can_be_looked_at() -> None:
    codes = ("EUR", "USD", "CHF", "NOK", "SEK", "PLN")
    rows = "".join(f"2025-03-28,{n},Tea,10,{code}\n" for n, code in enumerate(codes))
    asked = read(f"Date,Order,Item,Amount,Currency\n{rows}")
    assert asked.questions[0].choices == codes[:4]


def test_a_row_in_another_currency_far_down_is_a_fault_of_that_row() -> None:
    rows = [f"2025-03-28,{n},Tea,10,EUR\n" for n in range(10 * SAMPLE_ROWS)]
    rows[5 * SAMPLE_ROWS] = "2025-03-28,x,Tea,10,USD\n"
    reading = read(f"Date,Order,Item,Amount,Currency\n{''.join(rows)}")
    assert (reading.currency, reading.rows_rejected) == ("EUR", 1)
    assert (reading.issues[0].code, reading.issues[0].line) == ("currency", 5 * SAMPLE_ROWS + 2)


def test_a_column_that_a_person_names_says_it() -> None:
    text = "Date,Order,Item,Amount,Geld\n2025-03-28,1,Tea,10,EUR\n2025-03-29,2,Pie,7,EUR\n"
    assert read(text, columns={"currency": "Geld"}).currency == "EUR"
    asked = read(text)
    if asked.questions:  # which asks whether the column says it
        name = asked.questions[0].name
        assert read(text, choices={name: "column"}).currency == "EUR"
        assert read(text, choices={name: "own"}).currency == "SGD"


def test_a_currency_that_is_set_is_never_that_of_the_file() -> None:
    text, _, _ = PROVED["the name of the column"]
    reading = read_export(SalesExport("x.csv", text.encode()), Answers(), "EUR")
    assert reading.currency == "EUR"
    assert any("names PLN. This database holds EUR" in line for line in reading.evidence)
