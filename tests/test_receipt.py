from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from sales_core.imports import ImportOptions, list_imports, preview_import, undo_import
from sales_core.imports.receipt import Receipt, ReceiptError
from sales_core.imports.result import ImportResult
from sales_core.reporting.filters import Filters
from sales_core.reporting.products import products_report
from sales_core.reporting.revenue import revenue_report
from sales_core.store.database import Database
from sales_core.store.order_counts import Counted
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, export_of, load, mindbody_csv, read, sale
from tests.examples import examples


@dataclass(frozen=True)
class Written:
    """A row as it is written, and what is known about it."""

    row: Row
    kind: str  # "good", "bad" or "ignored"
    amount: Decimal | None  # where it can be read

    @property
    def content(self) -> tuple[str, ...]:
        return tuple(self.row[name] for name in ("date", "order_id", "item", "quantity", "amount"))


BRIEFLY = (Phase.explicit, Phase.generate)
"""Shrinking an example takes minutes with a database."""

AMOUNTS = st.sampled_from(["10", "-10", "2.12", "0", "0.0001"])


@st.composite
def written(draw: st.DrawFn) -> Written:
    amount = draw(AMOUNTS)
    row = sale(
        date=draw(st.sampled_from(["3/28/2025", "3/29/2025", "4/1/2025"])),
        order_id=draw(st.sampled_from(["1", "2", ""])),
        item=draw(st.sampled_from(["Tea", "Cake"])),
        quantity=draw(st.sampled_from(["1", "-1"])),
        amount=amount,
    )
    how = draw(st.sampled_from(["good"] * 6 + ["date", "amount", "quantity", "total", "header"]))
    if how in ("total", "header"):
        word = "Total" if how == "total" else "Sale Date"
        return Written(row | {"date": word}, "ignored", None)
    if how == "good":
        return Written(row, "good", Decimal(amount))
    broken = row | {how: "never"}
    return Written(broken, "bad", None if how == "amount" else Decimal(amount))


GOOD = Written(sale(), "good", Decimal(10))
FILES = st.lists(written(), max_size=10).map(lambda rows: [GOOD, *rows])


def content_of(rows: list[Written]) -> bytes:
    return mindbody_csv(*(one.row for one in rows))


def units(amounts: Iterator[Decimal | None]) -> int:
    return int(sum(amount * 10_000 for amount in amounts if amount is not None))


@contextmanager
def undone(database: Database) -> Iterator[None]:
    """Undo whatever was imported, so that the next example starts with nothing."""
    try:
        yield
    finally:
        for record in list_imports(database):
            if record.undone_at is None:
                undo_import(database, record.id, now=NOON, actor=BY_COMMAND)


@examples(7, phases=BRIEFLY)
@given(FILES, FILES)
def test_every_row_and_amount_is_accounted_for(
    database: Database, earlier: list[Written], rows: list[Written]
) -> None:
    with undone(database):
        load(database, content_of(earlier), on_bad_rows="skip")
        result = load(database, content_of(rows) + b"\n", on_bad_rows="skip")
        good, bad = ([one for one in rows if one.kind == kind] for kind in ("good", "bad"))
        before = Counter(one.content for one in earlier if one.kind == "good")
        ours = Counter(one.content for one in good)
        there = {content: min(count, before[content]) for content, count in ours.items()}
        known = units(Decimal(content[-1]) * count for content, count in there.items())
        assert result.rows.read == len(rows)
        assert result.rows.already_imported == sum(there.values())
        assert result.rows.imported == len(good) - sum(there.values())
        assert result.rows.rejected == len(bad)
        assert result.rows.ignored == len(rows) - len(good) - len(bad)
        assert result.amount.read == units(one.amount for one in [*good, *bad])
        assert result.amount.already_imported == known
        assert result.amount.imported == units(one.amount for one in good) - known
        assert result.amount.rejected == units(one.amount for one in bad)
        assert result.rows.adds_up
        assert result.amount.adds_up


def told(result: ImportResult) -> ImportResult:
    """Give what a preview and its import must say alike."""
    said = replace(result, status="preview", message="", import_id=None)
    return said if result.rows.imported else replace(said, changed_orders=0, changed=())


@examples(7, phases=BRIEFLY)
@given(FILES, FILES)
def test_a_preview_says_what_the_import_then_does(
    database: Database, earlier: list[Written], rows: list[Written]
) -> None:
    with undone(database):
        load(database, content_of(earlier), on_bad_rows="skip")
        export, options = export_of(content_of(rows)), ImportOptions(on_bad_rows="skip")
        preview = preview_import(database, export, options, "SGD")
        result = load(database, content_of(rows), on_bad_rows="skip")
        assert told(preview) == told(result)
        if result.rows.imported:
            assert preview.message == result.message.replace("were imported", "would be imported")
            assert preview.sample is not None


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_order_that_lost_a_line_is_told_by_preview_and_import(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(item="Cake")))
    shorter = mindbody_csv(sale())
    preview = preview_import(database, export_of(shorter), ImportOptions(), "SGD")
    assert preview.changed_orders == 1
    assert load(database, shorter).changed_orders == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_preview_of_replacing_says_what_the_import_then_does(database: Database) -> None:
    load(database, mindbody_csv(sale(), sale(item="Cake")))
    corrected = mindbody_csv(sale(), sale(item="Pie"))
    options = ImportOptions(on_changed="replace")
    preview = preview_import(database, export_of(corrected), options, "SGD")
    result = load(database, corrected, on_changed="replace")
    assert (preview.rows, preview.amount) == (result.rows, result.amount)


def files_of(database: Database) -> dict[str, bytes]:
    assert database.path is not None
    names = (database.path.name, f"{database.path.name}-wal")
    return {
        path.name: path.read_bytes()
        for path in database.path.parent.iterdir()
        if path.name in names
    }


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("content", [
    pytest.param(mindbody_csv(sale(), sale(item="Cake")), id="new-lines"),
    pytest.param(mindbody_csv(sale(), sale(amount="x")), id="bad-rows"),
    pytest.param(mindbody_csv(sale()), id="the-same-file"),
    pytest.param(b"no export at all", id="refused"),
])  # fmt: skip
def test_a_preview_writes_nothing(database: Database, content: bytes, tmp_path: Path) -> None:
    load(database, mindbody_csv(sale()))
    version, before = database.data_version(), files_of(database)
    there = sorted(path.name for path in tmp_path.iterdir())
    preview_import(database, export_of(content), ImportOptions(), "SGD")
    assert database.data_version() == version
    assert files_of(database) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == there


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(["3/28/2025", "3/29/2025", "4/1/2025"]),
        st.lists(
            st.builds(sale, item=st.sampled_from(["Tea", "Cake"]), amount=AMOUNTS), min_size=1,
            max_size=4,
        ),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


@examples(7, phases=BRIEFLY)
@given(GROUPS, st.data())
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_overlapping_parts_in_any_order_give_what_the_whole_gives(
    database: Database, orders: list[tuple[str, list[Row]]], data: st.DataObject
) -> None:
    groups = [
        [row | {"date": day, "order_id": str(at)} for row in rows]
        for at, (day, rows) in enumerate(orders)
    ]
    some = st.lists(st.sampled_from(groups), min_size=1, unique_by=id)
    parts = [*data.draw(st.lists(some, max_size=2)), data.draw(st.permutations(groups))]
    parts = data.draw(st.permutations(parts))
    with undone(database):
        load(database, mindbody_csv(*(row for group in groups for row in group)))
        whole = shown(database)
    with undone(database):
        for at, part in enumerate(parts):
            content = mindbody_csv(*(row for group in part for row in group))
            load(database, content + b"\n" * at, name=f"part {at}.csv")
        assert shown(database) == whole


def shown(database: Database) -> tuple[Any, ...]:
    report = revenue_report(database, Filters(), "day")
    assert report.periods is not None
    products = products_report(database, Filters()).products
    return report.figures, report.periods.to_dict("records"), products.to_dict("records")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_receipt_that_does_not_add_up_is_never_given(database: Database) -> None:
    reading = replace(read(mindbody_csv(sale(), sale())), rows_read=3)
    receipt = Receipt(reading)
    assert reading.lines is not None
    for batch in reading.lines.batches():
        receipt.add(batch, Counted(1, 0))
    with (
        database.reading() as connection,
        pytest.raises(ReceiptError, match="does not add up"),
    ):
        receipt.result(connection, "sales.csv", "preview")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_result_as_the_contracts_write_it(database: Database) -> None:
    result = load(
        database, mindbody_csv(sale(amount="12.50"), sale(amount="x")), on_bad_rows="skip"
    )
    written = result.as_json()
    assert written.keys() == {
        "status", "import_id", "file", "sha256", "format", "message", "plan", "evidence",
        "questions", "rows", "amount", "first_date", "last_date", "orders", "changed_orders",
        "issues",
    }  # fmt: skip
    assert written["rows"] == {
        "read": 2, "imported": 1, "already_imported": 0, "rejected": 1, "ignored": 0, "replaced": 0,
    }  # fmt: skip
    assert written["amount"] == {
        "read": "12.5", "imported": "12.5", "already_imported": "0", "rejected": "0",
        "replaced": "0",
    }  # fmt: skip
    assert (written["first_date"], written["last_date"]) == ("2025-03-28", "2025-03-28")
    assert written["plan"]["date_format"] == "M/D/Y"
    assert written["issues"][0] | {"message": "", "how_to_fix": ""} == {
        "code": "amount", "line": 3, "column": "Total Paid w/ Payment Method", "value": "x",
        "message": "", "how_to_fix": "",
    }  # fmt: skip
