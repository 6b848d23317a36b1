"""Amounts as people of many countries write them, always exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_currency, get_currency_symbol
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.currencies import decimals_of, meanings
from sales_core.values.money_forms import money_form, sign_in
from sales_core.values.number_forms import known_tags, locale_of, number_form, territory_of
from sales_core.values.number_text import DecimalMark, read_number

NB, NARROW, RTL, LTR = "\xa0", "\u202f", "\u200f", "\u200e"

WRITTEN = [
    ("en", "SGD", "S$5,020.54", "-S$5,020.54", "S$1.28M"),
    ("en-US", "SGD", "S$5,020.54", "-S$5,020.54", "S$1.28M"),
    ("en-SG", "SGD", "$5,020.54", "-$5,020.54", "$1.28M"),
    ("en-US", "USD", "$5,020.54", "-$5,020.54", "$1.28M"),
    ("en-US", "JPY", "¥5,021", "-¥5,021", "¥1.28M"),
    ("en-US", "KWD", f"KWD{NB}5,020.540", f"-KWD{NB}5,020.540", f"KWD{NB}1.28M"),
    ("en-GB", "GBP", "£5,020.54", "-£5,020.54", "£1.28m"),
    ("en-IN", "INR", "₹5,020.54", "-₹5,020.54", "₹12.84L"),
    ("de-DE", "EUR", f"5.020,54{NB}€", f"-5.020,54{NB}€", f"1,28{NB}Mio.{NB}€"),
    ("de-DE", "CHF", f"5.020,54{NB}CHF", f"-5.020,54{NB}CHF", f"1,28{NB}Mio.{NB}CHF"),
    ("de-AT", "EUR", f"€{NB}5.020,54", f"-€{NB}5.020,54", f"1,28{NB}Mio.{NB}€"),
    ("de-CH", "CHF", f"CHF{NB}5'020.54", "CHF-5'020.54", f"CHF{NB}1.28{NB}Mio."),
    ("fr-FR", "EUR", f"5{NARROW}020,54{NB}€", f"-5{NARROW}020,54{NB}€", f"1,28{NB}M{NB}€"),
    ("ja", "JPY", "￥5,021", "-￥5,021", "￥128.4万"),
    ("pl", "PLN", f"5{NB}020,54{NB}zł", f"-5{NB}020,54{NB}zł", f"1,28{NB}mln{NB}zł"),
    ("sv", "SEK", f"5{NB}020,54{NB}kr", f"−5{NB}020,54{NB}kr", f"1,28{NB}mn{NB}kr"),
    ("nl", "EUR", f"€{NB}5.020,54", f"€{NB}-5.020,54", f"€{NB}1,28{NB}mln."),
    ("ar", "EUR", f"{RTL}5,020.54{NB}€", f"{RTL}{LTR}-5,020.54{NB}€", f"{RTL}1.28{NB}مليون{NB}€"),
    ("pt-BR", "BRL", f"R${NB}5.020,54", f"-R${NB}5.020,54", f"R${NB}1,28{NB}mi"),
]


@pytest.mark.parametrize(("tag", "currency", "plus", "minus", "large"), WRITTEN)
def test_amounts_are_written_as_people_write_them(
    tag: str, currency: str, plus: str, minus: str, large: str
) -> None:
    form = money_form(tag, currency)
    assert form.usual(50205400) == form.rounded(Decimal("5020.54")) == plus
    assert form.usual(-50205400) == form.rounded(Decimal("-5020.54")) == minus
    assert form.compact(Decimal(1284000)) == large
    assert form.compact(Decimal("5020.54")) == plus


@pytest.mark.parametrize(
    ("stored", "usual", "exact"),
    [
        (0, "S$0.00", "S$0.00"),
        (49, "S$0.00", "S$0.0049"),
        (-49, "S$0.00", "-S$0.0049"),
        (50, "S$0.00", "S$0.005"),
        (150, "S$0.02", "S$0.015"),
        (250, "S$0.02", "S$0.025"),
        (-151, "-S$0.02", "-S$0.0151"),
        (645086280, "S$64,508.63", "S$64,508.628"),
        (9_223_372_036_854_775_807, "S$922,337,203,685,477.58", "S$922,337,203,685,477.5807"),
    ],
)
def test_rounding_is_half_even_and_the_digits_are_kept(stored: int, usual: str, exact: str) -> None:
    form = money_form("en", "SGD")
    assert form.usual(stored) == usual
    assert form.exact(Decimal(stored).scaleb(-4)) == form.fixed(stored, 4).rstrip("0").ljust(
        len(exact), "0"
    )
    assert form.exact(Decimal(stored).scaleb(-4)) == exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("999999.99", "S$999,999.99"),
        ("1000000", "S$1M"),
        ("-1200000", "-S$1.2M"),
        ("999994999", "S$999.99M"),
        ("999995001", "S$1B"),
        ("123456789012345678", "S$123,456.79T"),
    ],
)
def test_large_amounts_are_compact(value: str, text: str) -> None:
    assert money_form("en", "SGD").compact(Decimal(value)) == text


def test_amounts_without_a_currency_have_no_sign() -> None:
    assert money_form("en", "").exact(Decimal("-7.5")) == "-7.50"
    assert money_form("de-DE", "").exact(Decimal("1234.5")) == "1.234,50"


def test_a_sign_that_cldr_lacks_means_one_currency_alone() -> None:
    for currency in ("SGD", "THB", "TRY", "NGN", "EGP", "CHF", "KES", "BND"):
        sign = sign_in(locale_of("en"), currency)
        assert sign == currency or meanings(sign) == {currency}
    assert sign_in(locale_of("en"), "THB") == "฿"
    assert sign_in(locale_of("en"), "CHF") == "CHF"
    assert sign_in(locale_of("fr"), "SGD") == get_currency_symbol("SGD", "fr") == "$SG"


def _mark(tag: str) -> DecimalMark:
    return "comma" if money_form(tag, "EUR").number.decimal == "," else "point"


TAGS = [tag for tag in known_tags() if money_form(tag, "EUR").number.decimal in ".,"]


@given(
    st.integers(-(10**15), 10**15),
    st.sampled_from(TAGS),
    st.sampled_from(["EUR", "SGD", "JPY", "KWD", "USD", "CHF"]),
)
def test_every_amount_reads_back_exactly(stored: int, tag: str, currency: str) -> None:
    value = Decimal(stored).scaleb(-4)
    text = money_form(tag, currency).exact(value)
    assert read_number(text, _mark(tag)).value == value, (tag, text)
    usual = money_form(tag, currency).usual(stored)
    assert read_number(usual, _mark(tag)).value == round(value, decimals_of(currency)), (tag, usual)


@given(st.integers(-(10**13), 10**13), st.sampled_from(TAGS))
def test_it_is_what_babel_writes_where_babel_follows_cldr(cents: int, tag: str) -> None:
    """Babel knows no minus but the hyphen, and takes apostrophes between digits away."""
    locale: Locale = locale_of(tag)
    number = money_form(tag, "EUR").number
    value = Decimal(cents).scaleb(-2)
    text = money_form(tag, "EUR").rounded(value).replace(number_form(tag).minus, "-")
    has_sign = get_currency_symbol("EUR", locale) != "EUR"
    if number.group != "'" and "'" not in text and cents and has_sign:
        assert text == format_currency(value, "EUR", locale=locale), tag


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("de-DE", "de-DE"),
        ("de_DE", "de-DE"),
        ("de-XX-whatever", "de"),
        ("zh-TW", "zh-Hant-TW"),
        ("", "en"),
        ("nonsense", "en"),
        ("x" * 10_000, "en"),
        ("../../etc", "en"),
    ],
)
def test_any_language_tag_has_a_form(tag: str, found: str) -> None:
    assert number_form(tag).tag == found


def test_lakhs_are_grouped_in_twos() -> None:
    assert money_form("en-IN", "INR").usual(1234567890000) == "₹12,34,56,789.00"
    assert number_form("en-IN").whole(1234567) == "12,34,567"


@pytest.mark.parametrize(("tag", "country"), [("de", "DE"), ("pt", "BR"), ("zh-TW", "TW")])
def test_a_language_has_a_country(tag: str, country: str) -> None:
    assert territory_of(tag) == country
