from __future__ import annotations

import subprocess
import sys

import pytest

from sales_core.values.currencies import (
    code_of,
    codes_text,
    currency_codes,
    decimals_of,
    is_of,
    meanings,
)
from sales_core.values.currency_words_from_cldr import FILE, as_text, currency_words


def test_the_words_are_those_of_cldr() -> None:
    assert FILE.read_text("utf-8") == as_text(currency_words()), (
        "run python -m sales_core.values.currency_words_from_cldr"
    )


def test_babel_is_not_needed_to_read_amounts() -> None:
    program = (
        "import sys; sys.modules['babel'] = None\n"
        "from sales_core.values.currencies import meanings\n"
        "assert meanings('kr')"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_all_tender_currencies_are_known() -> None:
    assert len(currency_codes()) >= 160
    assert {"EUR", "COP", "PYG", "XOF", "ZMW", "UZS", "ALL", "BGN", "HRK"} <= currency_codes()
    assert not {"DEM", "XAU", "XXX"} & currency_codes()


@pytest.mark.parametrize(
    ("code", "decimals"),
    [("EUR", 2), ("JPY", 0), ("KRW", 0), ("CLP", 0), ("KWD", 3), ("TND", 3), ("XYZ", 2)],
)
def test_usual_decimals(code: str, decimals: int) -> None:
    assert decimals_of(code) == decimals


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("€", "EUR"), ("R$", "BRL"), ("US$", "USD"), ("$US", "USD"), ("$ US", "USD"),
        ("zł", "PLN"), ("Kč", "CZK"), ("Ft", "HUF"), ("円", "JPY"), ("원", "KRW"), ("RM", "MYR"),
        ("Rp.", "IDR"), ("TL", "TRY"), ("₫", "VND"), ("د.إ.", "AED"), ("د.إ.\u200f", "AED"),
        ("S/.", "PEN"), ("грн.", "UAH"), ("euros", "EUR"), ("Euro", "EUR"), ("złotych", "PLN"),
        ("zlotych", "PLN"), ("US dollars", "USD"), ("EUR", "EUR"), ("eur", "EUR"), ("COP$", "COP"),
        ("$USD", "USD"), ("USD $", "USD"), ("Fr.", "CHF"), ("￦", "KRW"), ("AUD$", "AUD"),
    ],
)  # fmt: skip
def test_a_sign_that_means_one_currency(text: str, code: str) -> None:
    assert meanings(text) == {code}
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("$", {"USD", "SGD", "AUD", "CAD", "MXN", "ARS", "CLP", "COP"}),
        ("£", {"GBP", "EGP", "GIP"}),
        ("¥", {"JPY", "CNY"}),
        ("kr", {"SEK", "NOK", "DKK", "ISK"}),
        ("kr.", {"SEK", "NOK", "DKK", "ISK"}),
        ("Rs.", {"INR", "PKR", "LKR", "NPR", "MUR"}),
        ("lei", {"RON", "MDL"}),
        ("dollars", {"USD", "CAD", "SGD"}),
        ("pesos", {"MXN", "COP", "ARS", "PHP"}),
        ("рублей", {"RUB", "BYN"}),
    ],
)
def test_a_shared_sign_means_each_of_them(text: str, codes: set[str]) -> None:
    assert codes <= meanings(text)
    assert code_of(text) in (text, codes_text(meanings(text)))


@pytest.mark.parametrize(
    "text",
    ["", "all", "top", "try", "kgs", "km", "XYZ", "€$", "USD€", "kg", "k", "m", "€" * 300, "KGX"],
)
def test_no_sign_of_a_currency(text: str) -> None:
    assert meanings(text) == frozenset()


@pytest.mark.parametrize(
    ("sign", "currency", "expected"),
    [
        ("$", "SGD", True),
        ("$", "EUR", False),
        ("", "EUR", True),
        ("Y$", "EUR", True),
        ("XYZ", "EUR", False),
        ("XYZ", "XYZ", True),
        ("kr.", "SEK", True),
        ("kr.", "EUR", False),
    ],
)
def test_a_sign_can_be_of_a_currency(sign: str, currency: str, *, expected: bool) -> None:
    assert is_of(sign, currency) is expected


def test_what_people_are_told_of_a_shared_sign() -> None:
    assert code_of("£") == codes_text(meanings("£")) == "GBP"
    assert code_of("$") == "$"
    assert codes_text(meanings("lei")) == "MDL or RON"
    assert codes_text(meanings("$")) == "AUD, CAD, USD, or another with that sign"
    assert codes_text(meanings("€")) == "EUR"
