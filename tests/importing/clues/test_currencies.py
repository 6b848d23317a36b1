"""Nothing in another currency is booked in silence, wherever the file names it."""

from __future__ import annotations

import pytest

from tests.builders import read


def codes(header: str, *cells: str) -> bytes:
    rows = "".join(f"2025-03-1{day},{day},10.00,{cell}\n" for day, cell in enumerate(cells))
    return f"Date,Order ID,Amount,{header}\n{rows}".encode()


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        pytest.param(codes("Presentment Currency", "USD", "USD"), ["currency"], id="named"),
        pytest.param(codes("Waluta rozliczenia", "PLN", "PLN"), ["currency"], id="polish"),
        pytest.param(codes("X", "SGD", "IDR"), ["currency"], id="some-rows-of-an-unnamed-column"),
        pytest.param(codes("Curr. of sale", "€", "€"), ["currency"], id="signs"),
        pytest.param(codes("X", "usd", "usd"), ["currency"], id="in-small-letters"),
        pytest.param(codes("Currency", "zł", "zł"), ["currency"], id="letters-under-its-name"),
        pytest.param(codes("Währung", "US-Dollar", "US-Dollar"), ["currency"], id="a-name"),
        pytest.param(codes("Moneda", "USD ($)", "SGD"), ["currency"], id="code-and-sign"),
        pytest.param(codes("X", "kr", "kr"), [], id="letters-alone"),
        pytest.param(codes("Size", "all", "top"), [], id="words-in-small-letters"),
        pytest.param(codes("Currency", "S$", "S$"), [], id="the-own-sign-under-its-name"),
        pytest.param(codes("Presentment", "SGD", "SGD"), [], id="the-own-one"),
        pytest.param(codes("Unit", "PCS", "BOX"), [], id="words-of-three-letters"),
        pytest.param(codes("Note", "", ""), [], id="empty"),
    ],
)
def test_columns_of_other_currencies_are_asked_about(content: bytes, asked: list[str]) -> None:
    assert [each.code for each in read(content).questions] == asked


def test_a_person_says_which_currency_the_amounts_are_in() -> None:
    content = codes("Settled in", "SGD", "IDR")
    (question,) = read(content).questions
    assert read(content, choices={question.name: "own"}).amount_read == 200_000
    assert read(content, choices={question.name: "column"}).rows_rejected == 1


@pytest.mark.parametrize("title", ["Currency: USD", "Alle Beträge in EUR", "Report 2025 (GBP)"])
def test_a_title_in_another_currency_is_told(title: str) -> None:
    reading = read(f"Sales report\n{title}\n\nDate,Order ID,Amount\n2025-03-28,1,5.50\n".encode())
    assert any(each.startswith("Attention: a line above") for each in reading.evidence)


@pytest.mark.parametrize(
    "line", ["All amounts in USD", "All amounts in USD,,", ",,\nAlle Beträge in EUR,,"]
)
def test_a_line_below_the_rows_in_another_currency_is_told(line: str) -> None:
    rows = "2025-03-28,1,5.50\n2025-03-29,2,6.50\n"
    reading = read(f"Date,Order ID,Amount\n{rows}{line}\n".encode())
    assert (reading.rows_rejected, reading.amount_read) == (0, 120_000)
    assert any(each.startswith("Attention: a line between") for each in reading.evidence)


@pytest.mark.parametrize(("said", "told"), [("Quatloo", True), ("Singapore Dollar", False)])
def test_a_column_of_currencies_that_nobody_knows_is_told(said: str, *, told: bool) -> None:
    reading = read(codes("Currency", said, said))
    assert reading.questions == ()
    assert told == any(each.startswith("Attention: no currency") for each in reading.evidence)


def test_codes_of_goods_are_no_currencies() -> None:
    content = b"Date,Order,SKU,Product,Total\n2025-03-28,1,CUP,Cup,9\n2025-03-29,2,TOP,Top,8\n"
    assert read(content).questions == ()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("(amounts in thousands of SGD)", True),
        ("Sales in lakhs", True),
        ("Thousand Flowers Ltd", False),
    ],
)
def test_a_title_that_names_a_scale_is_told(title: str, *, told: bool) -> None:
    reading = read(f"Report\n{title}\n\nDate,Order ID,Amount\n2025-03-28,1,5.50\n".encode())
    assert told == any("may be in thousands" in each for each in reading.evidence)


@pytest.mark.parametrize("header", ["金額（人民元）", "Total (米ドル)", "Beløb i SEK"])
def test_a_header_that_names_another_currency_in_words_is_told(header: str) -> None:
    reading = read(f"Date,Order ID,{header}\n2025-03-28,1,5.50\n2025-03-29,2,6\n".encode())
    assert any("taken as SGD" in each for each in reading.evidence)
