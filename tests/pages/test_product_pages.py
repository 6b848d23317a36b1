"""The page of one product, and merging products."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.store.product_identity import merge_products, rename_product
from sales_core.store.verify import verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON

Settled = Callable[[AppTest], AppTest]
Export = Callable[..., bytes]

HOSTILE = "**Bold** [l](http://e.vil) ![i](https://e.vil/x.png) $x$ :red[r] " + "long name " * 14


@pytest.fixture
def shop(app: Any, export: Export) -> Any:
    rows = [
        f"03/{day},{order},{item},North,1,{amount},Cash"
        for day, order, item, amount in (
            ("20/2025", 1, "Oat Cookie", "4"),
            ("20/2025", 1, "oat cookie", "3"),
            ("22/2025", 2, "oat cookie", "3"),
            ("22/2025", 3, "Tea", "999999999.1234"),
            ("23/2025", 4, HOSTILE.strip(), "1"),
            ("23/2025", 4, HOSTILE.strip().upper(), "1"),
        )
    ]
    app.load("first.csv", export(*rows))
    return app


def revenue(app: Any) -> dict[str, int]:
    found = products_report(app.database, Filters()).products
    return dict(zip(found["name"], found["revenue"], strict=True))


def texts(page: AppTest) -> list[str]:
    """Give all that a page renders as Markdown."""
    shown = [*page.markdown, *page.caption, *page.header, *page.info, *page.warning, *page.error]
    labels = [*page.button, *page.expander]
    return [
        *(str(one.value) for one in shown),
        *(str(one.label) for one in labels),
        *(str(one.value) for one in page.toast),
    ]


def with_merging(page: AppTest, settled: Settled) -> AppTest:
    page.session_state["merge-open"] = True
    return settled(page.run())


def test_an_address_opens_one_product(shop: Any) -> None:
    page = shop.open("products", product="Oat Cookie")
    assert page.header[0].value == "Oat Cookie"
    assert {metric.label: metric.value for metric in page.metric}["Revenue"] == "S\\$4.00"
    heads = [each.value for each in page.subheader]
    assert heads[1:] == ["By location", "By payment method", "Price history", "Names"]
    assert any("says a unit price" in each.value for each in page.markdown)
    assert any("No product is merged into it" in each.value for each in page.caption)


def test_the_way_back_leads_to_all_products(shop: Any, settled: Settled) -> None:
    page = shop.open("products", product="Oat Cookie")
    page.button(key="all-products").click().run()
    assert len(settled(page).dataframe[0].value) == 5
    assert not page.header


def test_a_product_that_is_not_there_is_told(shop: Any, settled: Settled) -> None:
    page = AppTest.from_file(shop.root / "pages" / "navigation.py", default_timeout=60)
    page.query_params["product"] = "[x](http://e.vil)"
    page = settled(page.run())
    assert "which the data does not have" in page.warning[0].value
    assert "](http" not in page.warning[0].value
    page = settled(page.switch_page("products.py").run())
    assert len(page.dataframe[0].value) == 5


def test_a_product_without_lines_in_the_period(shop: Any) -> None:
    page = shop.open("products", product="Oat Cookie", period="2024-01-01..2024-12-31")
    assert "no lines in this period" in page.info[0].value
    assert page.text_input(key="shown-as-Oat Cookie").value == "Oat Cookie"


@pytest.mark.parametrize("name", ["oat cookie", "Oat Cookie", "Biscuit"])
def test_any_name_of_a_product_opens_it(shop: Any, name: str) -> None:
    merge_products(shop.database, ["oat cookie"], "Oat Cookie", now=NOON, actor=BY_COMMAND)
    rename_product(shop.database, "Oat Cookie", "Biscuit", now=NOON, actor=BY_COMMAND)
    page = shop.open("products", product=name)
    assert page.header[0].value == "Biscuit"
    assert not page.warning
    assert any(each.value == "In the files: Oat Cookie" for each in page.caption)


def test_a_product_gets_another_name(shop: Any, settled: Settled) -> None:
    page = shop.open("products", product="Tea")
    page.text_input(key="shown-as-Tea").set_value(" Black  tea ")
    page.button(key="save-name").click().run()
    assert settled(page).header[0].value == "Black tea"
    assert page.toast[0].value == "Shown as Black tea."
    assert revenue(shop)["Black tea"] == 9_999_999_991_234
    page.text_input(key="shown-as-Black tea").set_value("")
    page.button(key="save-name").click().run()
    assert settled(page).header[0].value == "Tea"


def test_a_name_that_is_taken_is_told(shop: Any) -> None:
    page = shop.open("products", product="Tea")
    page.text_input(key="shown-as-Tea").set_value("Oat Cookie")
    page.button(key="save-name").click().run()
    assert "Another product is shown as" in page.error[0].value
    assert page.header[0].value == "Tea"


def test_a_suggestion_is_looked_at_merged_and_unmerged(shop: Any, settled: Settled) -> None:
    page = with_merging(shop.open("products"), settled)
    assert any(each.startswith("2 pairs or groups of names look like one") for each in texts(page))
    assert any("They differ only in capital letters" in each for each in texts(page))
    page.button(key="suggestion-0").click().run()
    assert settled(page).multiselect(key="merge-names").value == ["oat cookie", "Oat Cookie"]
    page.selectbox(key="merge-into").set_value("Oat Cookie").run()
    preview = settled(page).dataframe[-1].value
    assert preview.to_numpy().tolist() == [
        ["oat cookie", "S$6.00", "2", "2"],
        ["Oat Cookie", "S$4.00", "1", "1"],
        ["Together: Oat Cookie", "S$10.00", "3", "2"],
    ]
    assert any("1 order fewer" in each.value for each in page.caption)
    page.button(key="merge").click().run()
    assert "2 products are now Oat Cookie" in settled(page).toast[0].value
    assert revenue(shop)["Oat Cookie"] == 100_000
    assert len(page.dataframe[0].value) == 4

    page = shop.open("products", product="Oat Cookie")
    assert any("1 product is merged into it" in each.value for each in page.markdown)
    page.button(key="unmerge-0").click().run()
    assert "product of its own again" in settled(page).toast[0].value
    assert (revenue(shop)["Oat Cookie"], revenue(shop)["oat cookie"]) == (40_000, 60_000)
    assert verify(shop.database).clean


def test_a_suggestion_is_kept_apart_and_can_come_back(shop: Any, settled: Settled) -> None:
    page = with_merging(shop.open("products"), settled)
    page.button(key="apart-0").click().run()
    assert any(each.startswith("1 pair or group of names looks like one") for each in texts(page))
    assert not any("oat cookie" in each for each in texts(settled(page)))
    page.button(key="apart-0").click().run()
    assert any("No two other products" in each.value for each in settled(page).markdown)
    assert any(each.startswith("2 pairs of names kept apart") for each in texts(page))
    page.button(key="suggest-again").click().run()
    assert any(each.startswith("2 pairs or groups of names look like one") for each in texts(page))
    assert "suggest-again" not in [each.key for each in settled(page).button]


def test_a_free_choice_needs_two(shop: Any, settled: Settled) -> None:
    page = with_merging(shop.open("products"), settled)
    page.multiselect(key="merge-names").set_value(["Tea"]).run()
    assert not [each for each in settled(page).button if each.key == "merge"]
    page.multiselect(key="merge-names").set_value(["Tea", "oat cookie"]).run()
    assert settled(page).button(key="merge").label == "Merge 2 products"
    assert any("No order holds more than one" in each.value for each in page.caption)


def test_a_choice_that_was_merged_meanwhile_is_let_go(shop: Any, settled: Settled) -> None:
    page = with_merging(shop.open("products"), settled)
    page.multiselect(key="merge-names").set_value(["oat cookie", "Oat Cookie"]).run()
    merge_products(shop.database, ["oat cookie"], "Oat Cookie", now=NOON, actor=BY_COMMAND)
    assert settled(page.run()).multiselect(key="merge-names").value == ["Oat Cookie"]
    assert not [each for each in page.button if each.key == "merge"]


def test_nothing_to_suggest_is_said(app: Any, export: Export, settled: Settled) -> None:
    app.load("first.csv", export("03/22/2025,1,Tea,North,1,3.50,Cash"))
    page = with_merging(app.open("products"), settled)
    assert any("nothing to suggest" in each.value for each in page.markdown)
    assert not any("like one product" in each for each in texts(page))


def test_a_name_of_a_file_is_nowhere_markdown(shop: Any, settled: Settled) -> None:
    name = HOSTILE.strip()
    page = with_merging(shop.open("products"), settled)
    page.multiselect(key="merge-names").set_value([name, name.upper()]).run()
    assert all("](http" not in each.lower() for each in texts(settled(page)))
    page.button(key="merge").click().run()
    assert all("](http" not in each.lower() for each in texts(settled(page)))
    page = shop.open("products", product=name)
    assert page.header[0].value.startswith(r"\*\*Bold\*\*")
    assert all("](http" not in each.lower() for each in texts(page))
    page.button(key="unmerge-0").click().run()
    assert all("](http" not in each.lower() for each in texts(settled(page)))


def test_lines_without_a_product_have_a_page_and_no_name(app: Any, export: Export) -> None:
    app.load("first.csv", export("03/22/2025,1,---,North,1,3.50,Cash"))
    page = app.open("products", product="(no product)")
    assert page.header[0].value == r"\(no product\)"
    assert any("no name to change" in each.value for each in page.markdown)


def test_the_same_revenue_as_before_is_a_change_of_nothing(app: Any, export: Export) -> None:
    rows = (f"03/{day}/2025,{day},Tea,North,1,3.50,Cash" for day in (20, 21))
    app.load("same.csv", export(*rows))
    page = app.open("products", product="Tea", period="2025-03-21", compare="previous-period")
    said = " ".join(each.value for each in page.caption)
    assert "+0.0% revenue" in said
    assert "nothing to compare" not in said
