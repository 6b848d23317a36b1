"""An earlier file of the same header that proved its forms proves those of later ones."""

from __future__ import annotations

from sales_core.importing.questions import Answers
from sales_core.store.database import Database
from tests.builders import load

PROVES = b"Date,Order,Amount\n03/28/2025,1,2.00\n"
OPEN = b"Date,Order,Amount\n04/02/2025,2,3.00\n"
OTHER = b"Date,Order,Amount\n28/04/2025,3,4.00\n"


def test_a_sibling_proves_the_order_of_dates_and_it_is_told(database: Database) -> None:
    load(database, PROVES)
    done = load(database, OPEN)
    assert (done.status, str(done.first_date)) == ("imported", "2025-04-02")
    assert any("as 1 earlier file with these columns" in each for each in done.evidence)


def test_an_answer_is_no_proof(database: Database) -> None:
    load(database, OPEN, answers=Answers(date_order="mdy"))
    again = load(database, OPEN.replace(b"04/02", b"05/03"), recall=False)
    assert [each.code for each in again.questions] == ["date-order"]


def test_a_sibling_goes_before_a_remembered_answer(database: Database) -> None:
    load(database, OPEN, answers=Answers(date_order="dmy"))
    load(database, PROVES)
    done = load(database, OPEN.replace(b"04/02", b"06/05"))
    assert str(done.first_date) == "2025-06-05"


def test_siblings_that_differ_prove_nothing(database: Database) -> None:
    load(database, PROVES)
    told = load(database, OTHER)
    assert any(each.startswith("Attention: 1 earlier file") for each in told.evidence)
    assert load(database, OPEN, recall=False).questions


def test_files_of_other_headers_are_no_siblings(database: Database) -> None:
    load(database, PROVES)
    assert load(database, OPEN.replace(b"Order", b"Receipt")).questions
