"""Every bad input goes through a real import into a real database, and gets what it must."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sales_core.importing.catalogue import CATALOGUE
from sales_core.imports.result import ImportResult
from sales_core.store.database import Database
from sales_core.store.schema import imports, products, sales
from sales_core.values.money import amount_text
from tests.bad_inputs import (
    covered_elsewhere,
    dialect_cases,
    encoding_cases,
    header_cases,
    structure_cases,
    text_cases,
    value_cases,
)
from tests.bad_inputs.case import Case
from tests.builders import load

CASES: tuple[Case, ...] = (
    *encoding_cases.CASES,
    *dialect_cases.CASES,
    *structure_cases.CASES,
    *header_cases.CASES,
    *value_cases.CASES,
    *text_cases.CASES,
)
TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.name}")
def test_a_bad_input_gets_what_it_must(case: Case, database: Database) -> None:
    content = case.content if isinstance(case.content, bytes) else case.content()
    began = time.perf_counter()
    result, peak = _loaded(database, case, content, "stop")
    if case.rejected:
        assert result.status == "refused"
        assert "nothing was imported" in result.message
        assert _stored(database) == (0, "0")
        assert [(told.code, told.line, told.column) for told in result.issues] == [*case.rejected]
        result, _ = _loaded(database, case, content, "skip")
        assert result.rows.rejected == len({line for _, line, _ in case.rejected})
    assert time.perf_counter() - began < case.seconds
    assert not case.mebibytes or peak < case.mebibytes << 20
    assert (result.rows.ignored, _stored(database)) == (case.ignored, (case.rows, case.amount))
    _check_outcome(case, result)
    said = _said(result)
    assert [part for part in case.says if part not in said] == [], said
    assert case.products is None or case.products == _products(database)
    assert case.days is None or case.days == _days(database)


def test_every_bad_input_is_tested() -> None:
    numbers = {case.number for case in CASES} | covered_elsewhere.INPUTS.keys()
    assert numbers == set(range(1, 101))
    told = covered_elsewhere.FAULTS.keys() | covered_elsewhere.UNTESTED.keys()
    assert told == set(range(1, 23))


@pytest.mark.parametrize("place", covered_elsewhere.PLACES)
def test_what_is_said_to_be_tested_elsewhere_is(place: str) -> None:
    module, _, name = place.partition("::")
    assert f"def {name}(" in (TESTS / module).read_text(encoding="utf-8")


def _loaded(
    database: Database, case: Case, content: bytes, on_bad_rows: str
) -> tuple[ImportResult, int]:
    """Import a file; give the result and the most memory it took (bytes; 0 if not measured)."""
    if case.mebibytes:
        tracemalloc.start()
    try:
        result = load(
            database, content, name=case.file, answers=case.answers, on_bad_rows=on_bad_rows
        )
        return result, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _check_outcome(case: Case, result: ImportResult) -> None:
    """Tell an import from a refusal and from a question, each with its code and place."""
    if case.refused:
        assert result.status == "refused"
        assert [(told.code, told.line) for told in result.issues] == [(case.refused, case.line)]
        assert case.refused in CATALOGUE
    elif case.asks:
        assert result.status == "refused"
        assert [question.code for question in result.questions] == [case.asks]
    else:
        assert result.status == "imported", result.message
        assert result.file == case.file


def _said(result: ImportResult) -> str:
    """Give all that a person is told."""
    told = (part for issue in result.issues for part in (issue.message, issue.how_to_fix))
    asked = (question.text for question in result.questions)
    return "\n".join((result.message, *result.evidence, *told, *asked))


def _stored(database: Database) -> tuple[int, str]:
    """Count the lines in the database and add up their amounts; without any, there is no import."""
    with database.reading() as connection:
        count, total = connection.execute(
            select(func.count(), func.coalesce(func.sum(sales.c.amount), 0))
        ).one()
        listed = connection.scalar(select(func.count()).select_from(imports))
    assert listed == (1 if count else 0)
    return count, amount_text(total)


def _products(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.scalars(select(products.c.name)))


def _days(database: Database) -> set[date]:
    with database.reading() as connection:
        return set(connection.scalars(select(sales.c.sale_date)))
