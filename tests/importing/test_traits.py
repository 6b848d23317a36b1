"""What lines say of themselves, and state of tax and discounts, from files of any kind."""

from __future__ import annotations

import pytest

from sales_core.importing.claims import NO_COLUMN
from sales_core.importing.interpretation.traits import may_be_kept
from sales_core.importing.issues import FileRefusedError
from sales_core.values.traits import traits_in
from tests.builders import lines_of, read

HEAD = "Date,Order ID,Product,Total"


def table(more: str, *cells: str, head: str = HEAD) -> bytes:
    """Give a file of one order a row with more columns."""
    rows = [f"2025-03-{at:02},{at},Tea,{at * at + 7}.00,{cell}" for at, cell in enumerate(cells, 1)]
    return "\n".join([f"{head},{more}", *rows, ""]).encode()


def said(content: bytes, kind: str, **answers: object) -> list[str | None]:
    lines = lines_of(read(content, **answers))
    return [traits_in(text).get(kind) for text in lines["traits"]]


NAMED = {
    "Category": "category",
    "Product Category": "category",
    "Warengruppe": "category",
    "Catégorie": "category",
    "Sold by": "staff",
    "Kassierer": "staff",
    "担当者": "staff",
    "Vendedor": "staff",
    "Sales Channel": "channel",
    "Verkaufskanal": "channel",
    "Канал продаж": "channel",
}


@pytest.mark.parametrize(("header", "kind"), NAMED.items())
def test_a_plain_name_is_a_breakdown_in_any_language(header: str, kind: str) -> None:
    content = table(header, "North", "South", "", "North")
    reading = read(content)
    assert reading.questions == ()
    assert said(content, kind) == ["North", "South", None, "North"]
    assert any(f"{kind} = {header}" in told for told in reading.evidence)


@pytest.mark.parametrize("header", ["Customer", "Buyer name", "E-mail", "Kunde", "Notes", "Colour"])
def test_people_who_buy_and_unknown_names_are_not_taken(header: str) -> None:
    reading = read(table(header, "Ann", "Bob", "Ann", "Bob"))
    assert reading.plan is not None
    assert reading.plan.traits == {}
    assert set(lines_of(reading)["traits"]) == {""}


def test_two_columns_of_one_kind_are_no_case_for_a_guess() -> None:
    reading = read(table("Category,Department", "A,B", "A,C"))
    assert reading.questions == ()
    assert reading.plan is not None
    assert "category" not in reading.plan.traits


def test_a_person_may_say_the_column_or_that_there_is_none() -> None:
    content = table("Category,Kind of ware", "A,B", "A,C")
    assert said(content, "category", columns={"category": "Kind of ware"}) == ["B", "C"]
    assert said(content, "category", columns={"category": NO_COLUMN}) == [None, None]


TIMES = {
    "Time": (("09:12", "14:40", "", "23:59"), ["09", "14", None, "23"]),
    "Uhrzeit": (("09:12 Uhr", "14:40 Uhr"), ["09", "14"]),
    "Heure": (("9h12", "14h40"), ["09", "14"]),
    "Sale Time": (("9:12 AM", "2:40 PM"), ["09", "14"]),
    "Hour": (("9", "14"), ["09", "14"]),
}


@pytest.mark.parametrize(("header", "case"), TIMES.items())
def test_times_of_a_column(header: str, case: tuple[tuple[str, ...], list[str | None]]) -> None:
    assert said(table(header, *case[0]), "hour") == case[1]


def test_times_behind_the_dates() -> None:
    content = b"Date,Product,Total\n2025-03-01 09:12,Tea,1.00\n2025-03-01 14:40,Tea,2.00\n"
    assert said(content, "hour") == ["09", "14"]
    midnight = content.replace(b"09:12", b"00:00").replace(b"14:40", b"00:00")
    assert said(midnight, "hour") == [None, None]


def test_times_that_may_be_of_the_afternoon_are_not_kept_and_told() -> None:
    reading = read(table("Time", "9:12", "2:40", "12:05"))
    assert any("before or after noon" in told for told in reading.evidence)
    assert set(lines_of(reading)["traits"]) == {""}


@pytest.mark.parametrize(
    ("cells", "rates"),
    [
        (("1.00,9%", "2.00,0%"), ["9", "0"]),
        (("1.00,8.875", "2.00,0"), ["8.875", "0"]),
        (("1.00,0.09", "2.00,0.19"), ["9", "19"]),
    ],
)
def test_rates_are_percents(cells: tuple[str, ...], rates: list[str]) -> None:
    assert said(table("Tax,Tax Rate", *cells), "tax_rate") == rates


def test_a_column_of_rates_is_no_tax() -> None:
    content = table("VAT %", "19", "7", "19")
    assert said(content, "tax_rate") == ["19", "7", "19"]
    assert lines_of(read(content))["tax"].isna().all()


def test_a_tax_at_a_rate_is_a_tax() -> None:
    content = table("Tax 5%", "0.38", "0.52", "0.76")
    assert taxes(content) == [3_800, 5_200, 7_600]


def taxes(content: bytes) -> list[int | None]:
    tax = lines_of(read(content))["tax"]
    return [None if missing else int(value) for value, missing in zip(tax, tax.isna(), strict=True)]


def test_taxes_bear_the_sign_of_their_amounts() -> None:
    content = b"Date,Product,Qty,Tax,Total\n2025-03-01,Tea,1,1,11\n2025-03-02,Tea,-1,1,-11\n"
    assert taxes(content) == [10_000, -10_000]


BESIDE = {
    "a gross column": "Date,Product,Net,Tax,Gross\n"
    "2025-03-01,Tea,10,1,11\n2025-03-02,Tea,20,2,22\n2025-03-03,Tea,30,3,33\n",
    "the name": "Date,Product,Amount excl tax,Tax\n2025-03-01,Tea,10,1\n2025-03-02,Tea,20,2\n",
}


@pytest.mark.parametrize("what", BESIDE)
def test_a_tax_beside_amounts_without_tax_is_told(what: str) -> None:
    content = BESIDE[what].encode()
    amount = "Net" if "Net" in BESIDE[what] else "Amount excl tax"
    reading = read(content, columns={"amount": amount})
    assert any("stands beside amounts without tax" in told for told in reading.evidence)
    assert lines_of(reading)["tax"].isna().all()


def test_a_tax_beside_amounts_with_tax_is_theirs() -> None:
    content = BESIDE["a gross column"].encode()
    tax = lines_of(read(content, columns={"amount": "Gross"}))["tax"]
    assert tax.tolist() == [10_000, 20_000, 30_000]


def test_a_tax_of_whole_orders_is_no_tax_of_their_lines() -> None:
    rows = "".join(
        f"2025-03-0{at},A{at},{item},{total},{at}.50\n"
        for at in range(1, 5)
        for item, total in (("Tea", 10), ("Cake", 25))
    )
    reading = read(f"Date,Order ID,Product,Total,Tax\n{rows}".encode())
    assert any("is the same in all rows of each order" in told for told in reading.evidence)
    assert lines_of(reading)["tax"].isna().all()


def test_discounts_are_what_was_taken_off() -> None:
    content = table("Discount", "-1.00", "0", "-2.50")
    assert lines_of(read(content))["discount"].tolist() == [10_000, 0, 25_000]


def test_a_person_keeps_any_column() -> None:
    content = table("Size,Customer", "L,Ann", "M,Bob", ",Ann")
    assert said(content, "kept:Size", keep=("size",)) == ["L", "M", None]
    with pytest.raises(FileRefusedError):
        read(content, keep=("Colour",))


def test_columns_that_may_be_kept_hold_no_people_and_repeat() -> None:
    rows = [f"{'LMS'[at % 3]},Ann {at % 4},{at},{at % 5}.25,a{at % 2}@b.c" for at in range(28)]
    content = table("Size,Customer,Serial,Cost,E-mail", *rows)
    layout = read(content).layout
    assert list(may_be_kept(layout, {"date": "Date", "item": "Product"})) == ["Size"]


def test_too_many_values_are_no_breakdown_and_told() -> None:
    rows = "".join(
        f"2025-03-01,{at},Tea,{at * 7 % 101}.25,C{at // 4 % 1100}\n" for at in range(4500)
    )
    content = f"{HEAD},Category\n{rows}".encode()
    reading = read(content)
    assert any("1,100 different values" in told for told in reading.evidence)


def test_refunds_beside_their_sale_have_its_traits_but_not_its_hour() -> None:
    content = (
        b"Name,Email,Financial Status,Paid at,Subtotal,Total,Created at,Lineitem quantity,"
        b"Lineitem name,Lineitem price,Refunded Amount,Source\n"
        b"#1,a@b.c,refunded,2025-03-01 14:00:00 +0800,10,10,2025-03-01 14:00:00 +0800,1,Tea,10,"
        b"10,web\n#2,a@b.c,paid,2025-03-02 15:00:00 +0800,5,5,2025-03-02 15:00:00 +0800,1,Tea,5,"
        b"0,pos\n"
    )
    reading = read(content)
    assert reading.format == "shopify-orders"
    lines = lines_of(reading)
    backs = (lines["amount"] < 0).tolist()
    found = [traits_in(text) for text in lines["traits"]]
    assert sorted(backs) == [False, False, True]
    for back, traits in zip(backs, found, strict=True):
        assert ("hour" in traits) is not back
        assert traits["channel"] in {"web", "pos"}
