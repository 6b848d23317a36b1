"""Columns of a file that are kept as breakdowns, chosen on the upload page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from sales_core.importing.questions import Answers
from sales_core.reporting.filters import Filters
from sales_core.reporting.traits import trait_breakdown
from tests.builders import load
from tests.pages.uploads import button, drop

Settled = Callable[[AppTest], AppTest]

SHOP = b"""Date,Order ID,Product,Total,Size,Customer name,Region
2025-03-01,1,Latte,10.00,L,Ann Lee,North
2025-03-02,2,Cake,5.00,M,Bo Chan,South
2025-03-02,3,Cake,5.00,M,Cy Diaz,North
"""


def test_a_column_is_kept_and_remembered(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("shop.csv", SHOP)))
    (offered,) = page.multiselect
    assert offered.options == ["Size", "Region"]  # nobody's names
    assert offered.value == []
    settled(offered.select("Size").run())
    settled(button(page, "Import").click().run())
    sizes = trait_breakdown(app.database, Filters(), "kept:Size")
    assert dict(zip(sizes["name"], sizes["lines"], strict=True)) == {"L": 1, "M": 2}
    again = settled(drop(app.open("upload"), ("april.csv", SHOP.replace(b"-03-", b"-04-"))))
    assert again.multiselect[0].value == ["Size"]


def test_what_was_kept_can_be_let_go(app: Any, settled: Settled) -> None:
    load(app.database, SHOP, answers=Answers(keep=("Size",)))
    page = settled(drop(app.open("upload"), ("april.csv", SHOP.replace(b"-03-", b"-04-"))))
    settled(page.multiselect[0].unselect("Size").run())
    settled(button(page, "Import").click().run())
    sizes = trait_breakdown(app.database, Filters(), "kept:Size").set_index("name")["lines"]
    assert sizes.to_dict() == {"L": 1, "M": 2, "": 3}


def test_without_such_columns_nothing_is_offered(app: Any, settled: Settled) -> None:
    plain = b"Date,Order ID,Product,Total\n2025-03-01,1,Latte,10.00\n"
    assert not settled(drop(app.open("upload"), ("plain.csv", plain))).multiselect
