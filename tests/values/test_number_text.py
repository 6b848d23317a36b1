from __future__ import annotations

import contextlib
import time
import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.number_text import (
    DecimalMark,
    NumberRangeError,
    NumberTextError,
    bare_text,
    is_dash,
    is_power_of_ten,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "mark", "value", "currency"),
    [
        pytest.param("CHF 1’234.50", "point", "1234.50", "CHF", id="swiss"),
        pytest.param("1´234.50", "point", "1234.50", "", id="accent-as-apostrophe"),
        pytest.param("R$ 1.234,56", "comma", "1234.56", "R$", id="brazil"),
        pytest.param("1.234,-", "comma", "1234", "", id="no-hundredths"),
        pytest.param("1,234/=", "point", "1234", "", id="no-hundredths-of-kenya"),
        pytest.param("kr 1 234,50", "comma", "1234.50", "kr", id="norway"),
        pytest.param("kr. 1.234,50", "comma", "1234.50", "kr.", id="denmark"),
        pytest.param("1 234,50 kr", "comma", "1234.50", "kr", id="sweden"),
        pytest.param("Rs.500", "point", "500", "Rs.", id="point-of-a-word"),
        pytest.param("$.50", "point", "0.50", "$", id="point-of-a-number"),
        pytest.param("Rs. 1,23,45,67,890.50", "point", "1234567890.50", "Rs.", id="crores"),
        pytest.param("$5 USD", "point", "5", "USD", id="sign-and-code"),
        pytest.param("USD $5", "point", "5", "USD $", id="code-and-sign"),
        pytest.param("US$ 5.00", "point", "5.00", "US$", id="letters-and-sign"),
        pytest.param("5,00 $ US", "comma", "5.00", "$ US", id="canada"),
        pytest.param("12,50 euros", "comma", "12.50", "euros", id="name"),
        pytest.param("12,50 złotych", "comma", "12.50", "złotych", id="name-of-poland"),
        pytest.param("12.50 US dollars", "point", "12.50", "US dollars", id="two-words"),
        pytest.param("100 руб.", "comma", "100", "руб.", id="rubles"),
        pytest.param("100円", "point", "100", "円", id="yen"),
        pytest.param("L 20.00", "point", "20.00", "L", id="one-letter-before"),
        pytest.param("12.50-", "point", "-12.50", "", id="minus-behind"),
        pytest.param("12,50- €", "comma", "-12.50", "€", id="minus-behind-the-number"),
        pytest.param("12,50 €-", "comma", "-12.50", "€", id="minus-behind-the-sign"),
        pytest.param("(-12.50)", "point", "-12.50", "", id="minus-in-brackets"),
        pytest.param("($-12.50)", "point", "-12.50", "$", id="minus-and-sign-in-brackets"),
        pytest.param("$(12.50)", "point", "-12.50", "$", id="sign-before-brackets"),
        pytest.param("(12,50) €", "comma", "-12.50", "€", id="sign-behind-brackets"),
        pytest.param("\u200e-\u200e5.00", "point", "-5.00", "", id="marks-of-direction"),
        pytest.param("\u2212 5.00", "point", "-5.00", "", id="true-minus"),
        pytest.param("\u20135.00", "point", "-5.00", "", id="dash-as-minus"),
        pytest.param("'-40.00", "point", "-40.00", "", id="guard-against-formulas"),
        pytest.param('="-40.00"', "point", "-40.00", "", id="formula-that-is-a-text"),
        pytest.param("١٬٢٣٤٫٥٦", "comma", "1234.56", "", id="arabic-marks-beside-comma"),
        pytest.param("١٬٢٣٤٫٥٦", "point", "1234.56", "", id="arabic-marks-beside-point"),
        pytest.param("١٢٬٣٤٥", "comma", "12345", "", id="arabic-groups"),
        pytest.param("۱۲۳٫۵", "point", "123.5", "", id="persian"),
        pytest.param("\u200f١٢٣٫٥٠ د.إ.\u200f", "point", "123.50", "د.إ.", id="dirham"),
        pytest.param("１，２３４．５６", "point", "1234.56", "", id="wide"),
        pytest.param("￥1,234", "point", "1234", "￥", id="wide-yen"),
        pytest.param("१,२३,४५६.७८", "point", "123456.78", "", id="devanagari"),
        pytest.param(" " * 5000 + "5.00", "point", "5.00", "", id="blanks-before"),
    ],
)
def test_amounts_of_all_countries(text: str, mark: DecimalMark, value: str, currency: str) -> None:
    found = read_number(text, mark)
    assert (found.value, found.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    [
        "=-40", "=40", "=1+1", "-(5)", "5K", "5M", "5 L", "1.5k", "5B", "K1234", "L5", "P12", "5¢",
        "5 mil", "5 mln", "5 тыс. руб.", "$5 EUR", "€5 USD", "5 €$", "CAD$5 USD", "5 kg", "5 kgs",
        "3 cup", "2 try", "5 -", "٣٤ 5", "1२", "12:30", "1/2", "5..", "$", "²", "½", "5 and 6",
        "1,234.-5", "5.-.-", "1،234",
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["point", "comma"])
def test_what_is_no_number(text: str, mark: DecimalMark) -> None:
    with pytest.raises(NumberTextError):
        read_number(text, mark)


def _zeros() -> list[str]:
    letters = map(chr, range(0x80, 0x20000))
    return [letter for letter in letters if unicodedata.decimal(letter, None) == 0]


@pytest.mark.parametrize("zero", _zeros())
def test_digits_of_every_script(zero: str) -> None:
    own = {ord(str(digit)): chr(ord(zero) + digit) for digit in range(10)}
    assert read_number("-1,234,567.89".translate(own)).value == Decimal("-1234567.89")
    assert read_number("(1.234,50 €)".translate(own), "comma").value == Decimal("-1234.50")


@pytest.mark.parametrize(
    "text",
    ["9" * 5000, "-" + "9" * 5000, "$" + "9" * 300, "1," + "234," * 4000 + "567", "٩" * 5000,
     "9" * 201, "0." + "3" * 900],
)  # fmt: skip
def test_thousands_of_digits_are_out_of_range(text: str) -> None:
    with pytest.raises(NumberRangeError):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.23457E+12", True), ("2,50601E+11", True), ("1.23457e+12", True), ("1E+12", True),
        ("1.23457E12", True), (" 4.5E+15 ", True), ("1E12", False), ("12E4", False),
        ("E+12", False),
        ("1.2", False), ("12.5E+3", False), ("1.5E-3", False), ("1.2E+1234", False), ("", False),
        ("1." + "2" * 5000 + "E+12", False), ("A1.2E+12", False),
    ],
)  # fmt: skip
def test_powers_of_ten(text: str, *, expected: bool) -> None:
    assert is_power_of_ten(text) is expected


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ('="2024-03-01"', "2024-03-01"), ("'12.50", "12.50"), ("12.50", "12.50"), ('"5"', "5"),
        ('=""', ""), ("=", "="), ("'", "'"), ('"', '"'), ("", ""), (" '5", "5"), ("=-40", "=-40"),
    ],
)  # fmt: skip
def test_bare_text(text: str, bare: str) -> None:
    assert bare_text(text) == bare


@pytest.mark.parametrize(
    "text", ["-", " - ", "$ -", "$-", "R$ -", "kr -", "EUR -", "- €", "\u2013", "\u00a0-\u00a0"]
)
def test_a_dash_for_zero(text: str) -> None:
    assert is_dash(text)


@pytest.mark.parametrize("text", ["", "--", "- -", "-5", "a -", "5-", "$", "-$-", "-" * 300])
def test_no_dash_for_zero(text: str) -> None:
    assert not is_dash(text)


def _seconds(read: Callable[[str], object], text: str) -> float:
    best = 1e9
    for _ in range(3):
        began = time.perf_counter()
        for _ in range(3):
            with contextlib.suppress(NumberTextError):
                read(text)
        best = min(best, time.perf_counter() - began)
    return best


@pytest.mark.parametrize("read", [read_number, bare_text, is_power_of_ten, is_dash])
@pytest.mark.parametrize(
    "piece",
    [" ", "9", "a", "A", "$", "-", "(", "'", '"', ",", "1,", "1 ", "\u00a0", "٣", "=", "1.", "9\n"],
)
@pytest.mark.parametrize("frame", ["{}", "x{}x", "1{}x", "${}1", '="{}', "'{}"])
def test_no_text_is_slow(read: Callable[[str], object], piece: str, frame: str) -> None:
    short, long = (frame.format(piece * (size // len(piece))) for size in (40_000, 160_000))
    assert _seconds(read, long) < 16 * _seconds(read, short) + 0.005


@given(st.text(st.sampled_from("0123456789.,'-+() $€£krRs\u00a0\u066b\u066c٣E=\""), max_size=12))
def test_a_text_is_a_number_in_range_or_none(text: str) -> None:
    marks: tuple[DecimalMark, ...] = ("point", "comma")
    for mark in marks:
        with contextlib.suppress(NumberTextError):
            assert read_number(text, mark).value.is_finite()
