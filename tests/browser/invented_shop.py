"""Sales as a shop with a German till would export them, with what makes real files awkward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

FIRST, DAYS = date(2026, 1, 2), 150
SHOPS = (
    "Hamburg, Große Bleichen 21 (Passage)",
    "Köln-Ehrenfeld",
    "Versand",
    "Wien Mitte – The Mall",
)
PAYMENTS = ("Bar", "EC-Karte", "Gutschein & Rest bar", "PayPal")
PRODUCTS = {
    "Espressotasse „Nocciola“ 6-teilig mit Untertassen, handgefertigt, spülmaschinenfest": 64_90,
    "Kaffee *Haus* 500 g :coffee: [ganze Bohne]": 12_50,
    "Filterpapier #4 | 100 Stück": 3_95,
    "Siebträgermaschine Modell 2 $x$ <Edelstahl>": 1_249_00,
    "ギフト券 (Geschenkkarte)": 50_00,
    "Reparatur": 18_00,
}
CLOSED = 6  # no sales on Sundays, and none in a fortnight in March


def shop_export(seed: int = 7) -> str:
    """Write a file without order numbers, with refunds and amounts from cents to thousands."""
    chance = Random(seed)
    rows = [row for day in _open_days() for row in _rows(day, chance)]
    return "Datum;Artikel;Menge;Betrag;Filiale;Zahlungsart\n" + "".join(rows)


def _open_days() -> Iterator[date]:
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        if day.weekday() != CLOSED and not (day.month == 3 and day.day <= 14):
            yield day


def _rows(day: date, chance: Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 9)):
        product, price = chance.choice(list(PRODUCTS.items()))
        count = chance.choice((1, 1, 1, 2, 3)) * (-1 if chance.random() < 0.04 else 1)
        shop, payment = chance.choice(SHOPS), chance.choice(PAYMENTS)
        yield f'{day:%d.%m.%Y};"{product}";{count};{_euros(price * count)};"{shop}";{payment}\n'


def _euros(cents: int) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{part:02d} €"
