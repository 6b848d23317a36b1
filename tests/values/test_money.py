from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sales_core.values.money import (
    LARGEST,
    DecimalMark,
    NumberRangeError,
    NumberTextError,
    amount_decimal,
    amount_text,
    average,
    decimal_text,
    quantity_decimal,
    quantity_text,
    read_number,
    to_amount,
    to_quantity,
)

AMOUNT_UNITS = st.integers(-LARGEST * 10_000, LARGEST * 10_000)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        pytest.param("12.50", "12.50", "", id="plain"),
        pytest.param("007", "7", "", id="leading-zeros"),
        pytest.param(".5", "0.5", "", id="no-digit-before-the-point"),
        pytest.param("-12.50", "-12.50", "", id="minus"),
        pytest.param("\u221212.50", "-12.50", "", id="minus-sign-of-typesetting"),
        pytest.param("- 3", "-3", "", id="minus-and-blank"),
        pytest.param("+3", "3", "", id="plus"),
        pytest.param("(12.50)", "-12.50", "", id="parentheses"),
        pytest.param("($1,200.00)", "-1200", "$", id="parentheses-around-currency"),
        pytest.param("$1,234.50", "1234.50", "$", id="currency-sign-in-front"),
        pytest.param("S$5", "5", "S$", id="currency-sign-with-letter"),
        pytest.param("-$5", "-5", "$", id="minus-before-currency"),
        pytest.param("$-5", "-5", "$", id="minus-behind-currency"),
        pytest.param("5 €", "5", "€", id="currency-sign-behind"),
        pytest.param("SGD 5.20", "5.20", "SGD", id="currency-code-in-front"),
        pytest.param("5 USD", "5", "USD", id="currency-code-behind"),
        pytest.param("1,234", "1234", "", id="one-group"),
        pytest.param("12,345,678.901", "12345678.901", "", id="groups"),
        pytest.param("1 234.5", "1234.5", "", id="groups-by-blank"),
        pytest.param("1\u00a0234\u00a0567", "1234567", "", id="groups-by-no-break-space"),
        pytest.param("1\u202f234", "1234", "", id="groups-by-narrow-no-break-space"),
        pytest.param("1'234.50", "1234.50", "", id="groups-by-apostrophe"),
        pytest.param("1\u2019234.50", "1234.50", "", id="groups-by-typographic-apostrophe"),
        pytest.param("  5  ", "5", "", id="blanks-around"),
        pytest.param("0.1000000000000000000000000001", "0.1000000000000000000000000001", "",
                     id="many-decimals"),
    ],
)  # fmt: skip
def test_a_number_is_read_exactly(text: str, value: str, currency: str) -> None:
    found = read_number(text)
    assert (found.value, found.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("12,50", "12.50", id="comma"),
        pytest.param("1.234,56", "1234.56", id="points-group"),
        pytest.param("1.234", "1234", id="one-point-groups"),
        pytest.param("1 234,56 €", "1234.56", id="blanks-group"),
        pytest.param("(12,50)", "-12.50", id="parentheses"),
        pytest.param(",5", "0.5", id="no-digit-before-the-comma"),
    ],
)
def test_a_decimal_comma_is_read_exactly(text: str, value: str) -> None:
    assert read_number(text, "comma").value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "1e3", "1E3", "12.50 -", "12.50+", "nan", "NaN", "NAN", "inf", "-inf", "Infinity", "INF",
        "N/A", "-", "+", "", " ", ".", ",", "$", "()", "SGD", "True", "ten", "0x10", "1_000",
        "1٢٣", "١２", "1,23,4", "1,2345", "12,34", "1234,567", ",123", "1,234,", "5.", "1.2.3",
        "1 23", "1 234,567", "1'234,567", "5 kg", "50%", "1;2", "5\n6", "½", "²",
    ],
)  # fmt: skip
def test_a_text_that_takes_a_guess_is_refused(text: str) -> None:
    with pytest.raises(NumberTextError):
        read_number(text)


@pytest.mark.parametrize("text", ["--5", "-(5)", "(5)-", "(+5)", "-$-5", "+-5", "-5-", "(-5-)"])
def test_two_signs_are_refused(text: str) -> None:
    with pytest.raises(NumberTextError):
        read_number(text)


@pytest.mark.parametrize("text", ["0,500", "00,500", "012,345", "0,123,456"])
def test_a_group_that_starts_with_zero_is_no_thousand(text: str) -> None:
    with pytest.raises(NumberTextError):
        read_number(text)


@pytest.mark.parametrize("text", ["SGD 5 EUR", "$5€", "USD EUR 5"])
def test_two_currencies_are_refused(text: str) -> None:
    with pytest.raises(NumberTextError):
        read_number(text)


@pytest.mark.parametrize("text", ["12.50", "1.23", "1.2345", "12.345.67", "1,234.50"])
def test_a_point_that_cannot_group_is_refused_beside_a_decimal_comma(text: str) -> None:
    with pytest.raises(NumberTextError):
        read_number(text, "comma")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("100000000000.01", id="just-over"),
        pytest.param("-100000000001", id="negative"),
        pytest.param("1" + "0" * 30, id="ten-to-the-thirty"),
        pytest.param("1." + "0" * 80, id="eighty-decimals"),
        pytest.param("9" * 200, id="two-hundred-digits"),
    ],
)
def test_a_number_out_of_range_is_told_apart_from_no_number(text: str) -> None:
    with pytest.raises(NumberRangeError):
        read_number(text)


def test_the_largest_number_is_in_range() -> None:
    assert to_amount(read_number(str(LARGEST)).value) == (LARGEST * 10_000, False)
    assert LARGEST * 10_000 < 2**63


def test_a_value_out_of_range_does_not_become_units() -> None:
    with pytest.raises(NumberRangeError):
        to_amount(Decimal(LARGEST) + 1)


@given(AMOUNT_UNITS)
@example(-1)
def test_units_to_text_to_units_is_the_identity(units: int) -> None:
    assert to_amount(read_number(amount_text(units)).value) == (units, False)
    assert to_quantity(read_number(quantity_text(units // 10)).value) == (units // 10, False)


@given(AMOUNT_UNITS)
def test_text_of_units_has_no_exponent_and_no_trailing_zeros(units: int) -> None:
    text = amount_text(units)
    assert re.fullmatch(r"0|-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text)
    assert text != "-0"
    assert Decimal(text) * 10_000 == units


@given(
    st.integers(0, 10**11 - 1),
    st.text("0123456789", max_size=4),
    st.sampled_from([("point", ","), ("point", " "), ("point", "'"), ("comma", "."),
                     ("comma", "\u00a0"), ("comma", "\u2019")]),
    st.sampled_from(["{}", "-{}", "({})", "${}", "{} SGD", "-S${}", " {} "]),
)  # fmt: skip
def test_grouped_thousands_are_the_number_without_them(
    whole: int, decimals: str, style: tuple[DecimalMark, str], frame: str
) -> None:
    mark, group = style
    point = "." if mark == "point" else ","
    body = f"{whole:,}".replace(",", group) + (point + decimals if decimals else "")
    exact = Decimal(f"{whole}.{decimals or 0}")
    found = read_number(frame.format(body), mark)
    assert found.value == (-exact if "-" in frame or "(" in frame else exact)


@given(st.integers(0, 10**9), st.text("0123456789", min_size=5, max_size=9))
@example(1, "00005")
@example(1, "00015")
@example(0, "00025")
def test_more_than_four_decimals_are_rounded_half_even(whole: int, decimals: str) -> None:
    kept, rest, half = int(decimals[:4]), int(decimals[4:]), 5 * 10 ** (len(decimals) - 5)
    units = whole * 10_000 + kept
    up = rest > half or (rest == half and units % 2 == 1)
    expected = units + up
    assert to_amount(read_number(f"{whole}.{decimals}").value) == (expected, rest != 0)
    assert to_amount(read_number(f"-{whole}.{decimals}").value) == (-expected, rest != 0)


def test_a_hair_above_one_half_is_rounded_up() -> None:
    assert to_amount(read_number("1.00005" + "0" * 30 + "1").value) == (10_001, True)


@pytest.mark.parametrize(
    ("value", "units"), [("1.5", 1_500), ("0.0005", 0), ("0.0015", 2), ("-2.4996", -2_500)]
)
def test_quantities_are_thousandths_half_even(value: str, units: int) -> None:
    assert to_quantity(Decimal(value))[0] == units


@pytest.mark.parametrize(
    ("value", "text"),
    [("64508.6280", "64508.628"), ("-0.00", "0"), ("1E+3", "1000"), ("1E-4", "0.0001")],
)
def test_decimal_text(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_stored_units_are_decimals_at_the_edge() -> None:
    assert str(amount_decimal(645_086_280)) == "64508.628"
    assert str(quantity_decimal(-1_500)) == "-1.5"
    assert str(amount_decimal(1_000_000_000)) == "100000"


@pytest.mark.parametrize(
    ("units", "count", "expected"),
    [(0, 0, None), (100, 0, None), (0, 3, "0"), (100_000, 3, "3.3333"), (-100_000, 3, "-3.3333"),
     (1, 2, "0"), (3, 2, "0.0002"), (50_205_400, 142, "35.3559")],
)  # fmt: skip
def test_an_average_has_four_decimals_and_none_of_nothing(
    units: int, count: int, expected: str | None
) -> None:
    found = average(units, count)
    assert found == (None if expected is None else Decimal(expected))
