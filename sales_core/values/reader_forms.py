"""How one reader wants amounts, numbers, days and weeks: by language and country, or as chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sales_core.values.dates import DATE_ORDERS, DateOrder
from sales_core.values.money_forms import MoneyForm, money_form
from sales_core.values.number_forms import (
    USUAL_TAG,
    NumberForm,
    locale_of,
    number_form,
    territory_of,
)

DateForm = DateOrder
"""Which part of a day comes first. Months are words, so that nobody takes them for days."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Names of the months, whatever the language of the server."""


@dataclass(frozen=True, slots=True)
class ReaderForms:
    """How a reader wants what is shown.

    Attributes:
        number: Numbers.
        money: Amounts of the currency of the database.
        dates: Days.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.
    """

    number: NumberForm
    money: MoneyForm
    dates: DateForm
    week_start: int

    def day(self, day: date) -> str:
        """Write a day so that nobody takes the month for the day.

        Example:
            >>> reader_forms("en-US", "USD").day(date(2025, 3, 1))
            'Mar 1, 2025'
        """
        if self.dates == "ymd":
            return day.isoformat()
        month = MONTHS[day.month - 1]
        if self.dates == "mdy":
            return f"{month} {day.day}, {day.year}"
        return f"{day.day} {month} {day.year}"

    def days(self, first: date, last: date) -> str:
        """Write several days as a sentence has them; a month or year of both is said once.

        Example:
            >>> reader_forms("en-US", "USD").days(date(2025, 3, 1), date(2025, 4, 17))
            'Mar 1 to Apr 17, 2025'
        """
        same_year = first.year == last.year
        same_month = same_year and first.month == last.month
        month, last_month = MONTHS[first.month - 1], MONTHS[last.month - 1]
        if self.dates == "ymd" or not same_year:
            return f"{self.day(first)} to {self.day(last)}"
        if self.dates == "mdy":
            end = str(last.day) if same_month else f"{last_month} {last.day}"
            return f"{month} {first.day} to {end}, {last.year}"
        start = str(first.day) if same_month else f"{first.day} {month}"
        return f"{start} to {self.day(last)}"


@lru_cache(256)
def reader_forms(
    tag: str, currency: str, dates: DateForm | None = None, week_start: int | None = None
) -> ReaderForms:
    """Give how a reader wants what is shown.

    Args:
        tag: Language tag; what CLDR does not know is written as in English.
        currency: ISO 4217 code of the amounts.
        dates: As chosen; None for that of the language.
        week_start: As chosen; None for that of the country.
    """
    return ReaderForms(
        number_form(tag),
        money_form(tag, currency),
        dates or usual_dates(tag),
        usual_week_start(tag) if week_start is None else week_start,
    )


def usual_dates(tag: str) -> DateForm:
    """Give which part of a day comes first in a language.

    Example:
        >>> usual_dates("en-US"), usual_dates("de-DE"), usual_dates("ja")
        ('mdy', 'dmy', 'ymd')
    """
    if tag == USUAL_TAG:  # the language alone, of which CLDR takes the American form
        return "dmy"
    pattern = str(locale_of(tag).date_formats["short"].pattern)
    found = "".join(sorted("dMy", key=pattern.find)).lower()
    return found if found in DATE_ORDERS else "dmy"


def usual_week_start(tag: str) -> int:
    """Give the first day of a week in the country of a language: 0 for Monday to 6 for Sunday.

    Example:
        >>> usual_week_start("en-US"), usual_week_start("de"), usual_week_start("ar-EG")
        (6, 0, 5)
    """
    if tag == USUAL_TAG:
        return 0
    locale = locale_of(tag)
    if not locale.territory:
        locale = locale_of(f"{locale.language}-{territory_of(tag)}")
    return int(locale.first_week_day)
