"""Journals of double entry are refused; gift cards that are sold and used are told."""

from __future__ import annotations

import pytest

from tests.builders import read, refusal


@pytest.mark.parametrize("account", ["Account", "Konto", "Compte", "Cuenta", "Conto"])
def test_entries_that_come_to_nothing_over_accounts_are_no_sales(account: str) -> None:
    content = (
        f"Date,Text,{account},Amount\n2026-08-30,Bread,Card,4.50\n2026-08-30,Bread,Sales,-4.50\n"
        "2026-08-31,Cake,Cash,25.00\n2026-08-31,Cake,Sales,-25.00\n"
    ).encode()
    assert refusal(content).issue.code == "double-entry"


def test_sales_that_all_came_back_are_no_journal() -> None:
    content = (
        b"Date,Item,Account,Amount\n2026-08-30,Bread,x,4.50\n2026-08-30,Bread,x,-4.50\n"
        b"2026-08-31,Cake,y,25.00\n2026-08-31,Cake,y,-25.00\n"
    )
    assert read(content).amount_read == 0


@pytest.mark.parametrize("card", ["Gift card", "Geschenkgutschein", "Carte cadeau", "礼品卡"])
def test_gift_cards_sold_and_paid_with_are_told(card: str) -> None:
    reading = read(
        f"Date,Receipt,Item,Payment,Amount\n2026-03-02,1,{card},Card,50.00\n"
        f"2026-03-13,2,Haircut,{card},30.00\n2026-03-14,3,Haircut,Card,30.00\n".encode()
    )
    assert any(told.startswith("Attention: gift cards are sold here") for told in reading.evidence)


@pytest.mark.parametrize("card", ["Gift card", "Gutschein", "Karta podarunkowa"])
def test_gift_cards_below_zero_among_the_products_are_told(card: str) -> None:
    content = f"Date,No,Item,Amount\n2026-02-03,1,Tea,50\n2026-02-04,2,{card},-30\n"
    reading = read(content.encode())
    assert reading.questions == ()
    assert any(told.startswith("Attention: gift cards stand below") for told in reading.evidence)


def test_sales_beside_their_payments_are_told() -> None:
    content = (
        b"Date,Receipt,Description,Amount\n2026-03-14,1,Lamp,40\n2026-03-14,1,Card payment,-40\n"
        b"2026-03-15,2,Bulb,10.00\n2026-03-15,2,Cash payment,-10.00\n"
    )
    reading = read(content)
    assert any("come to nothing in every order" in told for told in reading.evidence)
    assert not any(
        "in every order" in told
        for told in read(content + b"2026-03-16,3,Rug,5\n2026-03-16,4,Rug,-5\n").evidence
    )


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        ("Debit account,Credit account", True),
        ("Sollkonto,Habenkonto", False),  # one word each: their amounts would have to say it
        ("Konto Soll,Konto Haben", True),
        ("Konto Wn,Konto Ma", True),
        ("Account,Category", False),
    ],
)
def test_the_accounts_of_both_sides_are_told(sides: str, *, told: bool) -> None:
    rows = "2026-02-13,100,700,120.00\n2026-02-14,100,700,80.00\n2026-02-15,100,701,60.00\n"
    reading = read(f"Date,{sides},Amount\n{rows}".encode())
    assert told == any("entries of a journal" in each for each in reading.evidence)
