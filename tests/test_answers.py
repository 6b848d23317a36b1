"""Every question can be answered by name on every face, and the answer is remembered."""

from __future__ import annotations

import pytest

from sales_core.contract.answers import import_options
from sales_core.errors import OptionError
from sales_core.importing.questions import Answers
from sales_core.store.database import Database
from tests.builders import load
from tests.test_imports import preview

MARCH = (
    b"Date,Order,Product,Amount\n2025-03-13,1,Tea,10\n2025-03-13,2,Pie,20\n2025-03-14,,Alles,30\n"
)
APRIL = MARCH.replace(b"-03-", b"-04-")


def test_a_question_says_what_each_answer_would_mean(database: Database) -> None:
    (question,) = preview(database, MARCH).as_json()["questions"]
    assert question["name"] == "totals:Order"
    assert [each["revenue"] for each in question["figures"]] == ["30", "60"]


def test_an_answer_is_remembered_for_the_header(database: Database) -> None:
    (question,) = preview(database, MARCH).questions
    words = question.labels[question.choices.index("leave")]
    load(database, MARCH, answers=Answers(choices={"totals:Order": "leave"}))
    second = load(database, APRIL)
    assert (second.status, second.rows.imported, second.rows.ignored) == ("imported", 2, 1)
    told = next(each for each in second.evidence if "Answered as for" in each)
    assert f"“{words}” for 'Order'" in told
    assert "totals:Order" not in told
    assert second.remembered is not None
    assert second.remembered.words == (f"“{words}” for 'Order'",)


def test_an_answer_said_now_goes_before_one_that_is_remembered(database: Database) -> None:
    load(database, MARCH, answers=Answers(choices={"totals:Order": "leave"}))
    second = load(database, APRIL, answers=Answers(choices={"totals:Order": "count"}))
    assert second.rows.imported == 3


@pytest.mark.parametrize(
    ("pairs", "answers"),
    [
        (["totals:Order=leave"], Answers(choices={"totals:Order": "leave"})),
        (["states:a=b=leave"], Answers(choices={"states:a=b": "leave"})),
        (["column:amount=Total = all"], Answers(columns={"amount": "Total = all"})),
        (["date-order=dmy", "decimal-mark=comma"], Answers("dmy", "comma")),
    ],
)
def test_answers_are_read_by_name(pairs: list[str], answers: Answers) -> None:
    assert import_options({}, [], pairs).answers == answers


@pytest.mark.parametrize("pairs", [["totals"], ["=leave"], ["totals="], ["a=b", "a=c"]])
def test_answers_that_say_nothing_are_refused(pairs: list[str]) -> None:
    with pytest.raises(OptionError):
        import_options({}, [], pairs)


def test_the_same_file_with_another_answer_is_not_the_same_import(database: Database) -> None:
    load(database, MARCH, answers=Answers(choices={"totals:Order": "leave"}))
    again = load(database, MARCH, answers=Answers(choices={"totals:Order": "leave"}))
    other = load(database, MARCH, answers=Answers(choices={"totals:Order": "count"}))
    assert (again.status, other.status) == ("already_imported", "refused")
    assert other.issues[0].code == "imported-otherwise"
