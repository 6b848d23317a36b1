"""Labels of axes: in the reader's form, short, and with nothing rounded away that matters."""

from __future__ import annotations

import json
from functools import lru_cache

from components import reader
from sales_core.values.money_forms import MoneyForm
from sales_core.values.number_forms import NumberForm
from sales_core.values.periods import Grain
from sales_core.values.reader_forms import MONTHS, DateForm


def amount_label() -> str:
    """Write the expression that makes an axis label of an amount, large ones compactly."""
    return _amount_label(reader.forms().money)


def bucket_label(grain: Grain, *, several_years: bool) -> str:
    """Write the expression that makes an axis label of a day such as ``2025-03-01``.

    The days are texts to Vega: its own dates would move with the reader's time zone.
    It asks for the label of nothing before the data has come.
    """
    number = "toNumber(slice(datum.value, 5, 7))"
    month = f"{list(MONTHS)}[{number} - 1]"
    year = "slice(datum.value, 0, 4)"
    labels: dict[Grain, str] = {
        "year": year,
        "quarter": f"'Q' + ceil({number} / 3) + ' ' + {year}",
        "month": f"{month} + ' ' + {year}",
    }
    day = _day_label(reader.forms().dates, month, year if several_years else None)
    return f"isValid(datum.value) ? {labels.get(grain, day)} : ''"


def _day_label(form: DateForm, month: str, year: str | None) -> str:
    day = "toNumber(slice(datum.value, 8))"
    if form == "ymd":
        return "datum.value" if year else "slice(datum.value, 5)"
    if form == "mdy":
        return f"{month} + ' ' + {day}" + (f" + ', ' + {year}" if year else "")
    return f"{day} + ' ' + {month}" + (f" + ' ' + {year}" if year else "")


@lru_cache(16)
def _amount_label(form: MoneyForm) -> str:
    label = _written(form.number, 1, form.positive, form.negative)
    for step in reversed(form.steps):
        there = _written(form.number, step.divisor, step.positive, step.negative)
        label = f"abs(datum.value) >= {step.least} ? {there} : {label}"
    return f"datum.value == 0 ? '0' : {label}"


def _written(
    number: NumberForm, divisor: int, positive: tuple[str, str], negative: tuple[str, str]
) -> str:
    digits = f"format(abs(datum.value) / {divisor}, ',.2~f')"
    if (number.decimal, number.group) != (".", ","):
        digits = f"replace({digits}, '.', 'D')"
        digits = f"replace({digits}, regexp(',', 'g'), {json.dumps(number.group)})"
        digits = f"replace({digits}, 'D', {json.dumps(number.decimal)})"
    before, behind = (
        f"(datum.value < 0 ? {json.dumps(minus)} : {json.dumps(plus)})"
        for plus, minus in zip(positive, negative, strict=True)
    )
    return f"{before} + {digits} + {behind}"
