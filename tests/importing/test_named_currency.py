from __future__ import annotations

import pytest

from sales_core.importing.clues.named_currency import other_currencies
from tests.builders import read


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("Umsatz (EUR)", "EUR"),
        ("Total in USD", "USD"),
        ("amount_GBP", "GBP"),
        ("Price £", "GBP"),
        ("Betrag €", "EUR"),
        ("Jumlah (RM)", "MYR"),
        ("Preço (R$)", "BRL"),
        ("Total US$", "USD"),
        ("Total in COP", "COP"),
        ("Montant en euros", "EUR"),
        ("Euro", "EUR"),
        ("amount_ghs", "GHS"),
    ],
)
def test_another_currency_in_a_name_is_told(header: str, named: str) -> None:
    (told,) = other_currencies([header], "SGD")
    assert told.startswith(f"Attention: the column {header!r} names {named}.")


@pytest.mark.parametrize(
    "header",
    ["Amount (SGD)", "Total S$", "Sale Price ($)", "Total", "try again", "TOTAL ALL SALES",
     "FORMAT", "Left", "ARMS", "INRI"],
)  # fmt: skip
def test_names_without_another_currency_tell_nothing(header: str) -> None:
    assert other_currencies([header], "SGD") == ()


def test_it_is_evidence_of_the_reading() -> None:
    reading = read(b"Date,Umsatz (EUR)\n2025-03-01,5.50\n")
    assert any("names EUR" in told for told in reading.evidence)
    assert reading.amount_read == 55_000
