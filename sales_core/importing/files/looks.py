"""What the values of a column look like: dates, numbers or texts. A look confirms, never proves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from sales_core.importing.files.table import Layout
from sales_core.importing.vocabulary.header_names import plain
from sales_core.importing.vocabulary.languages import words_of
from sales_core.importing.vocabulary.total_names import is_total
from sales_core.values.date_calendars import is_day
from sales_core.values.dates import read_date
from sales_core.values.money import DecimalMark, NumberTextError, read_number
from sales_core.values.names import NO_VALUE
from sales_core.values.number_text import LONGEST, is_dash

_SHOWN = 3
_WITH_UNIT = re.compile(r"^[x×]?\s*(-?[\d.,]+)\s*([^\d\s.,-]{1,12})\.?$", re.IGNORECASE)
_TIMES = frozenset("x×")
_WHOLE = re.compile(r"^-?\d+(?:[.,]0+)?$|^\d{1,3}(?:[., ]\d{3})+$")
_HUNDREDTHS = re.compile(r"[.,]\d{2}\D*$|[$€£]")
_CODE = re.compile(r"^[A-Za-z]{3}$")


def values_of(layout: Layout, at: int) -> list[str]:
    """Give the distinct values of a column in the sample, in their order."""
    texts = dict.fromkeys(row[at].strip() for row in layout.sample)
    return [text for text in texts if text not in NO_VALUE]


def is_date(text: str) -> bool:
    """Tell whether a text is a day or a month as people write them."""
    return is_day(text)


def is_serial_date(text: str) -> bool:
    """Tell whether a text can be a day written as a number."""
    return bool(read_date(text, "serial") or read_date(text, "compact"))


def is_number(text: str) -> bool:
    """Tell whether a text is a number under one of the decimal marks."""
    return number_in(text) is not None or is_dash(text)


def is_whole(text: str) -> bool:
    """Tell whether a text is a whole number, however its thousands are separated."""
    return bool(_WHOLE.match(text.strip()))


def without_unit(text: str) -> str:
    """Take the unit off a quantity: 2 pcs, 1.250 kg, x3; give any other text back as it is."""
    found = _WITH_UNIT.match(text.strip()) if len(text) <= LONGEST else None
    if found and (found[2].casefold() in _TIMES or plain(found[2]) in words_of("units")):
        return found[1]
    return text


def unit_of(text: str) -> str:
    """Give the unit of a quantity; "" without one."""
    bare = without_unit(text)
    return "" if bare == text else text.replace(bare, "").strip(" .").casefold()


def number_in(text: str) -> Decimal | None:
    """Give the number that a text is under the decimal point, else under the decimal comma."""
    marks: tuple[DecimalMark, ...] = ("point", "comma")
    for mark in marks:
        try:
            return read_number(text, mark).value
        except NumberTextError:
            continue
    return None


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
        days = [text for text in texts if not is_total(text)] or texts
        return mostly(texts, is_date, 25) or mostly(days, is_serial_date)
    if field in ("amount", "quantity", "unit_price"):
        texts = [text for text in texts if not is_dash(text)] or texts
        one_unit = field == "quantity" and len({unit_of(text) for text in texts}) == 1
        return mostly([*map(without_unit, texts)] if one_unit else texts, is_number, 50)
    if field in ("discount", "tax"):
        return mostly(texts, is_number, 100)
    if field == "currency":
        return mostly(texts, is_currency)
    if field == "order_id":
        return not (texts and mostly(texts, _is_money))
    return not (texts and mostly(texts, is_date))


def _is_money(text: str) -> bool:
    """Tell whether a text has hundredths or a currency, as no number of an order has."""
    return bool(_HUNDREDTHS.search(text)) and is_number(text)


def shown(layout: Layout, at: int) -> str:
    """Show a few values of a column."""
    return ", ".join(text[:30] for text in values_of(layout, at)[:_SHOWN]) or "no values"
