"""What is dropped outlives a reload, and several files are one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from components.uploading import kept
from components.uploading.kept import find_desk, new_desk
from components.uploading.sheet import Sheet
from streamlit.testing.v1 import AppTest

from sales_core.importing.files.export import SalesExport
from sales_core.imports import list_imports
from tests.pages.uploads import answer, button, drop, shown

Settled = Callable[[AppTest], AppTest]

ASKS = b"Date,Order,Product,Amount\n03/04/2025,1,Tea,3.50\n05/06/2025,2,Pie,4.25\n"
PROVES = b"Date,Order,Product,Amount\n03/28/2025,3,Tea,3.50\n04/06/2025,4,Pie,4.25\n"


def test_a_page_that_is_loaded_again_finds_its_files_answers_and_receipts(
    app: Any, settled: Settled
) -> None:
    page = settled(drop(app.open("upload"), ("asks.csv", ASKS)))
    assert page.session_state["desk"] in page.query_params["drop"]
    answer(page, "Day first")
    name = page.session_state["desk"]

    again = settled(app.open("upload", drop=name))
    assert "2 sales, 3 Apr to 5 Jun 2025, S$7.75." in shown(again)
    button(again, "Import").click().run()
    assert "Imported as import 1" in shown(settled(app.open("upload", drop=name)))
    assert len(list_imports(app.database)) == 1


def test_files_that_are_no_longer_kept_are_told(app: Any, settled: Settled) -> None:
    page = settled(app.open("upload", drop="unknown"))
    assert "no longer kept" in shown(page)
    name = settled(drop(page, ("asks.csv", ASKS))).session_state["desk"]
    assert page.query_params["drop"] in (
        name,
        [name],
    )


def test_whoever_goes_back_to_before_the_drop_is_not_sent_on(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("asks.csv", ASKS)))
    del page.query_params["drop"]
    assert "drop" not in settled(page.run()).query_params
    assert "asks.csv" in shown(page)


def test_the_bytes_lie_where_only_the_server_reads_and_go_with_the_file(
    app: Any, settled: Settled
) -> None:
    page = settled(drop(app.open("upload"), ("asks.csv", ASKS)))
    desk = find_desk(page.session_state["desk"])
    assert desk
    (path,) = desk.folder.iterdir()
    assert path.read_bytes() == ASKS
    assert desk.folder.stat().st_mode & 0o077 == 0
    assert desk.folder.parent.stat().st_mode & 0o077 == 0
    desk.clear()
    assert not list(desk.folder.iterdir())


def test_what_is_kept_is_bounded_and_what_is_at_work_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "DESKS", 2)
    first = new_desk()
    first.sheets["a"] = Sheet(SalesExport("a.csv", b""), "a", working=True)
    second, third = new_desk(), new_desk()
    assert find_desk(first.name) is first
    assert find_desk(second.name) is None
    assert not second.folder.exists()
    first.sheets.clear()
    monkeypatch.setattr(kept, "HOURS", 0)
    fourth = new_desk()
    assert [find_desk(each.name) for each in (first, third, fourth)] == [None, None, fourth]


def test_files_of_one_drop_prove_each_other_and_others_are_told_in_a_line(
    app: Any, settled: Settled
) -> None:
    page = settled(
        drop(app.open("upload"), ("1.csv", ASKS), ("2.csv", PROVES), ("logo.png", b"\x89PNG"))
    )
    told = shown(page)
    assert "2 of 2 files are ready: 4 sales, 4 Mar to 6 May 2025, S$15.50." in told
    assert "1 file is no sales export: logo.png." in told
    page.button(key="import-all").click().run()
    assert {str(each.first_date) for each in list_imports(app.database)} == {
        "2025-03-04",
        "2025-03-28",
    }


def test_a_single_file_is_looked_at_whatever_it_is_called(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("export.dat", PROVES)))
    assert "2 sales" in shown(page)


def test_a_file_whose_rows_are_left_out_is_ready_among_several(app: Any, settled: Settled) -> None:
    broken = PROVES + b"04/07/2025,5,Tea,abc\n"
    page = settled(drop(app.open("upload"), ("1.csv", broken), ("2.csv", ASKS)))
    assert list(page.dataframe[0].value["verdict"]) == ["1 row cannot be read", "Ready"]
    page.radio[0].set_value("leave").run()
    assert list(settled(page).dataframe[0].value["verdict"]) == [
        "Ready; 1 row is left out",
        "Ready",
    ]
    page.button(key="import-all").click().run()
    assert sum(each.rows.rejected for each in list_imports(app.database)) == 1


def test_files_that_were_imported_before_are_told_with_their_currency(
    app: Any, settled: Settled
) -> None:
    app.load("1.csv", PROVES)
    page = settled(drop(app.open("upload"), ("1.csv", PROVES), ("2.csv", ASKS)))
    assert list(page.dataframe[0].value["verdict"]) == ["Imported before", "Ready"]
    amounts = [str(each) for each in page.dataframe[0].value["amount"]]
    assert len({each[: each.index("7")] for each in amounts}) == 1
    settled(drop(app.open("upload"), ("1.csv", PROVES), ("again.csv", PROVES)))
