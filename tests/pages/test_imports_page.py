from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales, list_imports, rejected_rows
from sales_core.reporting.coverage import coverage
from sales_core.store.waiting_files import WaitingFile, keep_waiting
from sales_core.values.actors import Actor, Face, Role
from tests.builders import NOON
from tests.pages.uploads import answer, button

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]

ROWS = ("03/22/2025,1,Tea,North,1,3.50,Cash", "3/23/2025,2,Coffee,North,2,9.08,Card")


def test_without_imports_the_page_offers_the_upload(app: Any) -> None:
    page = app.open("imports")
    assert page.header[0].value == "No imports yet"
    assert page.button[0].label == "Upload a sales export"


def test_newest_import_is_shown_first_and_another_by_its_address(app: Any, export: Export) -> None:
    app.load("first.csv", export(ROWS[0]))
    app.load("second.csv", export(ROWS[1]))
    assert list(app.open("imports").dataframe[0].value["file"]) == ["second.csv", "first.csv"]
    assert "second" in app.open("imports").header[0].value
    assert "first" in app.open("imports", import_="1").header[0].value


def test_undo_is_confirmed_and_takes_the_lines_away(
    app: Any, settled: Settled, export: Export
) -> None:
    app.load("first.csv", export(*ROWS))
    page = app.open("imports")
    page.button(key="undo").click().run()
    asked = next(text.value for text in page.markdown if "They disappear" in text.value)
    assert "2 lines" in asked
    assert "12.58" in asked
    assert coverage(app.database).lines == 2

    page.button(key="confirm-undo").click().run()
    page = settled(page)
    assert coverage(app.database).lines == 0
    assert list_imports(app.database)[0].undone_at is not None
    assert "Undone on" in page.info[0].value
    assert "is undone" in page.toast[0].value
    assert "undo" not in [button.key for button in page.button]


def test_rejected_rows_of_an_import_are_listed_and_offered(app: Any, export: Export) -> None:
    app.load("bad.csv", export(*ROWS, "3/24/2025,3,Cake,North,1,abc,Cash"))
    page = app.open("imports")
    rows = page.dataframe[1].value
    assert list(rows["line"]) == [4]
    assert [each.label for each in page.download_button] == ["Rejected rows as CSV"]


def test_receipt_tells_which_rejected_rows_came_later(
    app: Any, settled: Settled, export: Export
) -> None:
    bad = export(*ROWS, "3/24/2025,3,Cake,North,1,abc,Cash", "3/24/2025,4,Pie,North,1,x,Cash")
    app.load("bad.csv", bad)
    options = ImportOptions()
    rejected = rejected_rows(app.database, SalesExport("bad.csv", bad), options, "SGD")
    app.load("corrected.csv", rejected.as_csv().replace(b",abc,", b",4,"))

    page = app.open("imports", import_="1")
    (told,) = [box.value for box in page.info if "came later" in box.value]
    assert "1 of its 2 rejected rows came later" in told
    assert "1 with import 2" in told
    assert "1 row is still missing" in told
    assert "It completes import 1" in app.open("imports", import_="2").info[0].value

    page.button(key="undo").click().run()
    assert [text for text in page.markdown if "What completes it is undone with it" in text.value]
    page.button(key="confirm-undo").click().run()
    assert "Undone on" in settled(page).info[0].value
    assert all(record.undone_at for record in list_imports(app.database))


def test_a_file_of_a_watched_folder_waits_here_and_is_answered_on_the_upload_page(
    app: Any, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "asks.csv"
    path.write_bytes(b"Date,Order,Product,Amount\n03/04/2025,1,Tea,3.50\n05/06/2025,2,Pie,4.25\n")
    asked = WaitingFile(path, "asks.csv", "Which comes first?", datetime(2025, 5, 1, tzinfo=UTC))
    keep_waiting(app.database, tmp_path, [asked])
    page = app.open("imports")
    assert page.header[0].value == "1 file waits for you"
    page.button(key="waiting-0").click().run()
    page = settled(page.switch_page("upload.py").run())
    answer(page, "Day first")
    button(page, "Import").click().run()
    (record,) = list_imports(app.database)
    assert (record.file_name, str(record.first_date)) == ("asks.csv", "2025-04-03")


def test_a_waiting_file_that_cannot_be_read_from_here_is_told(app: Any, tmp_path: Path) -> None:
    path = tmp_path / "gone.csv"
    asked = WaitingFile(path, "gone.csv", "Which?", datetime(2025, 5, 1, tzinfo=UTC))
    keep_waiting(app.database, tmp_path, [asked])
    page = app.open("imports")
    page.button(key="waiting-0").click().run()
    assert "machine that watches" in page.error[0].value


def test_who_imported_is_said_as_text(app: Any, settled: Settled, export: Export) -> None:
    ann = Actor("ann@shop.example", Role.IMPORT, Face.PAGES)
    options = ImportOptions()
    file = SalesExport("a.csv", export(*ROWS))
    import_sales(app.database, file, options, "SGD", now=NOON, actor=ann)
    app.load("b.csv", export(ROWS[0]))
    page = settled(app.open("imports", import_="1"))
    through, by = page.dataframe[0].value["imported"]
    assert through.endswith(" through the command line")
    assert by.endswith(" by ann@shop.example")
    assert any("by ann" in each.value and "@shop" not in each.value for each in page.caption)
