"""Small exports with arithmetic in them, in the styles in which systems write them; seeded."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

FIELDS = ("date", "order", "item", "quantity", "price", "tax", "amount", "state")


@dataclass(frozen=True)
class Style:
    """How a system writes its exports.

    Attributes:
        name: For people.
        headers: Header by field of ``FIELDS``, one each; "" leaves the column out.
        dates: As ``strftime`` understands it.
        mark: Which sign separates decimals.
        delimiter: Which separates cells.
        state: What stands in the column of states.
    """

    name: str
    headers: tuple[str, ...]
    dates: str = "%Y-%m-%d"
    mark: str = "."
    delimiter: str = ","
    state: str = ""


@dataclass(frozen=True)
class Export:
    """A table of texts.

    Attributes:
        style: How it is written.
        header: Its columns.
        rows: Cells of each row.
    """

    style: Style
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def at(self, field: str) -> int:
        """Give the place of a field's column, -1 if there is none."""
        named = self.style.headers[FIELDS.index(field)]
        return self.header.index(named) if named else -1

    def with_row(self, at: int, row: Sequence[str]) -> Export:
        """Write another row in the place of one."""
        return replace(self, rows=(*self.rows[:at], tuple(row), *self.rows[at + 1 :]))

    def content(
        self, *, delimiter: str = "", encoding: str = "utf-8", quoted: bool = False
    ) -> bytes:
        """Write it as a file.

        Args:
            delimiter: Another than that of its style.
            encoding: Which all its letters must have.
            quoted: Whether every cell is put in quotes.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(
            text,
            delimiter=delimiter or self.style.delimiter,
            lineterminator="\n",
            quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
        )
        writer.writerows([self.header, *self.rows])
        return text.getvalue().encode(encoding)


STYLES = (
    Style(
        "English, orders, M/D/Y",
        ("Order Date", "Order ID", "Product", "Quantity", "Unit Price", "", "Line Total", ""),
        "%m/%d/%Y",
    ),
    Style(
        "English, orders, tax and states",
        ("Date", "Order Number", "Item", "Qty", "Price", "Tax", "Total", "Status"),
        state="Completed",
    ),
    Style(
        "English, no orders, D/M/Y",
        ("Sale date", "", "Product name", "Quantity", "Unit price", "", "Amount", ""),
        "%d/%m/%Y",
    ),
    Style(
        "German",
        ("Datum", "Bestellnummer", "Artikel", "Menge", "Einzelpreis", "", "Gesamtbetrag", ""),
        "%d.%m.%Y",
        ",",
        ";",
    ),
    Style(
        "French, no orders",
        ("Date", "", "Produit", "Quantité", "Prix unitaire", "", "Montant", ""),
        "%d/%m/%Y",
        ",",
        ";",
    ),
    Style(
        "Spanish",
        ("Fecha", "Número de pedido", "Producto", "Cantidad", "Precio unitario", "", "Importe", ""),
        "%d/%m/%Y",
        ",",
        ";",
    ),
    Style(
        "English, amounts alone",
        ("Date", "Receipt number", "Item", "", "", "", "Amount", ""),
        "%Y-%m-%d",
    ),
)

_ITEMS = ("Oat Cookie", "Green Tea", "Yoga Mat", "Day Pass", "Lemonade", "Towel")
_PRICES = ("2.35", "4.80", "39.90", "18.00", "3.15", "7.65")


def small_export(style: Style, chance: Random, *, orders: int = 14) -> Export:
    """Write orders of one to three rows over two months; quantity x price + tax = amount."""
    start = date(2025, chance.randrange(1, 10), chance.randrange(13, 28))
    days = sorted(start + timedelta(chance.randrange(60)) for _ in range(orders - 1))
    kept = [at for at, header in enumerate(style.headers) if header]
    rows = []
    for number, day in enumerate([start, *days]):
        for item in chance.sample(range(len(_ITEMS)), chance.randrange(1, 4)):
            price, quantity = Decimal(_PRICES[item]), chance.choice((1, 1, 1, 2, 3))
            tax = (price * quantity * Decimal("0.09")).quantize(Decimal("0.01"))
            amount = price * quantity + (tax if style.headers[5] else 0)
            cells = (
                day.strftime(style.dates), str(70_215 + number), _ITEMS[item], str(quantity),
                *(f"{value:.2f}".replace(".", style.mark) for value in (price, tax, amount)),
                style.state,
            )  # fmt: skip
            rows.append(tuple(cells[at] for at in kept))
    return Export(style, tuple(style.headers[at] for at in kept), tuple(rows))
