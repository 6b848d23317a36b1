"""Why revenue differs between two periods: the difference split into effects that add up exactly.

Products that sold in both periods are compared at their earlier prices: ``price`` is what
their units of now came to beyond that, ``mix`` what comes from selling dearer or cheaper ones,
and the rest is quantity = open days x orders per open day x lines per order x units per line
(where the orders are not known: open days x lines per open day x units per line).
Quantity is split over these four by the logarithms of their changes (LMDI-I; B. W. Ang,
Energy Policy 33, 2005), which leaves no rest. Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import floor, prod

from sales_core.reporting.effect_sentences import (
    ratio_sentence,
    sentence_of_mix,
    sentence_of_price,
    sentence_of_refunds,
    sentence_of_some_products,
)

DRIVERS = ("open_days", "orders", "lines_per_order", "units_per_line")
"""What a quantity is the product of; ``orders`` are those of an open day."""

DRIVERS_WITHOUT_ORDERS = ("open_days", "lines_per_day", "units_per_line")
"""The same where the orders of one of the periods are not known."""

_OTHERS = ("price", "mix", "refunds", "new_products", "stopped_products")

EFFECTS = (*DRIVERS, *_OTHERS)
"""The names of all effects, in the order they are given."""

_DIGITS = Context(prec=100)
"""Enough for the logarithm of any two quantities that differ at all."""


@dataclass(frozen=True)
class Effect:
    """One part of a difference: what it comes to (ten-thousandths), and a sentence that says why.

    ``name`` is one of ``EFFECTS``, or one of ``DRIVERS_WITHOUT_ORDERS``.
    """

    name: str
    amount: int
    explanation: str


@dataclass(frozen=True)
class SoldProduct:
    """The lines of a product that are not refund lines.

    Attributes:
        gross: Their amounts (ten-thousandths), 0 or more.
        units: Their quantities (thousandths), 0 or more.
        lines: How many there are, 1 or more.
    """

    gross: int
    units: int
    lines: int


@dataclass(frozen=True)
class Trade:
    """What a period came to, as far as it is compared.

    Attributes:
        open_days: Days with at least one sale.
        orders: Orders of all days; None where they are not known.
        refunds: Amounts of the refund lines (ten-thousandths), as a rule negative.
        products: By name, those with at least one line that is not a refund line.
    """

    open_days: int
    orders: int | None
    refunds: int
    products: Mapping[str, SoldProduct]

    @property
    def revenue(self) -> int:
        """Give the revenue (ten-thousandths)."""
        return self.refunds + sum(product.gross for product in self.products.values())


@dataclass(frozen=True)
class _Compared:
    """The products of one period that both periods have units of, summed."""

    gross: int
    units: int
    lines: int


def effects_of(before: Trade, now: Trade) -> tuple[Effect, ...]:
    """Split the difference of two periods' revenue; the amounts add up to it exactly.

    A product sold in both periods, but without units in one of them (all its lines have the
    quantity 0), has no price to compare: its whole change counts as ``price``.

    Returns:
        One effect for each name of ``EFFECTS``, in that order; where the orders are not known,
        ``DRIVERS_WITHOUT_ORDERS`` stand for ``DRIVERS``.
    """
    kept = before.products.keys() & now.products.keys()
    priced = [name for name in kept if before.products[name].units and now.products[name].units]
    old = _summed(before.products[name] for name in priced)
    new = _summed(now.products[name] for name in priced)
    at_old_prices = sum(
        (
            Fraction(now.products[name].units * before.products[name].gross)
            / before.products[name].units
            for name in priced
        ),
        Fraction(),
    )
    gross_before = sum(before.products[name].gross for name in kept)
    gross_now = sum(now.products[name].gross for name in kept)
    as_before = at_old_prices + gross_before - old.gross
    scaled = Fraction(old.gross * new.units, old.units) if priced else Fraction()
    unknown = before.orders is None or now.orders is None
    names = DRIVERS_WITHOUT_ORDERS if unknown else DRIVERS
    drivers = [_drivers(names, before, old), _drivers(names, now, new)]
    parts = dict(zip(names, _of_quantity(old, new, *drivers), strict=True))
    parts |= {"price": gross_now - as_before, "mix": at_old_prices - scaled}
    started = [product.gross for name, product in now.products.items() if name not in kept]
    stopped = [product.gross for name, product in before.products.items() if name not in kept]
    amounts = _rounded(parts, gross_now - gross_before) | {
        "refunds": now.refunds - before.refunds,
        "new_products": sum(started),
        "stopped_products": -sum(stopped),
    }
    sentences = {
        name: ratio_sentence(name, *ends) for name, *ends in zip(names, *drivers, strict=True)
    } | {
        "price": sentence_of_price(as_before, gross_now),
        "mix": sentence_of_mix(_per(old.gross, old.units), _per(at_old_prices, new.units)),
        "refunds": sentence_of_refunds(before.refunds, now.refunds),
        "new_products": sentence_of_some_products("now", len(started), sum(started)),
        "stopped_products": sentence_of_some_products("before", len(stopped), sum(stopped)),
    }
    return tuple(Effect(name, amounts[name], sentences[name]) for name in (*names, *_OTHERS))


def _summed(products: Iterable[SoldProduct]) -> _Compared:
    held = list(products)
    return _Compared(
        sum(product.gross for product in held),
        sum(product.units for product in held),
        sum(product.lines for product in held),
    )


def _drivers(
    names: Sequence[str], trade: Trade, compared: _Compared
) -> tuple[Fraction | None, ...]:
    """Give what the quantity of a period is the product of, by name; None for no value."""
    orders = trade.orders or 0
    each = {
        "open_days": Fraction(trade.open_days),
        "orders": _per(orders, trade.open_days),
        "lines_per_order": _per(compared.lines, orders),
        "lines_per_day": _per(compared.lines, trade.open_days),
        "units_per_line": _per(compared.units, compared.lines),
    }
    return tuple(each[name] for name in names)


def _per(amount: Fraction | int, count: int) -> Fraction | None:
    return Fraction(amount) / count if count else None


def _of_quantity(
    old: _Compared,
    new: _Compared,
    before: Sequence[Fraction | None],
    now: Sequence[Fraction | None],
) -> list[Fraction]:
    """Split what the change of the quantity came to at old prices and mix over its drivers.

    Where one of them is zero or has no value, its logarithm has none: all goes to the second
    of them, which is the orders where they are known.
    """
    if not old.units:
        return [Fraction()] * len(before)
    ratio = Fraction(new.units, old.units)
    ratios = [end / start for start, end in zip(before, now, strict=True) if start and end]
    if len(ratios) < len(before):
        whole = old.gross * (ratio - 1)
        return [whole if at == 1 else Fraction() for at in range(len(before))]
    assert prod(ratios) == ratio  # noqa: S101 - the drivers multiply to the quantity
    with localcontext(_DIGITS):
        logarithms = [(Decimal(one.numerator) / one.denominator).ln() for one in ratios]
        weight = Decimal(old.gross)
        if ratio != 1:  # its limit there is 1, and what the drivers did cancels out
            change = Decimal(new.units - old.units) / old.units
            weight *= change / sum(logarithms)
        return [Fraction(weight * one) for one in logarithms]


def _rounded(parts: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """Round parts so that they add up to the total: the largest remainders are rounded up."""
    amounts = {name: floor(part) for name, part in parts.items()}
    missing = total - sum(amounts.values())
    by_remainder = sorted(parts, key=lambda name: amounts[name] - parts[name])
    for name in by_remainder[:missing]:
        amounts[name] += 1
    return amounts
