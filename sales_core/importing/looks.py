"""What the values of a column look like: dates, numbers or texts. A look confirms, never proves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sales_core.importing.table import Layout
from sales_core.values.dates import possible_dates, read_date, read_month
from sales_core.values.money import NumberTextError, read_number
from sales_core.values.names import NO_VALUE

_SHOWN = 3
_CODE = re.compile(r"^[A-Za-z]{3}$")
_ACCOUNTING_DASH = re.compile(r"^(?:[^\w\s]|[A-Z]{3})?\s*-\s*$")


def values_of(layout: Layout, at: int) -> list[str]:
    """Give the distinct values of a column in the sample, in their order."""
    texts = dict.fromkeys(row[at].strip() for row in layout.sample)
    return [text for text in texts if text not in NO_VALUE]


def is_date(text: str) -> bool:
    """Tell whether a text is a day or a month as people write them."""
    return bool(possible_dates(text) or read_month(text))


def is_serial_date(text: str) -> bool:
    """Tell whether a text can be a day written as a number."""
    return bool(read_date(text, "serial") or read_date(text, "compact"))


def is_number(text: str) -> bool:
    """Tell whether a text is a number under one of the decimal marks."""
    for mark in ("point", "comma"):
        try:
            read_number(text, mark)
        except NumberTextError:
            continue
        return True
    return bool(_ACCOUNTING_DASH.match(text))


def is_currency(text: str) -> bool:
    """Tell whether a text can be the code of a currency."""
    return bool(_CODE.match(text))


def mostly(texts: Sequence[str], look: Callable[[str], bool], percent: int = 80) -> bool:
    """Tell whether most of some values look like something; of no values it is true."""
    sample = texts[:300]
    return 100 * sum(map(look, sample)) >= percent * len(sample)


def confirms(field: str, texts: Sequence[str]) -> bool:
    """Tell whether values can be those of a field."""
    if field == "date":
        return mostly(texts, is_date, 25) or mostly(texts, is_serial_date)
    if field in ("amount", "quantity", "unit_price"):
        return mostly(texts, is_number, 50)
    if field in ("discount", "tax"):
        return mostly(texts, is_number, 100)
    if field == "currency":
        return mostly(texts, is_currency)
    return not (texts and mostly(texts, is_date)) or field == "order_id"


def shown(layout: Layout, at: int) -> str:
    """Show a few values of a column."""
    return ", ".join(text[:30] for text in values_of(layout, at)[:_SHOWN]) or "no values"
