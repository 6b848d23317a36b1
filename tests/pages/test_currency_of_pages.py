"""What pages show where the currency is not the one that is set, or changes under them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from components import shared, store
from streamlit.testing.v1 import AppTest

from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales, undo_import
from sales_core.store.database import open_database
from sales_core.values.actors import BY_COMMAND
from tests.pages.conftest import NOON, settled

ROW = "3/28/2025,1,Tea,Hall,1,10,Cash"


def import_elsewhere(content: bytes, currency: str | None) -> None:
    """Import as a command of another process does."""
    database = open_database(shared.settings().database_url)
    export = SalesExport("a.csv", content)
    import_sales(database, export, ImportOptions(), currency, now=NOON, actor=BY_COMMAND)
    database.close()


def in_currency(page: AppTest, sign: str) -> bool:
    """Tell whether every headline amount of Home has a sign."""
    amounts = [each.value.replace("\\", "") for each in page.metric]
    return bool(amounts) and all(sign in amount for amount in amounts)


def told(page: AppTest) -> str:
    return " ".join(box.value for box in page.error)


@pytest.mark.parametrize("name", ["home", "upload", "imports", "products", "revenue"])
def test_another_currency_is_a_sentence_on_every_page(app: Any, export: Any, name: str) -> None:
    app.load("a.csv", export(ROW))
    shared.use(replace(shared.settings(), currency="EUR", currency_is_set=True))
    page = settled(app.open(name))
    assert "SALES\\_CURRENCY is EUR, but the amounts in this database are in SGD" in told(page)
    assert "set SALES\\_CURRENCY to SGD" in told(page)
    assert not page.metric
    assert not page.dataframe


def test_an_import_of_another_process_is_seen_with_its_currency(unset: Any, export: Any) -> None:
    page = unset.open("home")
    assert page.title[0].value == "Welcome"
    import_elsewhere(export(ROW), "EUR")
    page = settled(page.run())
    assert in_currency(page, "€")
    assert store.settings().currency == "EUR"


def test_one_in_another_currency_than_is_set_is_told_then(app: Any, export: Any) -> None:
    shared.use(replace(shared.settings(), currency="EUR", currency_is_set=True))
    page = app.open("home")
    import_elsewhere(export(ROW), "SGD")
    page = settled(page.run())
    assert "SALES\\_CURRENCY is EUR" in told(page)


def test_the_page_works_again_when_the_setting_fits(app: Any, export: Any) -> None:
    app.load("a.csv", export(ROW))
    fitting = shared.settings()
    shared.use(replace(fitting, currency="EUR", currency_is_set=True))
    page = app.open("home")
    shared.use(replace(fitting, currency="SGD", currency_is_set=True))
    page = settled(page.run())
    assert not page.error
    assert in_currency(page, "S$")


def test_the_first_file_is_shown_in_its_own_currency(unset: Any) -> None:
    rows = b"Date,Order,Item,Amount,Currency\n2025-03-28,1,Tea,10,EUR\n"
    page = unset.open("upload")
    page = settled(page.file_uploader[0].upload("a.csv", rows).run())
    assert "Amount, EUR" in page.table[0].value
    (ready,) = (each for each in page.button if each.label.startswith("Import"))
    page = settled(ready.click().run())
    assert "Amount, EUR" in page.table[0].value
    page = settled(page.switch_page("home.py").run())
    assert in_currency(page, "€")


def test_each_answer_is_shown_in_its_own_currency(unset: Any) -> None:
    rows = b"2025-03-28,1,Tea,10,EUR\n2025-03-29,2,Pie,7,USD\n"
    page = unset.open("upload")
    content = b"Date,Order,Item,Amount,Currency\n" + rows
    page = settled(page.file_uploader[0].upload("a.csv", content).run())
    shown = "".join(each.value for each in page.markdown).replace("\\", "")
    assert "Which currency is this database to hold?" in shown
    assert "€10.00" in shown
    assert "$7.00" in shown
    (dollars,) = (each for each in page.button if each.label.startswith("USD"))
    page = settled(dollars.click().run())
    assert "Amount, USD" in page.table[0].value


def test_after_the_sample_is_undone_sales_in_another_currency_may_come(unset: Any) -> None:
    page = settled(unset.open("home").button(key="load-sample").click().run())
    assert in_currency(page, "S$")
    undo_import(unset.database, 1, now=NOON, actor=BY_COMMAND)
    import_elsewhere(b"Date,Order,Item,Amount (EUR)\n2025-03-28,1,Tea,10\n", None)
    page = settled(page.run())
    assert in_currency(page, "€")
    page = settled(unset.open("imports", import_="1"))
    assert "Amount, SGD" in page.table[0].value
    page = settled(unset.open("imports", import_="2"))
    assert "Amount, EUR" in page.table[0].value
