"""Dates of which a spreadsheet has changed day and month of those that it understood."""

from __future__ import annotations

import pytest

from sales_core.importing.plan import ImportPlan
from tests.builders import csv_bytes, read


def _file(*dates: str, header: str = "Date", beside: str = "", says: tuple[str, ...] = ()) -> bytes:
    more = says or ("x",) * len(dates)
    names = [header, "Order", "Item", "Total", beside or "Note"]
    rows = (
        [day, str(n), "Tea", "1.50", said]
        for n, (day, said) in enumerate(zip(dates, more, strict=True))
    )
    return csv_bytes(names, *rows)


DAMAGED = {
    "one of each, cells became dates": _file("2025-10-03", "3/13/2025"),
    "one of each, day first": _file("2025-02-04", "15/04/2025", header="Datum"),
    "zeros in front of some": _file(
        "10/03/2025", "11/03/2025", "12/03/2025", "3/13/2025", "3/14/2025"
    ),
    "no zeros in front of some": _file("9/3/2026", "10/3/2026", "03/13/2026", "03/14/2026"),
    "dots beside slashes": _file("10.03.2025", "11.03.2025", "3/13/2025", "3/14/2025"),
    "months became words": _file("5-Jun-25", "5-Jul-25", "25/05/2025", "26/05/2025"),
    "times otherwise": _file(
        "2/9/2025 00:00", "3/9/2025 00:00", "9/13/2025 10:15 AM", "9/14/2025 1:15 PM"
    ),
    "the rows run in order": _file(
        "10/03/2025", "11/03/2025", "12/03/2025", "03/13/2025", "03/14/2025", "03/15/2025"
    ),
    "all, with months": _file("2014-01-06", "2014-01-07", beside="Month", says=("June", "July")),
    "all, with Polish months": _file(
        "2014-01-06", "2014-01-07", beside="Miesiąc", says=("czerwiec", "lipiec")
    ),
    "all, with weekdays": _file(
        "2025-01-06", "2025-03-06", "2025-05-06", beside="Wochentag",
        says=("Sonntag", "Dienstag", "Donnerstag"),
    ),
    "all, with one month": _file(
        "2014-01-06", "2014-02-06", beside="Month", says=("June", "June")
    ),
    "all, with a number called a month": _file(
        "2014-01-06", "2014-01-07", beside="Monat", says=("6", "7")
    ),
    "all, with short weekdays": _file(
        "2025-03-06", "2025-05-06", beside="Tag", says=("Di", "Do")
    ),
    "all, with days of payment": _file(
        "2025-02-10", "2025-03-10", "2025-04-10", beside="Due",
        says=("2025-10-16", "2025-10-17", "2025-10-18"),
    ),
    "all, with numbers of months": _file(
        *("2025-01-06", "2025-02-06", "2025-03-06", "2025-01-07", "2025-02-08"),
        beside="Month",
        says=("6", "6", "6", "7", "8"),
    ),
    "all, with year and month": _file(
        "2025-01-06", "2025-03-07", "2025-05-08", beside="Period",
        says=("2025-06", "2025-07", "2025-08"),
    ),
    "all, with numbers of weeks": _file(
        "2025-03-02", "2025-10-02", "2025-12-02", "2025-11-02", beside="KW",
        says=("6", "7", "7", "7"),
    ),
    "all, with days in numbers of invoices": _file(
        "2025-10-06", "2025-11-06", beside="Invoice", says=("R20250610-1", "R20250611-1")
    ),
    "all, with another date": _file(
        "2025-01-06", "2025-02-07", "2025-03-08", beside="Paid",
        says=("2 June 2025", "3 July 2025", "5 August 2025"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_speaks_for_damage_is_asked(content: bytes) -> None:
    reading = read(content)
    asked = [question for question in reading.questions if question.code == "damage"]
    assert asked, (reading.questions, reading.evidence)
    assert asked[0].choices == ("as written", "swapped")
    assert "without opening it in a spreadsheet" in asked[0].text


def test_the_days_are_changed_back_if_a_person_says_so() -> None:
    content = _file("2025-10-03", "3/13/2025")
    reading = read(content, choices={"damage:Date": "swapped"})
    assert reading.lines is not None
    first, last = reading.lines.period() or (None, None)
    assert (str(first), str(last)) == ("2025-03-10", "2025-03-13")
    assert reading.plan
    assert ImportPlan.from_json(reading.plan.as_json()) == reading.plan


MARCH = [f"{'' if day > 12 else '0'}3/{day:02}/2025" for day in range(1, 31)]


def test_numbers_of_orders_speak_where_the_rows_are_in_no_order() -> None:
    rows = [[day, str(n), "Tea", "1.50"] for n, day in enumerate(MARCH)]
    shuffled = [rows[at * 7 % len(rows)] for at in range(len(rows))]
    assert not read(csv_bytes(["Date", "Order", "Item", "Total"], *shuffled)).questions


SOUND = {
    "ISO beside another order": _file("2024-03-25", "03/26/2024", "03/02/2024"),
    "in order as written": _file("02/28/2025", "3/5/2025", "03/06/2025", "03/20/2025"),
    "other signs, one month": _file("04-07-2019", "04/19/19", "04-02-2019", "04/21/19"),
    "times alike": _file("2/9/2025 9:15 AM", "9/13/2025 10:15 AM", "9/14/2025 12:05 PM"),
    "months agree": _file("2014-01-06", "2014-02-07", beside="Month", says=("January", "February")),
    "a term of payment": _file(
        "2025-02-10",
        "2025-03-10",
        "2025-04-10",
        beside="Due",
        says=("2025-03-27", "2025-04-24", "2025-05-25"),
    ),
    "a column of small numbers": _file(
        "2025-01-06", "2025-02-07", "2025-03-13", beside="Guests", says=("6", "7", "2")
    ),
}


@pytest.mark.parametrize("content", SOUND.values(), ids=SOUND.keys())
def test_what_is_sound_is_not_asked(content: bytes) -> None:
    assert not [question for question in read(content).questions if question.code == "damage"]


@pytest.mark.parametrize(
    ("header", "said"), [("Quarter", "Q2"), ("Trimestre", "T2"), ("Quartal", "Q2")]
)
def test_a_column_called_a_quarter_says_it_in_one_quarter_alone(header: str, said: str) -> None:
    rows = "".join(f"2026-01-0{day},{said},Tea,1.50\n" for day in (4, 5, 6))
    content = f"Date,{header},Item,Total\n{rows}"
    (question,) = read(content.encode()).questions
    assert question.code == "damage"
    assert read(content.replace(header, "Table").encode()).questions == ()


@pytest.mark.parametrize(("header", "said"), [("Week", "10"), ("KW", "10"), ("Month", "March")])
def test_a_named_column_proves_the_order_in_one_week_alone(header: str, said: str) -> None:
    rows = "".join(f"03/0{day}/2026,{said},Tea,1.50\n" for day in (2, 3, 4))
    reading = read(f"Date,{header},Item,Total\n{rows}".encode())
    assert reading.plan is not None
    assert (reading.questions, reading.plan.date_order) == ((), "mdy")


def test_a_ticket_number_is_no_quarter() -> None:
    """T1 is the first quarter in French and Spanish, and the first ticket of a till."""
    rows = "02/05/2026,T1,Shoe,89.00\n13/05/2026,T2,Sock,9.00\n14/05/2026,T3,Sock,9.00\n"
    assert read(f"Fecha,Ticket,Producto,Total\n{rows}".encode()).questions == ()
