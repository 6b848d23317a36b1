from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from sales_core.errors import PeriodTooLongError
from sales_core.imports import undo_import
from sales_core.reporting.covered_days import day_states, gaps, states_of, states_of_buckets
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from sales_core.values.periods import Period
from tests.builders import NOON, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

MONDAY = date(2025, 3, 3)
LETTERS = {"sales": "S", "zero": "0", "closed": "c", "missing": "-"}


def at(number: int) -> date:
    return MONDAY + timedelta(days=number)


def drawn(days: str, asked: slice = slice(None)) -> str:
    """Draw the states of days that are given from a Monday on, and of those asked for.

    Given are ``S`` for lines, ``.`` for a day that an import covers without lines, and ``-`` for
    one that none covers; blanks between weeks do not count.
    """
    given = days.replace(" ", "")
    sold = np.array([number for number, sign in enumerate(given) if sign == "S"], np.int64)
    frame = pd.DataFrame(
        {
            "sale_date": (np.datetime64(MONDAY) + sold).astype("M8[s]"),
            "revenue": np.full(len(sold), 10_000, np.int64),
        }
    )
    covered = [Period(at(n), at(n)) for n, sign in enumerate(given) if sign != "-"]
    wanted = range(len(given))[asked]
    states = states_of(frame, covered, Period(at(wanted[0]), at(wanted[-1])))
    return "".join(LETTERS[state] for state in states["state"])


OPEN = "SSSSSSS "
SUNDAYS_OFF = "SSSSSS. "
NOTHING_KNOWN = "------- "


@pytest.mark.parametrize(
    ("days", "asked", "states"),
    [
        ("S", slice(None), "S"),
        (".", slice(None), "0"),
        ("-", slice(None), "-"),
        ("-S.-", slice(None), "-S0-"),
        (SUNDAYS_OFF * 3, slice(6, 7), "0"),
        (SUNDAYS_OFF * 4, slice(6, 7), "c"),
        (SUNDAYS_OFF * 4, slice(20, 21), "c"),
        (SUNDAYS_OFF * 4 + OPEN, slice(6, 7), "c"),
        (SUNDAYS_OFF * 3 + OPEN, slice(6, 7), "0"),
        (SUNDAYS_OFF * 8 + OPEN * 2, slice(6, 7), "c"),
        (SUNDAYS_OFF * 7 + OPEN * 2, slice(6, 7), "0"),
        (SUNDAYS_OFF * 4, slice(5, 7), "Sc"),
        (SUNDAYS_OFF * 4 + "S.SSSS.", slice(28, 35), "S0SSSSc"),
        (SUNDAYS_OFF * 4 + NOTHING_KNOWN, slice(28, 35), "-------"),
        (SUNDAYS_OFF + NOTHING_KNOWN * 8 + SUNDAYS_OFF * 3, slice(6, 7), "c"),
        (SUNDAYS_OFF + NOTHING_KNOWN * 13 + SUNDAYS_OFF * 9, slice(6, 7), "0"),
        (SUNDAYS_OFF * 9 + OPEN * 30 + "SSSSSS.", slice(-1, None), "0"),
        ("S......" * 4, slice(0, 7), "Scccccc"),
    ],
)
def test_a_day_without_lines(days: str, asked: slice, states: str) -> None:
    assert drawn(days, asked) == states


def test_days_of_a_database(database: Database) -> None:
    load(
        database,
        mindbody_csv(
            sale(date="3/17/2025", amount="10"),
            sale(date="3/19/2025", amount="10", order_id="2"),
            sale(date="3/19/2025", amount="-12.5", order_id="3", quantity="-1"),
        ),
    )
    load(database, mindbody_csv(sale(date="3/21/2025", order_id="4")), name="next.csv")
    states = day_states(database, Period(date(2025, 3, 16), date(2025, 3, 22)))
    assert states["date"].dt.strftime("%m-%d").tolist() == [f"03-{day}" for day in range(16, 23)]
    assert states["state"].tolist() == [
        "missing", "sales", "zero", "sales", "missing", "sales", "missing",
    ]  # fmt: skip
    assert states["revenue"].tolist() == [0, 100_000, 0, -25_000, 0, 100_000, 0]
    assert gaps(states) == (
        Period(date(2025, 3, 16), date(2025, 3, 16)),
        Period(date(2025, 3, 20), date(2025, 3, 20)),
        Period(date(2025, 3, 22), date(2025, 3, 22)),
    )


@SQLITE
def test_an_import_undone_covers_nothing(database: Database) -> None:
    load(database, mindbody_csv(sale(date="3/17/2025"), sale(date="3/19/2025", order_id="2")))
    period = Period(date(2025, 3, 17), date(2025, 3, 19))
    assert day_states(database, period)["state"].tolist() == ["sales", "zero", "sales"]
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    states = day_states(database, period)
    assert states["state"].tolist() == ["missing"] * 3
    assert gaps(states) == (period,)


@SQLITE
def test_what_is_usual_is_looked_for_beyond_the_period(database: Database) -> None:
    weekdays = [at(n) for n in range(28) if at(n).weekday() < 5]
    rows = [sale(date=f"{day.month}/{day.day}/{day.year}") for day in (*weekdays, at(28))]
    load(database, mindbody_csv(*rows))
    weekend = day_states(database, Period(at(12), at(13)))
    assert weekend["state"].tolist() == ["closed", "closed"]


@SQLITE
@pytest.mark.parametrize(
    "period", [Period(date.min, date(1, 1, 3)), Period(date(9999, 12, 29), date.max)]
)
def test_the_ends_of_time_are_days_like_others(database: Database, period: Period) -> None:
    load(database, mindbody_csv(sale()))
    states = day_states(database, period)
    assert states["state"].tolist() == ["missing"] * 3
    assert gaps(states) == (period,)


@SQLITE
def test_too_many_days_are_refused_in_a_sentence(database: Database) -> None:
    with pytest.raises(PeriodTooLongError, match="40,000 days"):
        day_states(database, Period(date.min, date.max))


def test_without_missing_days_there_are_no_gaps() -> None:
    whole = states_of(
        pd.DataFrame({"sale_date": np.array([], "M8[s]"), "revenue": np.array([], np.int64)}),
        [Period(date.min, date.max)],
        Period(MONDAY, at(3)),
    )
    assert gaps(whole) == ()


def test_an_empty_week_says_why_it_may_be_empty() -> None:
    days = pd.date_range(MONDAY, periods=28).as_unit("s")
    letters = "SSSSSSc-------0ccc---ccc----"
    words = {letter: state for state, letter in LETTERS.items()}
    states = pd.DataFrame({"date": days, "state": [words[letter] for letter in letters]})
    weeks = pd.DataFrame(
        {
            "start": [at(7 * week) for week in range(4)],
            "end": [at(7 * week + 6) for week in range(4)],
            "lines": [6, 0, 0, 0],
        }
    )
    assert states_of_buckets(weeks, states) == ["sales", "missing", "zero", "closed"]
