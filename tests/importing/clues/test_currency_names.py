from __future__ import annotations

import pytest

from tests.builders import read


def told_of(header: str) -> list[str]:
    """Give what is told of a file whose amounts have this name."""
    content = f"Date,No,{header}\n2025-03-28,1,5.50\n2025-03-29,2,6.50\n".encode()
    said = read(content, columns={"amount": header}).evidence
    return [each for each in said if each.startswith("Attention: the column")]


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
    (told,) = told_of(header)
    assert told.startswith(f"Attention: the column {header!r} names {named}.")


@pytest.mark.parametrize(
    "header",
    ["Amount (SGD)", "Total S$", "Sale Price ($)", "Total", "try again", "TOTAL ALL SALES",
     "FORMAT", "Left", "ARMS", "INRI"],
)  # fmt: skip
def test_names_without_another_currency_tell_nothing(header: str) -> None:
    assert told_of(header) == []


def test_it_is_evidence_of_the_reading() -> None:
    reading = read(b"Date,Umsatz (EUR)\n2025-03-01,5.50\n")
    assert any("names EUR" in told for told in reading.evidence)
    assert reading.amount_read == 55_000
