"""Merging, unmerging and renaming products: reports follow, lines never change."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from sales_core.errors import (
    ProductMergeError,
    ProductNameError,
    SalesError,
    UnknownNameError,
)
from sales_core.imports import undo_import
from sales_core.reporting.coverage import coverage
from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.reporting.proof import check_totals
from sales_core.reporting.revenue import breakdown, revenue_report
from sales_core.settings import Settings
from sales_core.settled import settled
from sales_core.store import migrate
from sales_core.store.database import Database
from sales_core.store.product_identity import merge_products, rename_product, unmerge_product
from sales_core.store.schema import products
from sales_core.store.verify import rebuild, verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.examples import examples
from tests.states import assert_clean, empty, raw, state

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

CAFE = mindbody_csv(
    sale(item="Tea", order_id="1", unit_price="10"),
    sale(item="tea", order_id="1", unit_price="11", amount="11"),
    sale(item="tea", order_id="2", unit_price="12", amount="12", location="Online"),
    sale(item="TEA", order_id="3", date="4/2/2025", unit_price="13", amount="13"),
    sale(item="Cake", order_id="3", date="4/2/2025", amount="5", payment_method="Card"),
    sale(item="tea", order_id="4", date="4/3/2025", amount="-4", quantity="-1"),
)


def merge(database: Database, *names: str, into: str) -> None:
    merge_products(database, names, into, now=NOON, actor=BY_COMMAND)


def unmerge(database: Database, name: str) -> None:
    unmerge_product(database, name, now=NOON, actor=BY_COMMAND)


def rename(database: Database, name: str, shown: str) -> str:
    return rename_product(database, name, shown, now=NOON, actor=BY_COMMAND)


def report(database: Database, **filters: Any) -> dict[str, tuple[Any, ...]]:
    """Give price, revenue and orders of each product."""
    rows = products_report(database, Filters(**filters)).products.to_dict("records")
    return {row["name"]: (row["price"], row["revenue"], row["orders"]) for row in rows}


def test_a_merged_product_counts_as_the_other_one(database: Database) -> None:
    load(database, CAFE)
    lines = raw(database, ["sales"])
    merge(database, "tea", "TEA", into="Tea")
    assert report(database) == {"Tea": (130_000, 420_000, 3), "Cake": (100_000, 50_000, 1)}
    assert raw(database, ["sales"]) == lines
    assert check_totals(database).agree
    assert_clean(database)


def test_a_sale_without_a_number_beside_other_products_stays_of_unknown_orders(
    database: Database,
) -> None:
    load(
        database,
        mindbody_csv(
            sale(item="tea", order_id=""),
            sale(item="Pie", order_id="3"),
            sale(item="tea", order_id="", date="3/29/2025"),
            sale(item="Cake", order_id="4", date="3/30/2025"),
        ),
    )
    merge(database, "tea", into="Cake")
    assert_clean(database)
    unmerge(database, "tea")
    assert_clean(database)
    assert report(database)["tea"] == (100_000, 200_000, None)
    merge(database, "Cake", into="tea")
    assert_clean(database)


def test_the_price_of_a_merged_day_is_that_of_its_last_order(database: Database) -> None:
    load(database, CAFE)
    merge(database, "tea", into="Tea")
    assert report(database)["Tea"][0] == 120_000
    merge(database, "TEA", into="tea")
    assert report(database)["Tea"][0] == 130_000


@pytest.mark.parametrize(
    "filters",
    [{"products": ("tea",)}, {"products": ("Tea", "TEA")}, {"products": ("Tea",)}],
    ids=["member", "several members", "canonical"],
)
def test_a_filter_takes_any_of_the_names(database: Database, filters: dict[str, Any]) -> None:
    load(database, CAFE)
    merge(database, "tea", "TEA", into="Tea")
    asked = Filters(**filters)
    assert revenue_report(database, asked).figures.orders == 3
    assert report(database, **filters) == {"Tea": (130_000, 420_000, 3)}
    by_location = breakdown(database, asked, "location")
    assert dict(zip(by_location["name"], by_location["orders"], strict=True)) == {
        "Hall": 2,
        "Online": 1,
    }
    assert report(database, payment_methods=("Cash",), **filters)["Tea"][1:] == (420_000, 3)
    cash = Filters(payment_methods=("Cash", "Card"), **filters)
    assert revenue_report(database, cash).figures.orders == 3


def test_unmerging_restores_every_table(database: Database) -> None:
    load(database, CAFE)
    was = raw(database)
    merge(database, "tea", "TEA", into="Cake")
    unmerge(database, "tea")
    assert_clean(database)
    unmerge(database, "TEA")
    assert raw(database) == was


def test_merging_into_a_merged_product_goes_to_its_end(database: Database) -> None:
    load(database, CAFE)
    merge(database, "TEA", into="tea")
    merge(database, "tea", into="Tea")
    merge(database, "Cake", into="TEA")
    with database.reading() as connection:
        found = dict(connection.execute(select(products.c.name, products.c.merged_into)).all())
        number = connection.execute(select(products.c.id).where(products.c.name == "Tea")).scalar()
    assert found == {"Tea": None, "tea": number, "TEA": number, "Cake": number}
    assert list(report(database)) == ["Tea"]
    assert_clean(database)
    unmerge(database, "tea")
    assert set(report(database)) == {"Tea", "tea"}
    assert_clean(database)


def test_a_later_import_of_a_merged_name_goes_to_the_other_product(database: Database) -> None:
    load(database, CAFE)
    merge(database, "tea", into="Tea")
    load(database, mindbody_csv(sale(item="tea", order_id="9", date="4/28/2025", unit_price="20")))
    assert report(database)["Tea"][0] == 200_000
    assert "tea" not in report(database)
    assert_clean(database)
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert report(database)["Tea"][0] == 120_000
    assert_clean(database)


def test_a_merge_outlives_the_undo_of_its_lines(database: Database) -> None:
    load(database, CAFE)
    merge(database, "tea", "TEA", into="Tea")
    rename(database, "Cake", "Cheese cake")
    whole = report(database)
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert report(database) == {}
    assert coverage(database).products == ()
    assert_clean(database)
    load(database, CAFE)
    assert report(database) == whole
    assert_clean(database)
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    unmerge(database, "tea")
    unmerge(database, "TEA")
    rename(database, "Cake", "")
    assert raw(database, ["products"]) == {"products": []}


def test_a_rebuild_keeps_merges(database: Database) -> None:
    load(database, CAFE)
    merge(database, "tea", into="Tea")
    was = raw(database)
    rebuild(database, now=NOON + timedelta(days=1), actor=BY_COMMAND)
    assert raw(database) == was


def test_a_product_is_shown_by_the_name_it_was_given(database: Database) -> None:
    load(database, CAFE)
    lines = raw(database, ["sales"])
    assert rename(database, "Tea", "  Black \n tea ") == "Black tea"
    merge(database, "tea", into="Black tea")
    assert set(report(database)) == {"Black tea", "TEA", "Cake"}
    assert set(coverage(database).products) == {"Black tea", "TEA", "Cake"}
    assert list(report(database, products=("Black tea",))) == ["Black tea"]
    assert list(report(database, products=("Tea",))) == ["Black tea"]
    again = load(database, CAFE + b"\n")
    assert again.rows.already_imported == 6
    assert raw(database, ["sales"]) == lines
    assert_clean(database)
    assert rename(database, "Black tea", "") == "Tea"
    assert set(report(database)) == {"Tea", "TEA", "Cake"}


@sqlite_only
def test_a_name_that_is_shown_already_is_refused(database: Database) -> None:
    load(database, CAFE)
    with pytest.raises(ProductNameError, match="Another product is shown as 'Cake'"):
        rename(database, "Tea", "Cake")
    rename(database, "Cake", "Pie")
    rename(database, "Tea", "Cake")
    with pytest.raises(ProductNameError, match="'Cake'"):
        rename(database, "Pie", "")
    with pytest.raises(ProductNameError, match="501 characters"):
        rename(database, "Pie", "x" * 501)
    assert set(report(database)) == {"Cake", "tea", "TEA", "Pie"}
    assert report(database, products=("Cake",)).keys() == {"Cake"}
    assert report(database, products=("Tea",)).keys() == {"Cake"}


@sqlite_only
def test_a_given_name_gives_way_to_a_product_of_that_name_that_comes_later(
    database: Database,
) -> None:
    load(database, CAFE)
    rename(database, "Tea", "Pie")
    rename(database, "Cake", "Tea")
    load(database, mindbody_csv(sale(item="Pie", order_id="9")))
    assert set(report(database)) == {"Tea", "tea", "TEA", "Cake", "Pie"}
    undo_import(database, 2, now=NOON, actor=BY_COMMAND)
    assert set(report(database)) == {"Pie", "tea", "TEA", "Tea"}


REFUSED = {
    "nothing": ((), "Tea", ProductMergeError, "nothing to merge"),
    "itself": (("Tea",), "Tea", ProductMergeError, "nothing to merge"),
    "what is merged into it": (("tea",), "Tea", ProductMergeError, "nothing to merge"),
    "what is merged elsewhere": (("tea",), "Cake", ProductMergeError, "'tea' is merged into 'Tea'"),
    "lines without a product": (("",), "Cake", ProductMergeError, "without a product"),
    "into lines without a product": (("Cake",), "", ProductMergeError, "without a product"),
    "an unknown product": (("Pie",), "Cake", UnknownNameError, "no product 'Pie'"),
    "into an unknown product": (("Cake",), "Pie", UnknownNameError, "no product 'Pie'"),
}


@sqlite_only
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_merged_is_told_and_changes_nothing(database: Database, case: str) -> None:
    names, into, kind, said = REFUSED[case]
    load(database, CAFE)
    load(database, mindbody_csv(sale(item="---")))
    merge(database, "tea", into="Tea")
    was, version = raw(database), database.data_version()
    with pytest.raises(kind, match=said):
        merge(database, *names, into=into)
    assert (raw(database), database.data_version()) == (was, version)


@sqlite_only
def test_what_is_not_merged_cannot_be_unmerged(database: Database) -> None:
    load(database, CAFE)
    with pytest.raises(ProductMergeError, match="'Tea' is not merged"):
        unmerge(database, "Tea")
    with pytest.raises(UnknownNameError, match="no product 'Pie'"):
        unmerge(database, "Pie")
    load(database, mindbody_csv(sale(item="---")))
    with pytest.raises(ProductNameError, match="without a product"):
        rename(database, "", "Anything")


def test_data_version_rises(database: Database) -> None:
    load(database, CAFE)
    seen = [database.data_version()]
    merge(database, "tea", into="Tea")
    seen.append(database.data_version())
    rename(database, "Tea", "Black tea")
    seen.append(database.data_version())
    unmerge(database, "tea")
    seen.append(database.data_version())
    assert seen == sorted(set(seen))


@sqlite_only
def test_verify_finds_a_merge_that_leads_nowhere(database: Database) -> None:
    load(database, CAFE)
    merge(database, "tea", into="Tea")
    with database.writing() as connection:
        lost = update(products).where(products.c.name == "tea")
        connection.execute(lost.values(merged_into=99))
    assert any("merged into product 99, which has no name" in one for one in verify(database).found)
    with database.writing() as connection:
        chained = update(products).where(products.c.name == "Cake")
        number = select(products.c.id).where(products.c.name == "tea").scalar_subquery()
        connection.execute(chained.values(merged_into=number))
    assert any("which is merged itself" in one for one in verify(database).found)


def test_the_columns_come_to_a_database_that_holds_data(database: Database) -> None:
    load(database, CAFE)
    was = raw(database)
    migrate.downgrade(database.engine, "0002")
    migrate.upgrade(database.engine)
    settled(Settings(currency="SGD", currency_is_set=True), database)  # as its opening does
    assert raw(database) == was
    merge(database, "tea", into="Tea")
    assert_clean(database)


NAMES = ["Tea", "tea", "TEA", "Cake"]
names = st.sampled_from(NAMES)
rows = st.lists(
    st.builds(
        sale,
        date=st.sampled_from(["3/28/2025", "3/29/2025", "4/2/2025"]),
        order_id=st.sampled_from(["1", "2"]),
        item=names,
        location=st.sampled_from(["Hall", "Online"]),
        amount=st.sampled_from(["10", "10.12", "-10"]),
        unit_price=st.sampled_from(["10", "12.5", ""]),
    ),
    min_size=1,
    max_size=6,
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.lists(names, min_size=1, max_size=2), names),
        st.tuples(st.just("unmerge"), names),
        st.tuples(st.just("rename"), names, st.sampled_from(["", "Tea", "Pie", "Cake"])),
        st.tuples(st.just("import"), rows),
        st.tuples(st.just("undo"), st.integers(1, 4)),
    ),
    max_size=7,
)


def take(database: Database, step: tuple[Any, ...]) -> None:
    what, *given_ = step
    if what == "merge":
        merge(database, *given_[0], into=given_[1])
    elif what == "unmerge":
        unmerge(database, given_[0])
    elif what == "rename":
        rename(database, *given_)
    elif what == "import":
        load(database, mindbody_csv(*given_[0]))
    else:
        undo_import(database, given_[0], now=NOON, actor=BY_COMMAND)


@examples(6)
@given(first=rows, then=steps)
def test_after_anything_in_any_order_all_sums_agree(
    database: Database, first: list[dict[str, str]], then: list[tuple[Any, ...]]
) -> None:
    empty(database)
    load(database, mindbody_csv(*first))
    for step in then:
        with suppress(SalesError):
            take(database, step)
        assert_clean(database)
        assert check_totals(database).agree
    lines = state(database)["sales"]
    for name in NAMES:
        with suppress(SalesError):
            unmerge(database, name)
        with suppress(SalesError):
            rename(database, name, "")
    assert_clean(database)
    assert state(database)["sales"] == lines
    with suppress(SalesError):
        rename(database, "Pie", "")
    kept = raw(database)
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert raw(database) == kept
