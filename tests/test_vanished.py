"""Orders that a later export of the same days no longer has are pointed out, and never asked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from sales_core.imports import ImportOptions, ImportResult, get_import, preview_import
from sales_core.imports.orders import VanishedOrder
from sales_core.store.database import Database
from tests.builders import NOON, Row, csv_bytes, export_of, load, mindbody_csv, sale

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def week(**others: str) -> list[Row]:
    """Give two orders a day of a week, numbered from 11 to 72."""
    return [
        sale(date=f"3/{20 + day}/2025", order_id=f"{day}{at}", amount=f"{day}.5", **others)
        for day in range(1, 8)
        for at in (1, 2)
    ]


def without(rows: list[Row], *orders: str) -> list[Row]:
    return [row for row in rows if row["order_id"] not in orders]


def told(result: ImportResult) -> list[str]:
    return [fact for fact in result.evidence if "any more" in fact]


def again(database: Database, content: bytes, **options: Any) -> ImportResult:
    """Preview and import a file; what is told must be the same."""
    chosen = ImportOptions(**options)
    seen = preview_import(database, export_of(content, "again.csv"), chosen, "SGD")
    assert seen.questions == ()
    done = load(database, content, name="again.csv", **options)
    assert (seen.status, done.status) == ("preview", "imported")
    assert told(seen) == told(done)
    assert (seen.vanished, seen.vanished_orders) == (done.vanished, done.vanished_orders)
    return done


def test_orders_that_are_gone_are_told_with_their_sum(database: Database) -> None:
    load(database, mindbody_csv(*week()))
    later = without(week(), "32", "51")
    done = again(database, mindbody_csv(*later, sale(date="3/28/2025", order_id="81")))
    assert done.vanished == (
        VanishedOrder(date(2025, 3, 23), "Hall", "32", 35_000, 1),
        VanishedOrder(date(2025, 3, 25), "Hall", "51", 55_000, 1),
    )
    (fact,) = told(done)
    assert fact == (
        "Attention: 2 orders stored for days inside this file are not in it any more "
        "(9: 32 on 2025-03-23, 51 on 2025-03-25). They still count, from import 1."
    )
    written = json.loads(json.dumps(done.as_json()))
    assert written["vanished_orders"] == 2
    assert written["vanished"][0] == {
        "date": "2025-03-23",
        "location": "Hall",
        "order_id": "32",
        "amount": "3.5",
        "import_id": 1,
    }


@sqlite_only
def test_the_receipt_keeps_what_was_told(database: Database) -> None:
    load(database, mindbody_csv(*week()))
    done = again(database, mindbody_csv(*without(week(), "32")))
    assert told(done)[0] in get_import(database, 2).evidence
    assert "Attention: 1 order stored" in told(done)[0]
    assert "It still counts" in told(done)[0]


@sqlite_only
def test_a_day_of_which_nothing_is_left_is_told(database: Database) -> None:
    load(database, mindbody_csv(*week()))
    done = again(database, mindbody_csv(*without(week(), "41", "42")))
    assert [each.order_id for each in done.vanished] == ["41", "42"]


def test_also_where_the_file_replaces_its_orders(database: Database) -> None:
    load(database, mindbody_csv(*week()))
    later = [row | {"amount": "9"} for row in without(week(), "32")]
    done = again(database, mindbody_csv(*later), on_changed="replace")
    assert [each.order_id for each in done.vanished] == ["32"]


@sqlite_only
def test_an_order_that_is_there_with_other_lines_has_changed_and_is_not_gone(
    database: Database,
) -> None:
    load(database, mindbody_csv(*week()))
    later = [row | ({"amount": "9"} if row["order_id"] == "32" else {}) for row in week()]
    done = again(database, mindbody_csv(*later))
    assert (done.changed_orders, done.vanished) == (1, ())


OTHERS = {
    "the first and the last day may be there in part": without(week(), "11", "72"),
    "another location": [row | {"amount": "8.25"} for row in week(location="Shed")],
    "other payment methods": [row | {"amount": "8.25"} for row in week(payment_method="Card")],
    "another part: more is gone than is there": without(
        week(), *(f"{day}{at}" for day in (2, 3, 4, 5) for at in (1, 2)), "61"
    ),
    "sales of other days": [sale(date=f"4/{day}/2025", order_id=f"4{day}") for day in (13, 20)],
    "everything is there": [*week(), sale(date="3/23/2025", order_id="99")],
}


@sqlite_only
@pytest.mark.parametrize("rows", OTHERS.values(), ids=OTHERS)
def test_nothing_is_told_of_what_the_file_need_not_hold(
    database: Database, rows: list[Row]
) -> None:
    load(database, mindbody_csv(*week()))
    assert again(database, mindbody_csv(*rows)).vanished == ()


@sqlite_only
def test_orders_of_payment_methods_that_the_file_has_not_are_not_gone(database: Database) -> None:
    cards = [row | {"payment_method": "Card", "order_id": f"9{row['order_id']}"} for row in week()]
    load(database, mindbody_csv(*week(), *cards))
    done = again(database, mindbody_csv(*without(week(), "32")))
    assert [each.order_id for each in done.vanished] == ["32"]


@sqlite_only
def test_files_of_another_kind_say_nothing_of_each_other(database: Database) -> None:
    rows = week()
    load(database, mindbody_csv(*rows))
    header = ["Date", "Order", "Product", "Location", "Payment", "Amount", "Quantity"]
    fields = ("date", "order_id", "item", "location", "payment_method", "amount", "quantity")
    plain = [[row[name] for name in fields] for row in without(rows, "32")]
    done = again(database, csv_bytes(header, *plain))
    assert done.rows.already_imported == len(plain)
    assert done.vanished == ()
    more = again(database, csv_bytes(header, *plain[1:], plain[0], plain[-1]))
    assert more.vanished == ()


@sqlite_only
def test_lines_without_an_order_number_are_never_gone(database: Database) -> None:
    load(database, mindbody_csv(*week(), sale(date="3/24/2025", order_id="")))
    assert again(database, mindbody_csv(*week(), sale(date="3/28/2025"))).vanished == ()


@sqlite_only
def test_many_are_counted_and_the_first_named(database: Database) -> None:
    load(database, mindbody_csv(*week()))
    load(database, mindbody_csv(*week(), sale(date="3/24/2025", order_id="43")), name="b.csv")
    gone = ("21", "32", "43", "51", "62")
    done = again(database, mindbody_csv(*without(week(), *gone)))
    (fact,) = told(done)
    assert "5 orders" in fact
    assert "43 on 2025-03-24 and 2 more)" in fact
    assert fact.endswith("They still count, from imports 1, 2.")


@sqlite_only
def test_lines_of_changed_orders_are_shown_old_beside_new(database: Database) -> None:
    load(database, mindbody_csv(sale(amount="10"), sale(item="Cake", amount="5")))
    content = mindbody_csv(sale(amount="11"), sale(item="Cake", amount="5"))
    seen = preview_import(database, export_of(content), ImportOptions(), "SGD", today=NOON.date())
    (order,) = seen.changed
    assert (order.stored_amount, order.file_amount, order.difference) == (150_000, 160_000, 10_000)
    assert seen.as_json()["changed"] == [
        {
            "date": "2025-03-28",
            "location": "Hall",
            "order_id": "1",
            "stored": "15",
            "in_file": "16",
            "difference": "1",
        }
    ]
    lines = seen.changed_lines
    assert lines is not None
    assert lines[["product", "amount", "in_file"]].to_numpy().tolist() == [
        ["Tea", 100_000, False],
        ["Tea", 110_000, True],
    ]
