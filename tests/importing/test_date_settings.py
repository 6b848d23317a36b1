"""Calendars and languages of the dates of a file: proved and told, or asked."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sales_core.importing.files.table import Column
from sales_core.importing.interpretation.date_settings import date_setting
from sales_core.importing.plan import ImportPlan
from sales_core.values.dates import read_date


def column(texts: list[str]) -> Column:
    return Column("Date", texts, np.arange(len(texts), dtype=np.int32))


@pytest.mark.parametrize(
    ("texts", "calendar", "language"),
    [
        (["25/03/2025", "26/03/2025"], "gregorian", ""),
        (["25/03/2568", "26/03/2568"], "buddhist", ""),
        (["114/03/25"], "minguo", ""),
        (["1404/01/05"], "solar-hijri", ""),
        (["5 listopada 2025", "1 grudnia 2025"], "gregorian", "pl"),
        (["5. listopada 2025", "1. prosinca 2025"], "gregorian", "hr"),
        (["March 5, 2025", "5. März 2025"], "gregorian", ""),
        (["45292", "tea"], "gregorian", ""),
    ],
)
def test_what_the_texts_prove_is_no_question(
    texts: list[str], calendar: str, language: str
) -> None:
    setting = date_setting(column(texts))
    assert (setting.calendar, setting.language) == (calendar, language)
    assert not setting.open
    assert bool(setting.told) == (calendar != "gregorian" or language != "")


@pytest.mark.parametrize(
    ("text", "code", "days"),
    [
        ("5. listopada 2025", "language", [date(2025, 11, 5), date(2025, 10, 5)]),
        ("25/03/68", "calendar", [date(2068, 3, 25), date(2025, 3, 25)]),
    ],
)
def test_what_they_leave_open_is_asked_by_name(text: str, code: str, days: list[date]) -> None:
    (matter,) = date_setting(column([text])).open
    plan = ImportPlan(
        format=None,
        encoding="utf-8",
        delimiter=",",
        header_line=1,
        columns={"date": "Date", "amount": "Total"},
        date_order="dmy",
        decimal_mark="point",
        amount_from="column",
    )
    assert matter.code == code
    assert all(str(day) in matter.question for day in days)
    changed = [choice.change(plan) for choice in matter.choices]
    assert [read_date(text, each.date_style) for each in changed] == days
    assert [ImportPlan.from_json(each.as_json()) for each in changed] == changed
    assert all(choice.label for choice in matter.choices)
