from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from components import shared
from components.uploading.kept import find_desk
from streamlit.testing.v1 import AppTest

from sales_core.errors import StorageFullError
from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales, list_imports, rejected_rows
from sales_core.reporting.coverage import coverage
from sales_core.settings import Settings
from sales_core.values.actors import ON_THE_PAGES
from tests.pages.uploads import answer, button, choices, drop, receipt, shown

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]

GOOD = ("03/22/2025,1,Tea,North,1,3.50,Cash", "3/23/2025,2,Coffee,North,2,9.08,Card")


def test_empty_page_asks_for_files(app: Any) -> None:
    page = app.open("upload")
    assert page.file_uploader[0].label.startswith("Drop sales exports")
    assert "nothing is stored" in shown(page)
    assert "Mindbody Sales report · Mollie payments export" in shown(page)
    assert "Stripe payouts export" not in shown(page)
    assert not page.header


def test_preview_writes_nothing_then_import_gives_a_receipt_that_adds_up(
    app: Any, settled: Settled, sample: bytes
) -> None:
    page = settled(drop(app.open("upload"), ("sales.csv", sample)))
    assert "Mindbody Sales report" in page.caption[0].value
    assert coverage(app.database).lines == 0
    planned = receipt(page)
    assert planned["To import"] == planned["Read"]

    button(page, "Import").click().run()
    page = settled(page)
    assert "Imported" in page.success[0].value
    rows = receipt(page)
    assert rows["Read"] == rows["Imported"] == planned["Read"]
    assert coverage(app.database).lines == rows["Read"][0]
    assert list_imports(app.database)[0].imported_by == "web page"

    button(page, "Upload other files").click().run()
    assert not settled(page).header


def test_same_file_again_says_by_whom_and_when(
    filled: Any, settled: Settled, sample: bytes
) -> None:
    page = settled(drop(filled.open("upload"), ("again.csv", sample)))
    told = shown(page)
    assert "Already imported" in told
    assert "command line" in told
    assert "1 Nov 2026" in told
    assert "under the name sales.csv" in told
    assert not [each for each in page.button if each.label.startswith("Import")]


def test_overlapping_file_adds_only_what_is_new(app: Any, settled: Settled, export: Export) -> None:
    app.load("first.csv", export(GOOD[0]))
    page = settled(drop(app.open("upload"), ("both.csv", export(*GOOD))))
    rows = receipt(page)
    assert (rows["To import"][0], rows["Already imported"][0]) == (1, 1)
    assert "One limit" in shown(page)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("empty.csv", b"", "The file is empty", id="empty"),
        pytest.param("head.csv", b"Sale Date,Amount\n", "no rows", id="header only"),
        pytest.param("book.csv", b"PK\x03\x04" + b"\0" * 60, "cannot be imported", id="no CSV"),
    ],
)
def test_bad_file_is_a_sentence_and_changes_nothing(
    app: Any, settled: Settled, name: str, content: bytes, says: str
) -> None:
    page = settled(drop(app.open("upload"), (name, content)))
    assert says in shown(page)
    assert not list_imports(app.database)


def test_file_over_the_limit_is_a_sentence(app: Any, settled: Settled, sample: bytes) -> None:
    shared.use(Settings(shared.settings().database_url, "SGD", upload_limit=1 << 10))
    page = settled(drop(app.open("upload"), ("large.csv", sample)))
    assert "the limit is 1 kB" in shown(page)


def test_bad_rows_stop_unless_they_are_left_out(app: Any, settled: Settled, export: Export) -> None:
    bad = "3/24/2025,3,Cake,North,1,abc,Cash"
    page = settled(drop(app.open("upload"), ("bad.csv", export(*GOOD, bad))))
    told = shown(page)
    assert "1 row cannot be read" in told
    assert "Line 4" in told
    assert [each.label for each in page.download_button] == ["Rejected rows as CSV"]
    assert not list_imports(app.database)
    assert button(page, "Import").disabled

    page.radio[0].set_value("stop").run()
    assert button(page, "Import").disabled
    page.radio[0].set_value("leave").run()
    button(page, "Import without 1 row").click().run()
    rows = receipt(settled(page))
    assert [rows[name][0] for name in ("Read", "Imported", "Rejected")] == [3, 2, 1]


def test_missing_columns_are_chosen_from_the_header(app: Any, settled: Settled) -> None:
    odd = b"Wann,Was,Wieviel\n2025-03-22,Tee,3.50\n2025-03-23,Kaffee,4.20\n"
    page = settled(drop(app.open("upload"), ("odd.csv", odd)))
    assert list(choices(page)) == ["Wieviel"]  # the others hold no amounts
    page = settled(answer(page, "Wieviel"))
    assert "Tee · Kaffee" not in shown(page)
    next(box for box in page.selectbox if box.label == "Product").set_value("Was").run()
    assert "Tee · Kaffee" in shown(page)
    button(settled(page), "Import").click().run()
    assert coverage(app.database).products == ("Kaffee", "Tee")


def test_changed_orders_are_asked_before_importing(
    app: Any, settled: Settled, export: Export
) -> None:
    app.load("first.csv", export(*GOOD))
    later = export(GOOD[0], "3/23/2025,2,Coffee,North,1,4.54,Card")
    page = settled(drop(app.open("upload"), ("later.csv", later)))
    assert "1 order of this file differs" in page.radio[0].label
    assert button(page, "Import").disabled
    orders, lines = (table.value for table in page.dataframe[:2])
    assert [str(each) for each in orders["difference"]] == ["-4.5400"]
    assert list(lines["where"]) == ["Stored", "In this file"]

    page.radio[0].set_value("replace").run()
    button(settled(page), "Import").click().run()
    assert "Imported" in settled(page).success[0].value
    assert coverage(app.database).lines == 2


def test_orders_that_a_later_export_no_longer_has_are_listed_and_not_asked(
    app: Any, settled: Settled, export: Export
) -> None:
    days = [f"3/{day}/2025,{day},Tea,North,1,3.50,Cash" for day in range(20, 27)]
    app.load("first.csv", export(*days))
    later = export(*days[:3], *days[4:], "3/27/2025,27,Tea,North,1,3.50,Cash")
    page = settled(drop(app.open("upload"), ("later.csv", later)))
    assert "1 order stored for days inside this file is not in it any more" in shown(page)
    assert not page.radio
    (listed,) = [box for box in page.expander if "not in this file any more" in box.label]
    assert list(listed.dataframe[0].value["order_id"]) == ["23"]
    button(page, "Import").click().run()
    assert "1 new sale" in settled(page).success[0].value


def test_several_files_are_imported_at_once(app: Any, settled: Settled, export: Export) -> None:
    files = [(f"{at}.csv", export(row)) for at, row in enumerate(GOOD)]
    page = settled(drop(app.open("upload"), *files))
    assert "2 of 2 files are ready: 2 sales, 22 to 23 Mar 2025, S$12.58." in shown(page)
    table = page.dataframe[0].value
    assert list(table["verdict"]) == ["Ready", "Ready"]
    page.button(key="import-all").click().run()
    assert "2 files are imported." in shown(settled(page))
    assert list(page.dataframe[0].value["verdict"]) == [
        "Imported as import 1",
        "Imported as import 2",
    ]
    assert coverage(app.database).lines == 2


BAD = ("3/24/2025,3,Cake,North,1,abc,Cash", "3/25/2025,4,Pie,North,1,x,Cash")


def typing(monkeypatch: pytest.MonkeyPatch, **cells: Any) -> None:
    """Let the grid come back with cells typed in, by ``row_column``."""

    def edited(base: pd.DataFrame, **_: Any) -> pd.DataFrame:
        typed = base.copy()
        for place, text in cells.items():
            row, column = place.removeprefix("at_").split("_")
            typed.loc[int(row), column] = text
        return typed

    monkeypatch.setattr("streamlit.data_editor", edited)


def test_bad_rows_are_corrected_in_a_grid_and_imported_with_the_file(
    app: Any, settled: Settled, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = settled(drop(app.open("upload"), ("bad.csv", export(*GOOD, *BAD))))
    page.radio[0].set_value("correct").run()
    assert "None of 2 rows is corrected yet" in shown(settled(page))
    assert button(page, "Import with these corrections").disabled

    typing(monkeypatch, at_0_5="four")
    assert "Line 4: 'four' is not an amount." in shown(settled(page.run()))
    assert button(page, "Import with these corrections").disabled

    typing(monkeypatch, at_0_5="4", at_1_5="5", at_1_left=True)
    assert "1 of 2 rows corrected" in shown(settled(page.run()))
    button(page, "Import with these corrections").click().run()
    told = shown(settled(page)).replace("*", "")
    assert "Imported as import 1. 3 sales, 22 to 24 Mar 2025, S$16.58." in told
    rows = receipt(page)
    assert {name: rows[name][0] for name in ("Read", "Imported", "Rejected")} == {
        "Read": 4, "Imported": 3, "Rejected": 1,
    }  # fmt: skip
    assert "1 row was corrected here" in told
    assert [record.completes for record in list_imports(app.database)] == [1, None]
    assert coverage(app.database).lines == 3


def test_a_corrected_file_says_which_import_it_completes(
    app: Any, settled: Settled, export: Export
) -> None:
    content = export(*GOOD, *BAD)
    app.load("bad.csv", content)
    options = ImportOptions()
    rows = rejected_rows(app.database, SalesExport("bad.csv", content), options, "SGD")
    page = settled(drop(app.open("upload"), ("again.csv", rows.as_csv().replace(b"abc", b"4"))))
    assert "completes import 1" in shown(page)
    assert [option for radio in page.radio for option in radio.options] == [
        "Leave them out",
        "Stop",
    ]


def test_rows_are_shown_as_stored_and_as_written(
    app: Any, settled: Settled, export: Export
) -> None:
    page = settled(drop(app.open("upload"), ("sales.csv", export(*GOOD))))
    stored, written = page.dataframe[0].value, page.dataframe[1].value
    assert list(stored["source_line"]) == list(written["source_line"]) == [2, 3]
    assert [str(day)[:10] for day in stored["sale_date"]] == ["2025-03-22", "2025-03-23"]
    assert list(written["date"]) == ["03/22/2025", "3/23/2025"]


def test_columns_of_a_declared_format_can_be_changed(
    app: Any, settled: Settled, export: Export
) -> None:
    page = settled(drop(app.open("upload"), ("sales.csv", export(*GOOD))))
    product = next(box for box in page.selectbox if box.label == "Product")
    assert product.value == "Item name"
    assert "Tea · Coffee" in shown(page)
    product.set_value("Payment Method").run()
    assert list(settled(page).dataframe[0].value["product"]) == ["Cash", "Card"]


def test_totals_are_compared(app: Any, settled: Settled, export: Export) -> None:
    rows = export(*GOOD, "Grand total,,,,,12.60,")
    page = settled(drop(app.open("upload"), ("total.csv", rows)))
    assert "Differs by S$0.02 from the file's own total on line 4" in shown(page).replace("*", "")
    for typed, told in (
        ("12.58", "Agrees with your total, S$12.58"),
        ("13", "Differs by S$0.42 from your total"),
        ("much", "That is no amount"),
    ):
        page.text_input[0].set_value(typed).run()
        assert told in shown(settled(page)).replace("*", "")


def test_a_long_import_shows_how_far_it_is_and_its_receipt_waits(
    app: Any, settled: Settled, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(*given: Any, progress: Callable[[int, int], None], **named: Any) -> Any:
        progress(50, 100)
        assert go_on.wait(30)
        return import_sales(*given, progress=progress, **named)

    monkeypatch.setattr("components.uploading.desk.import_sales", slow)
    monkeypatch.setattr("components.uploading.desk.AT_ONCE", 0.05)
    page = settled(drop(app.open("upload"), ("sales.csv", export(*GOOD))))
    button(page, "Import").click().run()
    ours = find_desk(page.session_state["desk"])
    assert ours
    ours.start(list(ours.sheets.values()), ON_THE_PAGES)  # as a second click does
    assert "It goes on if you leave this page" in shown(settled(page))
    assert not [each for each in page.button if each.label.startswith("Import")]

    page.switch_page("imports.py").run()
    (progress,) = page.get("progress")
    assert progress.proto.text == "Importing **sales\\.csv** … 50 of 100 lines written"
    go_on.set()
    ours.finish()
    page = settled(page.switch_page("upload.py").run())
    assert "Imported as import 1" in shown(page).replace("*", "")
    assert len(list_imports(app.database)) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        pytest.param(StorageFullError(), "The server's disk is full", id="known"),
        pytest.param(RuntimeError("no"), "Something went wrong in the app itself", id="unknown"),
    ],
)
def test_an_import_that_fails_is_told_and_can_be_tried_again(
    app: Any, export: Export, monkeypatch: pytest.MonkeyPatch, fault: Exception, told: str
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise fault

    page = drop(app.open("upload"), ("sales.csv", export(*GOOD)))
    with monkeypatch.context() as patched:
        patched.setattr("components.uploading.desk.import_sales", fails)
        button(page, "Import").click().run()
    assert told in shown(page)
    button(page, "Try again").click().run()
    assert not page.exception
    assert len(list_imports(app.database)) == 1


def test_a_file_stays_when_the_page_is_left_until_it_is_put_aside(
    app: Any, settled: Settled, export: Export
) -> None:
    page = settled(drop(app.open("upload"), ("sales.csv", export(*GOOD))))
    page.switch_page("imports.py").run()
    page = settled(page.switch_page("upload.py").run())
    assert "sales.csv" in page.header[0].value.replace("\\", "")
    button(page, "Put this file aside").click().run()
    assert not settled(page).header


def test_markdown_in_a_file_stays_text(app: Any, settled: Settled, export: Export) -> None:
    name = "![x](http://127.0.0.1/x.png) **bold**"
    bad = f"{name},3,Cake,North,1,4,Cash"
    page = settled(drop(app.open("upload"), (f"{name}.csv", export(*GOOD, bad))))
    texts = [each.value for each in (*page.header, *page.markdown)]
    assert not [text for text in texts if "![x](http" in text or "**bold**" in text]


def test_cancelled_orders_count_unless_they_are_left_out(app: Any, settled: Settled) -> None:
    content = b"Date,Product,Total,Status\n2025-03-14,Tea,25,paid\n2025-03-15,Tea,3,Cancelled\n"
    page = settled(drop(app.open("upload"), ("orders.csv", content)))
    assert "The file calls 1 row cancelled" in page.radio[0].label
    assert (page.radio[0].value, receipt(page)["To import"]) == ("count", (2, 280_000))
    page.radio[0].set_value("leave").run()
    assert receipt(settled(page))["Ignored (no sales)"][0] == 1
    button(page, "Import").click().run()
    assert receipt(settled(page))["Imported"] == (1, 250_000)
    button(page, "Upload other files").click().run()

    later = content.replace(b"2025-03", b"2025-04")
    page = settled(drop(page, ("later.csv", later)))
    assert "cancelled orders are left out" in shown(page)
    assert page.radio[0].value == "leave"
    assert [each.label for each in page.button if "Import" in each.label] == ["Import"]
