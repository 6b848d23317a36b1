"""Lists of what was bought or spent are read, and told."""

from __future__ import annotations

import pytest

from tests.builders import read

STATEMENT = """Date,Purpose,Amount,Balance
2026-02-13,Sale,120.00,220.00
2026-02-14,Rent,-90.00,130.00
2026-02-15,Sale,95.00,225.00
"""
WALLET = """Day,No,Kind of entry,Gross,Charge,Left,Held
2026-02-03,1,Express,499.00,-16.00,483.00,483.00
2026-02-14,2,Express,249.00,-9.00,240.00,723.00
2026-02-16,3,To the bank,-200.00,0.00,-200.00,523.00
"""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Date,Shop,Amount\n2026-02-03,A,-40.00\n2026-02-04,B,-9.00\n2026-02-05,A,15.00\n", True),
        ("Date,Vendor,What for,Amount\n2026-02-03,A,Paper,40.00\n2026-02-04,B,Ink,9.00\n", True),
        ("Datum,Lieferant,Ware,Menge,Einkaufspreis,Summe\n2026-02-03,A,Tee,2,5.00,10.00\n", True),
        ("日付,仕入先,商品,金額\n2026-02-03,A,茶,4000\n2026-02-04,B,菓子,900\n", True),
        ("Date,Order,Vendor,Item,Amount\n2026-02-03,1,A,Tea,40.00\n2026-02-04,2,B,Pen,9\n", False),
        ("Date,Supplier,Invoice,What for,Gross\n2026-02-03,A,9,Ink,12.00\n", True),
        ("Datum,Lieferant,Rechnungsnr.,Artikel,Betrag\n13.2.2026,A,91,Mehl,4.10\n", True),
        ("Date,Fournisseur,N° facture,Libellé,Total\n2026-02-03,A,4,Farine,12.00\n", True),
        ("PO Date,PO No,Vendor,Item,Qty,Unit Cost,Total Cost\n2026-02-03,4,A,Cup,9,2,18\n", True),
        ("Date,Receipt,Item,Supplier,Qty,Price,Total\n2026-02-03,4,Bun,A,2,2.00,4.00\n", False),
        ("Date,Invoice,Customer,Supplier,Item,Total\n2026-02-03,4,Ann,A,Bun,4.00\n", False),
        ("Date,SKU,Item,Qty,Unit cost,Total cost\n2026-02-03,A,Tea,2,1.00,2.00\n", True),
        (STATEMENT, True),
        (WALLET, True),
        ("Date,Order,Item,Amount\n2026-02-03,1,Tea,40.00\n2026-02-04,1,Tea,-40.00\n", False),
        ("Fecha,Vendedor,Producto,Importe\n2026-02-03,Ana,Ajo,40\n2026-02-04,Eva,Ajo,9\n", False),
    ],
)  # fmt: skip
def test_a_list_of_what_was_bought_is_told(content: str, *, told: bool) -> None:
    reading = read(content.encode())
    assert reading.questions == ()
    words = (
        "are below zero",
        "was bought, not sold",
        "movements of an account",
        "what the goods cost",
    )
    assert told == any(word in each for each in reading.evidence for word in words)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Angebotsdatum,Angebot Nr.,Kunde,Summe", True),
        ("Date,Quote no,Customer,Total", True),
        ("Rechnungsdatum,Rechnung Nr.,Kunde,Summe", False),
    ],
)
def test_offers_are_told(header: str, *, told: bool) -> None:
    reading = read(f"{header}\n2026-02-13,A1,Ann,500.00\n2026-02-14,A2,Bob,90.00\n".encode())
    assert told == any("these are offers" in each for each in reading.evidence)
