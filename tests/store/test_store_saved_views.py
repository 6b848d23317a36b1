from __future__ import annotations

import pytest

from sales_core.store.database import Database
from sales_core.store.saved_views import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    MOST,
    SavedView,
    SavedViewError,
    delete_view,
    list_views,
    save_view,
)
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WEEKS = {"period": ["last-30-days"], "location": ["Hall", "Café & Bar"]}


def found(database: Database) -> list[SavedView]:
    with database.reading() as connection:
        return list(list_views(connection))


def test_views_are_kept_with_their_parameters_by_name(database: Database) -> None:
    weeks = save_view(database, "Weeks", "revenue", WEEKS, now=NOON, actor=BY_COMMAND)
    best = save_view(database, "best sellers", "products", {}, now=NOON, actor=BY_COMMAND)
    assert found(database) == [best, weeks]
    assert weeks == SavedView("Weeks", "revenue", WEEKS)


def test_a_name_that_is_there_is_written_over_in_any_case(database: Database) -> None:
    save_view(database, "Weeks", "revenue", WEEKS, now=NOON, actor=BY_COMMAND)
    again = save_view(database, "  WEEKS ", "products", {}, now=NOON, actor=BY_COMMAND)
    assert found(database) == [again] == [SavedView("WEEKS", "products", {})]


def test_a_view_is_deleted_once(database: Database) -> None:
    save_view(database, "Weeks", "revenue", WEEKS, now=NOON, actor=BY_COMMAND)
    delete_view(database, "weeks", now=NOON, actor=BY_COMMAND)
    assert found(database) == []
    with pytest.raises(SavedViewError):
        delete_view(database, "weeks", now=NOON, actor=BY_COMMAND)


@SQLITE
@pytest.mark.parametrize("name", ["", " \n", "\u200b", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_says_nothing_or_too_much_is_refused(database: Database, name: str) -> None:
    with pytest.raises(SavedViewError):
        save_view(database, name, "revenue", WEEKS, now=NOON, actor=BY_COMMAND)


@SQLITE
def test_there_is_an_end_to_views_and_to_their_length(database: Database) -> None:
    long = {"product": ["x" * LONGEST_ADDRESS]}
    with pytest.raises(SavedViewError):
        save_view(database, "Long", "revenue", long, now=NOON, actor=BY_COMMAND)
    for number in range(MOST):
        save_view(database, f"View {number}", "revenue", WEEKS, now=NOON, actor=BY_COMMAND)
    with pytest.raises(SavedViewError):
        save_view(database, "One more", "revenue", WEEKS, now=NOON, actor=BY_COMMAND)
    save_view(database, "View 1", "products", {}, now=NOON, actor=BY_COMMAND)  # in place of one
    assert len(found(database)) == MOST
