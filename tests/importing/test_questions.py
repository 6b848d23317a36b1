"""Questions as people read them: words, no codes; a row of the file beside each."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from sales_core.importing.attention import gravest_first
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Question
from tests.importing.small_files import read

LAMPS = "Date,Order,Product,Amount{more}\n{rows}"


class Case(NamedTuple):
    """A file that asks.

    Attributes:
        content: The file.
        asked: The sentence that asks.
        labels: The words on the buttons.
        line: The line of the row that the choices read otherwise.
        about: The cells of it that the question is about.
    """

    content: str
    asked: str
    labels: tuple[str, ...]
    line: int
    about: dict[str, str]


def _lamps(*rows: str, more: str = "") -> str:
    return LAMPS.format(more=more, rows="".join(f"{row}\n" for row in rows))


CASES = {
    "order of day and month": Case(
        _lamps("04/04/2025,1,Tea,3.50", "03/04/2025,2,Pie,4.20", "05/06/2025,3,Tea,2.90"),
        "Which comes first, the month or the day?",
        ("Month first: 03/04/2025 is 4 March 2025", "Day first: 03/04/2025 is 3 April 2025"),
        3,
        {"Date": "03/04/2025"},
    ),
    "decimal mark": Case(
        "Datum;Bon;Artikel;Betrag\n2025-03-13;1;Tee;5\n2025-03-14;2;Ofen;1.234\n",
        "How much is 1.234?",
        ("1.234: the point stands before decimals", "1234: the point groups thousands"),
        3,
        {"Betrag": "1.234"},
    ),
    "two amounts": Case(
        _lamps(
            "2025-03-14,1,Lamp,40.00,40.00",
            "2025-03-15,2,Chair,120.00,120.00",
            "2025-03-16,3,Shelf,80.00,60.00",
            more=",Amount Paid",
        ),
        "Which is the amount of a sale?",
        ("Amount", "Amount Paid"),
        4,
        {"Amount": "80.00", "Amount Paid": "60.00"},
    ),
    "a state": Case(
        _lamps(
            "2025-03-14,1,Lamp,40.00,Paid",
            "2025-03-16,3,Shelf,80.00,Pending",
            "2025-03-17,4,Table,310.00,Paid",
            more=",Status",
        ),
        "Do the rows with 'Pending' count as sales?",
        ("Leave out 'Pending'", "Count 'Pending' as sales, as written"),
        3,
        {"Status": "Pending"},
    ),
    "a refund column": Case(
        _lamps(
            "2025-03-14,1,Lamp,40.00,0.00",
            "2025-03-15,2,Chair,120.00,0.00",
            "2025-03-17,4,Table,310.00,20.00",
            more=",Refunded",
        ),
        "Was it paid back of 'Amount', so that 450 are left?",
        (
            "Take 'Refunded' off: 'Amount' is what was sold",
            "Count 'Amount' as it is: 'Refunded' is off already, or no refund",
        ),
        4,
        {"Amount": "310.00", "Refunded": "20.00"},
    ),
    "every row twice": Case(
        _lamps(*(f"2025-03-1{at},{at},Lamp {at},{at}7.50" for at in (1, 1, 2, 2, 3, 3))),
        "Does each row count once, or every time?",
        ("Each row once", "Every time"),
        3,
        {},
    ),
    "one total": Case(
        _lamps("2025-03-13,1,Tea,10", "2025-03-13,2,Pie,20", "2025-03-14,,Everything,30"),
        "Is it a total or a sale?",
        ("A total: leave it out", "A sale: count it"),
        4,
        {"Order": ""},
    ),
    "a price without a quantity": Case(
        "Date,Product,Price,Count\n2025-03-14,Tea,3.50,1\n2025-03-15,Pie,2.80,3\n"
        "2025-03-16,Tea,3.50,1\n2025-03-17,Tea,3.50,2\n",
        "What did a row come to?",
        ("Count pieces at Price each", "Price is what the row came to"),
        3,
        {"Price": "2.80", "Count": "3"},
    ),
    "another currency": Case(
        _lamps(
            "2025-03-14,1,Lamp,40.00,SGD",
            "2025-03-15,2,Chair,120.00,USD",
            more=",Paid in",
        ),
        "Which currency are the amounts in?",
        (
            "In that of 'Paid in': rows in another one than SGD are not imported",
            "All are in SGD",
        ),
        3,
        {"Paid in": "USD"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_question_has_words_figures_and_the_row_that_matters(case: Case) -> None:
    (question,) = read(case.content.encode()).questions
    assert question.asked == case.asked
    assert question.labels == case.labels
    assert all(each and each.rows for each in question.figures)
    assert question.example is not None
    assert question.example.line == case.line
    cells = dict(question.example.cells)
    assert {name: cells[name] for name in question.example.about} == case.about
    assert question.as_json()["example"]["line"] == case.line


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_question_shows_a_bare_code(case: Case) -> None:
    (question,) = read(case.content.encode()).questions
    for code in ("M/D/Y", "D/M/Y", "Y/M/D", "mdy", "none"):
        assert code not in (question.text, *question.labels)
        assert code not in question.text.split()


@pytest.mark.parametrize(
    ("text", "reason", "asked"),
    [
        ("Which is right?", "", "Which is right?"),
        ("'A' holds 3 rows. Do they count?", "'A' holds 3 rows.", "Do they count?"),
        ("Which day? Better export again.", "Better export again.", "Which day?"),
        ("It says nothing.", "", "It says nothing."),
        ("One? Two? Three.", "One? Three.", "Two?"),
    ],
)
def test_the_sentence_that_asks_is_parted_from_its_reason(
    text: str, reason: str, asked: str
) -> None:
    question = Question("states", text, ())
    assert (question.reason, question.asked) == (reason, asked)


def test_what_nobody_may_miss_comes_first() -> None:
    told = ("a", "Attention: b", "c", "a", "Attention: d")
    assert gravest_first(told) == ("Attention: b", "Attention: d", "a", "c")


DAYS = [f"3/2{day}/2025,{day},1\n" for day in range(9)]
NO_CHOICE = {
    "text and dates are no amounts": (
        "Wann,Was,Wieviel\n2025-03-14,Tee,3.50\n2025-03-15,Kuchen,4.20\n",
        {"Wieviel": "7.7"},
    ),
    "names are no amounts": (
        "Date,Order,Product,Amount (cents),Name\n2025-03-14,1,Tea,2500,x\n2025-03-15,2,Tea,350,y\n",
        {"Amount (cents)": "2850"},
    ),
    "an order that reads hardly a date": (
        "Date,Order,Amount\n"
        + "".join(f"3/2{n}/2025,{n},1\n" for n in range(9))
        + "28/3/2025,9,1\n",
        {"mdy": "9"},
    ),
    "two orders in one file": (
        "Date,Order,Amount\n3/28/2025,1,3.5\n28/3/2025,2,4.2\n4/5/2025,3,2.9\n",
        {"mdy": "6.4", "dmy": "7.1"},
    ),
}


@pytest.mark.parametrize(("content", "means"), NO_CHOICE.values(), ids=NO_CHOICE)
def test_what_cannot_be_right_is_no_choice(content: str, means: dict[str, str]) -> None:
    questions: tuple[Question, ...]
    try:
        questions = read(content.encode()).questions
    except FileRefusedError as fault:
        questions = fault.questions
    (question,) = questions
    figures = [each.as_json()["revenue"] for each in question.figures if each]
    assert dict(zip(question.choices, figures, strict=True)) == means
    assert question.example is not None
