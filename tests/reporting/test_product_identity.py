from __future__ import annotations

from decimal import Decimal

import pytest

from sales_core.errors import ProductMergeError, UnknownNameError
from sales_core.imports import undo_import
from sales_core.reporting.product_identity import (
    kept_apart,
    merge_suggestions,
    preview_merge,
    product_identity,
    suggest_merges,
)
from sales_core.store.database import Database
from sales_core.store.distinct_products import forget_distinct, keep_distinct, pairs_of
from sales_core.store.product_identity import merge_products, rename_product
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale
from tests.states import raw

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ALIKE = {
    "capital letters": (["Oat Cookie", "oat cookie"], "They differ only in capital letters."),
    "accents": (["Crème brûlée", "Creme brulee"], "They differ only in accents."),
    "punctuation": (["T-shirt (blue)", "T shirt blue"], "They differ only in punctuation."),
    "blanks": (["Oat milk", "Oatmilk"], "They differ only in blanks."),
    "several": (
        ["Café Latte", "CAFE-LATTE"],
        "They differ only in capital letters, accents and punctuation.",
    ),
    "an apostrophe": (["Men's cut", "Mens cut", "Men’s cut"], "They differ only in punctuation."),
    "an ampersand": (["Salt & Pepper", "Salt and Pepper"], "They differ only in punctuation."),
    "a letter more": (["Cappuccino", "Capuccino"], "They differ in one letter."),
    "another letter": (["Drop-in standard", "Drop-in standart"], "They differ in one letter."),
    "letters exchanged": (["Strawberry jam", "Strawbrery jam"], "They differ in one letter."),
    "one and many": (["Oat Cookies", "Oat Cookie"], "They differ in one letter."),
    "a number in both": (["Pass 10 classes", "Pass 10 Classes"],
                         "They differ only in capital letters."),
    "letters that are not Latin": (["Чай", "чай"], "They differ only in capital letters."),
}  # fmt: skip

DIFFERENT = [
    ["Pass 10", "Pass 20"],
    ["Pass 1.5", "Pass 15"],
    ["Pass 10 classes", "Pass 100 classes"],
    ["1st Massages", "2nd Massages"],
    ["Blue shirt", "Blue skirt"],
    ["Class A", "Class B"],
    ["Yoga II", "Yoga III"],
    ["Shirt L", "Shirt XL"],
    ["Weekday pass", "Weekend pass"],
    ["Monday class", "Sunday class"],
    ["Senior ticket", "Junior ticket"],
    ["Learn C", "Learn C++", "Learn C#"],
    ["Tea", "Cake"],
    ["かき", "がき"],
    ["!!!", "???", ""],
    ["SKU1234567", "SKU1234568"],
    ["Beginners class at noon", "Beginner class at night"],
]


@pytest.mark.parametrize("case", ALIKE)
def test_names_that_hardly_differ_are_suggested(case: str) -> None:
    names, reason = ALIKE[case]
    (found,) = suggest_merges(["Something else", *names, "Class 5"])
    assert (list(found.names), found.reason) == (names, reason)


@pytest.mark.parametrize("names", DIFFERENT, ids=" - ".join)
def test_names_of_different_products_are_not(names: list[str]) -> None:
    assert suggest_merges(names) == ()


def test_what_is_alike_is_one_suggestion_and_a_slip_one_more() -> None:
    found = suggest_merges(["Cookie", "COOKIE", "Cookies", "cookie"])
    assert [one.names for one in found] == [("Cookie", "COOKIE", "cookie"), ("Cookie", "Cookies")]


def test_names_of_which_every_two_are_kept_apart_are_not_suggested() -> None:
    names = ["Cookie", "COOKIE", "Cookies", "cookie"]
    two = suggest_merges(names, pairs_of(["Cookies", "Cookie"]))
    assert [one.names for one in two] == [("Cookie", "COOKIE", "cookie")]
    assert suggest_merges(names, pairs_of(["Cookie", "COOKIE"]))[0].names == two[0].names
    assert suggest_merges(names, pairs_of(names)) == ()


def test_what_is_kept_apart_outlives_undo_until_it_is_forgotten(database: Database) -> None:
    load(database, SHOP)
    assert merge_suggestions(database)[0].names == ("Cookie", "cookie")
    for _ in range(2):
        keep_distinct(database, ["cookie", "Cookie"], now=NOON, actor=BY_COMMAND)
    assert kept_apart(database) == {("Cookie", "cookie")}
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    load(database, SHOP)
    assert [one.names for one in merge_suggestions(database)] == [("Cookie", "Cookies")]
    forget_distinct(database, now=NOON, actor=BY_COMMAND)
    assert len(merge_suggestions(database)) == 2
    assert kept_apart(database) == frozenset()


SHOP = mindbody_csv(
    sale(item="Cookie", amount="10.12"),
    sale(item="cookie", amount="4"),
    sale(item="cookie", order_id="2", amount="-4", quantity="-1"),
    sale(item="Cookies", order_id="3", amount="5"),
)


def test_a_preview_says_what_merging_does(database: Database) -> None:
    load(database, SHOP)
    was, version = raw(database), database.data_version()
    preview = preview_merge(database, ["cookie", "Cookies"], "Cookie")
    assert (raw(database), database.data_version()) == (was, version)
    before = {name: (figures.revenue, figures.orders) for name, figures in preview.before}
    assert before == {
        "cookie": (Decimal(0), 1),
        "Cookies": (Decimal(5), 1),
        "Cookie": (Decimal("10.12"), 1),
    }
    assert (preview.after.revenue, preview.after.orders) == (Decimal("15.12"), 2)
    assert preview.after.refunds == Decimal(-4)
    assert preview.shared_orders == 1
    merge_products(database, ["cookie", "Cookies"], "Cookie", now=NOON, actor=BY_COMMAND)
    with pytest.raises(ProductMergeError):
        preview_merge(database, ["cookie"], "Cookie")
    with pytest.raises(UnknownNameError):
        preview_merge(database, ["Pie"], "Cookie")


@SQLITE
def test_a_preview_counts_what_is_merged_already(database: Database) -> None:
    load(database, SHOP)
    merge_products(database, ["cookie"], "Cookie", now=NOON, actor=BY_COMMAND)
    preview = preview_merge(database, ["Cookie"], "Cookies")
    assert [(name, figures.orders) for name, figures in preview.before] == [
        ("Cookie", 1), ("Cookies", 1),
    ]  # fmt: skip
    assert (preview.after.orders, preview.shared_orders) == (2, 0)


@SQLITE
def test_the_identity_of_a_product(database: Database) -> None:
    load(database, SHOP)
    merge_products(database, ["cookie", "Cookies"], "Cookie", now=NOON, actor=BY_COMMAND)
    rename_product(database, "Cookie", "Oat cookie", now=NOON, actor=BY_COMMAND)
    for name in ("Oat cookie", "Cookie", "cookie", "Cookies"):
        found = product_identity(database, name)
        assert (found.name, found.name_in_files) == ("Oat cookie", "Cookie")
        assert found.members == ("cookie", "Cookies")
    with pytest.raises(UnknownNameError):
        product_identity(database, "Pie")
