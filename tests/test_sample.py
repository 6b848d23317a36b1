from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from sales_core.sample.studio import PRODUCTS
from sales_core.sample.writing import LAST_DAY, write_sample

SALES_CSV = Path(__file__).parents[1] / "sales.csv"
PAID = "Total Paid w/ Payment Method"
Row = dict[str, str]


def sample_text(rows: int, seed: int = 7, days: int | None = None) -> str:
    stream = io.StringIO(newline="")
    write_sample(stream, rows, seed, days=days)
    return stream.getvalue()


def read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def day_of(row: Row) -> date:
    month, day, year = map(int, row["Sale Date"].split("/"))
    return date(year, month, day)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read(SALES_CSV.read_bytes().decode("utf-8"))


def test_sales_csv_is_the_generators_output() -> None:
    stream = io.StringIO(newline="")
    write_sample(stream)
    assert SALES_CSV.read_bytes() == stream.getvalue().encode("utf-8")


def test_same_arguments_give_the_same_bytes() -> None:
    assert sample_text(300) == sample_text(300)
    assert sample_text(300) != sample_text(300, seed=8)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 1_000, 2_501])
def test_it_has_exactly_the_rows_asked_for(count: int) -> None:
    assert len(read(sample_text(count))) == count


def test_a_negative_number_of_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have -1 rows"):
        sample_text(-1)


def test_more_rows_reach_back_ten_years_and_no_further() -> None:
    spans = [
        (day_of(found[0]), day_of(found[-1]))
        for found in map(read, (sample_text(10_000), sample_text(30_000), sample_text(60_000)))
    ]
    assert [last for _, last in spans] == [LAST_DAY] * 3
    assert spans[0][0] > date(2021, 1, 1)
    assert spans[1][0] == spans[2][0] == date(2016, 11, 1)


def test_the_days_can_be_chosen() -> None:
    found = read(sample_text(500, days=10))
    assert {LAST_DAY - day_of(row) < timedelta(days=10) for row in found} == {True}


def test_rows_are_in_order(rows: list[Row]) -> None:
    assert [day_of(row) for row in rows] == sorted(day_of(row) for row in rows)
    sales = [int(row["Sale ID"]) for row in rows]
    assert all(later >= earlier for earlier, later in pairwise(sales))
    assert (day_of(rows[0]).replace(day=1), day_of(rows[-1])) == (date(2025, 9, 1), LAST_DAY)


def test_an_order_has_one_date_client_and_place(rows: list[Row]) -> None:
    heads = {(row["Sale ID"], row["Sale Date"], row["Client ID"], row["Location"]) for row in rows}
    assert len(heads) == len({row["Sale ID"] for row in rows})


def test_every_rows_arithmetic_is_exact(rows: list[Row]) -> None:
    for row in rows:
        price, quantity = Decimal(row["Item price (excluding tax)"]), Decimal(row["Quantity"])
        subtotal = Decimal(row["Subtotal (excluding tax)"])
        discount, tax = Decimal(row["Discount amount"]), Decimal(row["Tax"])
        assert subtotal == price * quantity
        assert discount == subtotal * abs(Decimal(row["Discount %"])) / 100
        assert tax == (subtotal - discount) * Decimal("0.09")
        assert Decimal(row["Item Total"]) == subtotal - discount + tax


def test_numbers_are_plain_with_at_most_three_decimals(rows: list[Row]) -> None:
    columns = [name for name in rows[0] if re.search(r"price|Subtotal|Disc|Tax|Total|Quant", name)]
    texts = {row[name] for row in rows for name in columns}
    assert [text for text in texts if not re.fullmatch(r"-?\d+(\.\d{0,2}[1-9])?", text)] == []
    assert "-0" not in texts
    assert any(re.search(r"\.\d{3}$", row[PAID]) for row in rows)


def test_dates_are_padded_and_not_in_one_column(rows: list[Row]) -> None:
    dates = {row["Sale Date"] for row in rows}
    assert any(re.fullmatch(r"0\d/\d\d/\d{4}", text) for text in dates)
    assert any(re.fullmatch(r"\d/\d\d/\d{4}", text) for text in dates)


def test_one_sale_has_nine_equal_lines(rows: list[Row]) -> None:
    assert max(Counter(tuple(row.values()) for row in rows).values()) == 9


def test_product_names_have_white_space_twins(rows: list[Row]) -> None:
    names = {row["Item name"] for row in rows}
    assert {"Mineral Water", "Mineral Water ", "Shoe Rental", "Shoe  Rental"} <= names


def test_refunds_are_sales_of_their_own(rows: list[Row]) -> None:
    sales = Counter(row["Sale ID"] for row in rows)
    refunds = [row for row in rows if row["Quantity"].startswith("-")]
    empty = [row for row in refunds if not row["Payment Method"]]
    assert len(refunds) > len(empty) > 1
    assert {sales[row["Sale ID"]] for row in refunds} == {1}
    assert {row[PAID] for row in empty} == {"0"}
    assert all(row[PAID].startswith("-") for row in refunds if row not in empty)
    assert len({row["Batch #"] for row in refunds if row not in empty}) == len(refunds) - len(empty)


def test_one_sale_is_split_over_two_payments(rows: list[Row]) -> None:
    split = [row for row in rows if row[PAID] != row["Item Total"]]
    assert len({row["Sale ID"] for row in split}) == 1
    assert len({row["Payment Method"] for row in split}) == len(split) == 2
    assert {row["Item Total"] for row in split} == {"425.1"}
    assert sum(Decimal(row[PAID]) for row in split) == Decimal("425.1")


def test_complimentary_rows_cost_nothing(rows: list[Row]) -> None:
    comp = [row for row in rows if row["Payment Method"] == "Misc. (Comp/Guest)"]
    assert {row[PAID] for row in comp} == {"0"}
    assert {row["Discount %"] for row in comp} == {"0", "100"}


def test_no_value_is_three_dashes(rows: list[Row]) -> None:
    for column in ("Batch #", "Color", "Size"):
        texts = {row[column] for row in rows}
        assert "---" in texts
        assert "" not in texts
        assert len(texts) > 2


def test_notes_hold_commas_and_quotes(rows: list[Row]) -> None:
    notes = " ".join(row["Sales Notes"] + row["Notes"] for row in rows)
    assert "," in notes
    assert '"' in notes
    assert '""' in SALES_CSV.read_text(encoding="utf-8")


def test_the_file_is_utf8_with_plain_line_ends() -> None:
    content = SALES_CSV.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert "é".encode() in content
    assert not content.startswith("\ufeff".encode())


def test_places_methods_and_products_are_many(rows: list[Row]) -> None:
    assert len({row["Location"] for row in rows}) == 3
    assert len({row["Payment Method"] for row in rows}) == 7  # one of them empty
    assert len({row["Item name"] for row in rows}) == len({product.name for product in PRODUCTS})


def test_the_charts_have_something_to_show(rows: list[Row]) -> None:
    months: Counter[tuple[int, int]] = Counter()
    weekdays: Counter[int] = Counter()
    for row in rows:
        day = day_of(row)
        months[day.year, day.month] += 1
        weekdays[day.weekday()] += 1
    assert max(months, key=lambda month: months[month]) == (2025, 12)
    assert months[2026, 10] > months[2025, 10] * 1.2
    assert min(weekdays[5], weekdays[6]) > max(weekdays[day] for day in range(4))


def test_a_product_starts_and_another_stops_midway(rows: list[Row]) -> None:
    starts = [day_of(row) for row in rows if row["Item name"] == "Slackline Sunset Class"]
    stops = [day_of(row) for row in rows if row["Item name"] == "Coconut Water"]
    assert min(starts) >= date(2026, 4, 4)
    assert max(stops) <= date(2026, 2, 15)


def test_the_studio_is_closed_for_a_week_and_on_some_mondays(rows: list[Row]) -> None:
    days = {day_of(row) for row in rows}
    assert not {date(2026, 2, day) for day in range(16, 23)} & days
    assert not {date(2026, 3, 2), date(2026, 4, 6), date(2025, 12, 25), date(2026, 1, 1)} & days
    assert any(day.weekday() == 0 for day in days)
