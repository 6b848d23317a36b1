"""The first import decides the currency of a database where none is set."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from sales_core.errors import CurrencyDiffersError, DatabaseBusyError
from sales_core.importing.questions import Answers
from sales_core.imports import (
    ImportOptions,
    ImportResult,
    import_sales,
    list_imports,
    preview_import,
    rejected_rows,
    undo_import,
)
from sales_core.imports import complete as reads
from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store.currency import currency_of
from sales_core.store.database import Database
from sales_core.store.schema import imports
from sales_core.values.actors import BY_COMMAND, ON_THE_PAGES
from tests.builders import NOON, csv_bytes, export_of

HEAD = ["Date", "Order", "Item", "Amount", "Currency"]


def in_currency(code: str, *orders: str) -> bytes:
    return csv_bytes(HEAD, *([f"2025-03-2{n}", n, "Tea", "10.5", code] for n in orders or "1"))


def load(database: Database, content: bytes, currency: str | None = None) -> ImportResult:
    return import_sales(
        database, export_of(content), ImportOptions(), currency, now=NOON, actor=BY_COMMAND
    )


def kept(database: Database) -> str | None:
    with database.reading() as connection:
        return currency_of(connection, None)


def test_the_first_import_keeps_the_currency_of_its_file(database: Database) -> None:
    shown = preview_import(database, export_of(in_currency("EUR")), ImportOptions(), None)
    assert (shown.status, shown.currency, kept(database)) == ("preview", "EUR", None)
    result = load(database, in_currency("EUR"))
    assert (result.status, result.currency, kept(database)) == ("imported", "EUR", "EUR")
    assert "its column 'Currency' says EUR" in result.evidence[0]
    assert settled(Settings(), database).currency_of_imports == "EUR"


def test_the_next_file_is_read_in_the_currency_that_is_kept(database: Database) -> None:
    load(database, in_currency("EUR"))
    other = load(database, in_currency("USD", "2"))
    assert (other.status, other.issues[0].code) == ("refused", "other-currency")
    plain = load(database, csv_bytes(HEAD[:4], ["2025-03-29", "9", "Pie", "7"]))
    assert (plain.status, plain.currency) == ("imported", "EUR")
    assert not [line for line in plain.evidence if "No currency is set" in line]


def test_a_file_that_proves_none_keeps_the_usual_one(database: Database) -> None:
    result = load(database, csv_bytes(HEAD[:4], ["2025-03-29", "9", "Pie", "7"]))
    assert result.evidence[0].startswith("Attention: no currency is set")
    assert kept(database) == "SGD"


def test_what_is_not_imported_keeps_nothing(database: Database) -> None:
    result = load(database, csv_bytes(HEAD, ["2025-03-29", "9", "Pie", "seven", "EUR"]))
    assert (result.status, kept(database)) == ("refused", None)


def test_a_set_currency_is_not_that_of_the_file(database: Database) -> None:
    result = load(database, in_currency("EUR"), "USD")
    assert (result.status, result.issues[0].code) == ("refused", "other-currency")
    assert kept(database) is None


def test_another_than_the_kept_one_is_refused_before_anything_is_read(database: Database) -> None:
    load(database, in_currency("EUR"))
    with pytest.raises(CurrencyDiffersError):
        load(database, in_currency("USD", "2"), "USD")


def test_of_two_first_files_in_two_currencies_the_later_one_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_while_another_comes(*given: Any) -> Any:
        brought = reads.read_file(*given)
        monkeypatch.undo()
        load(database, in_currency("USD"))
        return brought

    monkeypatch.setattr("sales_core.imports.read_file", read_while_another_comes)
    with pytest.raises(DatabaseBusyError):
        load(database, in_currency("EUR", "2"))
    assert kept(database) == "USD"


def test_a_file_in_several_currencies_asks_and_the_answer_is_kept(database: Database) -> None:
    rows = (["2025-03-28", "1", "Tea", "10", "EUR"], ["2025-03-29", "2", "Pie", "7", "USD"])
    content = csv_bytes(HEAD, *rows)
    asked = load(database, content)
    assert (asked.status, asked.questions[0].name) == ("refused", "own-currency")
    answers = Answers(choices={"own-currency": "USD"})
    options = ImportOptions(answers, on_bad_rows="skip")
    done = import_sales(database, export_of(content), options, None, now=NOON, actor=BY_COMMAND)
    assert (done.status, done.rows.imported, done.rows.rejected) == ("imported", 1, 1)
    assert kept(database) == "USD"


def test_when_nothing_counts_any_more_another_currency_may_come(database: Database) -> None:
    first, second = load(database, in_currency("EUR")), load(database, in_currency("EUR", "2"))
    undo_import(database, first.import_id or 0, now=NOON, actor=BY_COMMAND)
    assert kept(database) == "EUR"
    undo_import(database, second.import_id or 0, now=NOON, actor=BY_COMMAND)
    assert kept(database) is None
    usd = Settings(currency="USD", currency_is_set=True)
    assert settled(usd, database).currency == "USD"
    load(database, in_currency("USD"))
    assert kept(database) == "USD"
    named = [record.plan["currency"] for record in list_imports(database)]
    assert named == ["USD", "EUR", "EUR"]


def test_an_undone_import_of_before_keeps_the_name_of_its_currency(database: Database) -> None:
    result = load(database, in_currency("EUR"))
    with database.writing() as connection:
        plan = {k: v for k, v in list_imports(database)[0].plan.items() if k != "currency"}
        connection.execute(update(imports).values(plan=plan))
    undo_import(database, result.import_id or 0, now=NOON, actor=BY_COMMAND)
    assert list_imports(database)[0].plan == plan | {"currency": "EUR"}


def test_what_completes_an_import_is_in_its_currency(database: Database) -> None:
    content = csv_bytes(
        HEAD, ["2025-03-28", "1", "Tea", "10", "EUR"], ["2025-03-29", "2", "Pie", "7x", "EUR"]
    )
    options = ImportOptions(on_bad_rows="skip")
    export = export_of(content)
    import_sales(database, export, options, None, now=NOON, actor=BY_COMMAND)
    rows = rejected_rows(database, export, options, None).as_csv().replace(b"7x", b"7")
    done = load(database, rows)
    assert (done.status, done.completes, done.currency) == ("imported", 1, "EUR")
    assert [one.plan["currency"] for one in list_imports(database)] == ["EUR", "EUR"]


LIKELY = (("CHF", "Swiss Franc (CHF)"), ("EUR", "Euro (EUR)"), ("USD", "US Dollar (USD)"))
PLAIN = csv_bytes(HEAD[:4], ["2025-03-29", "9", "Pie", "7"])


def test_where_a_person_can_be_asked_a_file_without_a_currency_asks(database: Database) -> None:
    options = ImportOptions(likely_currencies=LIKELY)
    asked = preview_import(database, export_of(PLAIN), options, None)
    (question,) = asked.questions
    assert (asked.status, question.code, question.name) == ("refused", "no-currency", "no-currency")
    assert question.choices == ("CHF", "EUR", "USD")
    assert question.labels == tuple(name for _, name in LIKELY)
    assert [each and each.revenue for each in question.figures] == [70_000] * 3
    said = ImportOptions(Answers(choices={"no-currency": "EUR"}), likely_currencies=LIKELY)
    result = import_sales(database, export_of(PLAIN), said, None, now=NOON, actor=ON_THE_PAGES)
    assert (result.status, result.currency, kept(database)) == ("imported", "EUR", "EUR")
    assert result.evidence[0] == "You said: the amounts are in EUR."


def test_a_currency_that_is_not_offered_can_be_said(database: Database) -> None:
    said = ImportOptions(Answers(choices={"no-currency": "ISK"}))
    shown = preview_import(database, export_of(PLAIN), said, None)
    assert (shown.status, shown.currency) == ("preview", "ISK")


def test_a_sign_of_several_currencies_leaves_those_to_choose(database: Database) -> None:
    rows = csv_bytes(HEAD[:4], ["2025-03-29", "9", "Pie", "$7.00"])
    options = ImportOptions(likely_currencies=LIKELY)
    asked = preview_import(database, export_of(rows), options, None)
    assert asked.questions[0].choices == ("USD",)


def test_a_file_or_a_database_that_says_it_asks_nothing(database: Database) -> None:
    options = ImportOptions(likely_currencies=LIKELY)
    shown = preview_import(database, export_of(in_currency("GBP")), options, None)
    assert (shown.status, shown.currency) == ("preview", "GBP")
    load(database, in_currency("GBP"))
    shown = preview_import(database, export_of(PLAIN), options, None)
    assert (shown.status, shown.currency) == ("preview", "GBP")


def test_all_that_is_open_is_asked_together(database: Database) -> None:
    rows = csv_bytes(HEAD[:4], ["03/04/2025", "9", "Pie", "7"], ["05/06/2025", "10", "Pie", "8"])
    options = ImportOptions(likely_currencies=LIKELY)
    asked = preview_import(database, export_of(rows), options, None)
    assert [each.code for each in asked.questions] == ["no-currency", "date-order"]
