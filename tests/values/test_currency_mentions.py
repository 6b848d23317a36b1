from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.values.currencies import currency_codes, meanings
from sales_core.values.currency_mentions import named_currencies


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Umsatz (EUR)", "EUR", id="brackets"),
        pytest.param("Total in COP", "COP", id="word"),
        pytest.param("Sales report 2025 - amounts in USD", "USD", id="title"),
        pytest.param("Price £", "GBP", id="symbol"),
        pytest.param("Importe (COP$)", "COP", id="code-and-sign"),
        pytest.param("Montant en euros", "EUR", id="name"),
        pytest.param("Kwota w złotych", "PLN", id="name-in-another-case"),
        pytest.param("Euro", "EUR", id="name-alone"),
        pytest.param("Umsatz Euro", "EUR", id="name-last"),
        pytest.param("Unit price in US dollars", "USD", id="two-words"),
        pytest.param("Montant F CFA", "XAF XOF", id="sign-of-two-words"),
        pytest.param("amount_GBP", "GBP", id="underscore"),
        pytest.param("amount_usd", "USD", id="small-letters"),
        pytest.param("usd_amount", "USD", id="small-letters-first"),
        pytest.param("Total_usd", "USD", id="small-letters-behind-a-capital"),
        pytest.param("Amount usd", "USD", id="small-letters-last"),
        pytest.param("gross_chf_total", "CHF", id="small-letters-inside"),
        pytest.param("単位：円", "JPY", id="a-sign-behind-a-colon"),
        pytest.param("Montants en francs CFA", "XAF XOF", id="a-name-of-two-words"),
        pytest.param("Importi in dollari USA", "USD", id="a-name-with-its-country"),
        pytest.param("total_try", "TRY", id="a-word-in-small-letters-at-the-end"),
        pytest.param("totalUSD", "USD", id="camel-case"),
        pytest.param("Amount Usd", "USD", id="title-case"),
        pytest.param("Jumlah (RM)", "MYR", id="sign-of-letters"),
        pytest.param("Preço (R$)", "BRL", id="letter-and-symbol"),
        pytest.param("Total US$", "USD", id="letters-and-symbol"),
        pytest.param("Montant ($ US)", "USD", id="symbol-and-letters"),
        pytest.param("Importe (S/.)", "PEN", id="sign-with-a-slash"),
        pytest.param("Cena Kč", "CZK", id="sign-last"),
        pytest.param("Сумма, ₽", "RUB", id="cyrillic"),
        pytest.param("合計（円）", "JPY", id="wide-brackets"),
        pytest.param("금액(원)", "KRW", id="korean"),
        pytest.param("المبلغ (ر.س)", "SAR", id="arabic"),
        pytest.param("TOPLAM TRY", "TRY", id="capitals"),
        pytest.param("Tutar (TL)", "TRY", id="letters-in-brackets"),
        pytest.param("Importe PEN", "PEN", id="doubtful-code-last"),
        pytest.param("Total in PEN", "PEN", id="doubtful-code-behind-a-short-word"),
        pytest.param("PRICE (GEL)", "GEL", id="doubtful-code-in-brackets"),
        pytest.param("Shuma (ALL)", "ALL", id="everyday-code-in-brackets"),
        pytest.param("Total $ (USD)", "USD", id="two-that-agree"),
        pytest.param("SGD/USD", "SGD USD", id="two-that-do-not"),
    ],
)
def test_a_text_names_a_currency(text: str, codes: str) -> None:
    assert set(codes.split()) <= named_currencies(text) <= named_or_shared(codes)


def named_or_shared(codes: str) -> frozenset[str]:
    return meanings("£") if codes == "GBP" else frozenset(codes.split())


@pytest.mark.parametrize(
    "text",
    [
        "TOTAL ALL SALES", "TOP 10 PRODUCTS", "TOTAL (ALL)", "Total Sales (All)", "Revenue ALL",
        "PRICE PER CUP", "CUP SIZE", "HAIR GEL", "LAK", "PEN", "try again", "FORMAT", "Left",
        "ARMS", "INRI", "retry", "try_count", "top_seller", "Total", "Amount", "Peso", "Total peso",
        "Weight (pounds)", "Total sum", "Won deals", "Real Madrid", "Total real", "Price per kg",
        "Distance (km)", "Size (L)", "Qty", "Q", "Fr", "Item sold by Ron", "Sales of Euro pallets",
        "Price (incl. tax)", "Net", "", " ", "()", "(", "¤",
    ],
)  # fmt: skip
def test_a_text_names_none(text: str) -> None:
    assert named_currencies(text) == frozenset()


def test_a_dollar_is_one_of_many() -> None:
    assert {"USD", "SGD", "AUD", "MXN"} <= named_currencies("Sale Price ($)")
    assert "EUR" not in named_currencies("Sale Price ($)")


@pytest.mark.parametrize("code", sorted(currency_codes() - {"ALL", "TOP"}))
def test_every_currency_is_found_in_brackets_and_behind_a_sign(code: str) -> None:
    assert named_currencies(f"Umsatz ({code})") == {code}
    assert named_currencies(f"Total in {code}") == {code}
    assert named_currencies(f"TOTAL ({code})") == {code}


@given(st.text(max_size=400))
def test_any_text_can_be_asked(text: str) -> None:
    assert named_currencies(text) <= currency_codes()
