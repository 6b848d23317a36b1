from __future__ import annotations

from datetime import date

import pytest

from sales_core.values.likely_currencies import currency_name, currency_of_country, likely_first
from sales_core.values.number_forms import known_tags
from sales_core.values.reader_forms import DateForm, reader_forms


@pytest.mark.parametrize(
    ("tag", "day", "days", "first_day"),
    [
        ("en-SG", "1 Mar 2025", "1 Mar to 17 Apr 2025", 6),
        ("en-US", "Mar 1, 2025", "Mar 1 to Apr 17, 2025", 6),
        ("de-DE", "1 Mar 2025", "1 Mar to 17 Apr 2025", 0),
        ("sv-SE", "2025-03-01", "2025-03-01 to 2025-04-17", 0),
        ("ja", "2025-03-01", "2025-03-01 to 2025-04-17", 6),
        ("ar-EG", "1 Mar 2025", "1 Mar to 17 Apr 2025", 5),
        ("en", "1 Mar 2025", "1 Mar to 17 Apr 2025", 0),
    ],
)
def test_days_and_weeks_are_those_of_the_country(
    tag: str, day: str, days: str, first_day: int
) -> None:
    forms = reader_forms(tag, "EUR")
    assert forms.day(date(2025, 3, 1)) == day
    assert forms.days(date(2025, 3, 1), date(2025, 4, 17)) == days
    assert forms.week_start == first_day


@pytest.mark.parametrize(
    ("form", "same_month", "other_year"),
    [
        ("dmy", "1 to 31 Mar 2025", "31 Mar 2025 to 1 Mar 2026"),
        ("mdy", "Mar 1 to 31, 2025", "Mar 31, 2025 to Mar 1, 2026"),
        ("ymd", "2025-03-01 to 2025-03-31", "2025-03-31 to 2026-03-01"),
    ],
)
def test_what_both_days_share_is_said_once(
    form: DateForm, same_month: str, other_year: str
) -> None:
    forms = reader_forms("en", "EUR", form)
    assert forms.days(date(2025, 3, 1), date(2025, 3, 31)) == same_month
    assert forms.days(date(2025, 3, 31), date(2026, 3, 1)) == other_year


def test_what_is_chosen_goes_before_the_country() -> None:
    forms = reader_forms("en-US", "EUR", "ymd", 0)
    assert (forms.dates, forms.week_start) == ("ymd", 0)


def test_every_language_has_forms() -> None:
    for tag in known_tags():
        forms = reader_forms(tag, "EUR")
        assert forms.dates in ("dmy", "mdy", "ymd")
        assert 0 <= forms.week_start <= 6


@pytest.mark.parametrize(
    ("tag", "currency"),
    [("de-DE", "EUR"), ("de-CH", "CHF"), ("ja", "JPY"), ("pt", "BRL"), ("en-IN", "INR")],
)
def test_the_currency_of_a_country_is_offered_first(tag: str, currency: str) -> None:
    assert currency_of_country(tag) == currency
    offered = likely_first(["SEK", "JPY", "EUR", "CHF", "BRL", "INR", "AED"], tag)
    assert offered[0] == currency
    assert sorted(offered) == ["AED", "BRL", "CHF", "EUR", "INR", "JPY", "SEK"]
    assert offered[-2:] != ["CHF", "EUR"]


def test_currencies_have_names() -> None:
    assert currency_name("CHF") == "Swiss Franc (CHF)"
