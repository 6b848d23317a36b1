"""The commands that split revenue: by what lines say, by month and rate of tax, by hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sales_core.cli.output import table, tell, write_bytes, write_json
from sales_core.cli.reports import (
    as_csv_option,
    asked_filters,
    end_option,
    location_option,
    one_form,
    payment_method_option,
    product_option,
    start_option,
    text_of,
    trait_options,
    words_of,
)
from sales_core.cli.session import as_json_option, in_its_currency, opened, settings
from sales_core.values.periods import WEEKDAYS

if TYPE_CHECKING:  # they load pandas
    from sales_core.reporting.files.typed_table import TypedTable
    from sales_core.reporting.filters import Filters
    from sales_core.store.database import Database

T = TypeVar("T")


@click.command()
@click.argument("by")
@start_option
@end_option
@location_option
@payment_method_option
@product_option
@trait_options
@as_json_option
@as_csv_option
def breakdown(*, by: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Split revenue BY location, payment-method, product, category, staff, channel, ...

    Any column that is kept can be named, too.
    """
    from sales_core.contract.breakdowns import breakdown_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.breakdown_tables import parts_table  # noqa: PLC0415
    from sales_core.reporting.files.csv_file import write_csv  # noqa: PLC0415
    from sales_core.reporting.traits import parts_of  # noqa: PLC0415

    one_form(as_json=as_json, as_csv=as_csv)
    asked = asked_filters(**filters)
    (kind, parts), code = _found(partial(parts_of, name=by), asked)
    if as_csv:
        write_bytes(write_csv(parts_table(parts, kind)))
        return
    answer = breakdown_answer(parts, asked, kind, code)
    _tell_or_write(answer, answer["parts"], as_json=as_json)


@click.command()
@start_option
@end_option
@location_option
@payment_method_option
@product_option
@trait_options
@as_json_option
@as_csv_option
def taxes(*, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Tell taxes and net revenue by month and rate of tax."""
    from sales_core.contract.breakdowns import taxes_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.breakdown_tables import taxes_table  # noqa: PLC0415
    from sales_core.reporting.taxes_and_hours import tax_table  # noqa: PLC0415

    one_form(as_json=as_json, as_csv=as_csv)
    asked = asked_filters(**filters)
    if as_csv:
        _write_as_csv(taxes_table, asked)
        return
    found, code = _found(tax_table, asked)
    answer = taxes_answer(found, asked, code)
    _tell_or_write(answer, answer["taxes"], as_json=as_json)


@click.command()
@start_option
@end_option
@location_option
@payment_method_option
@product_option
@trait_options
@as_json_option
@as_csv_option
def hours(*, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Tell revenue by day of the week and hour."""
    from sales_core.contract.breakdowns import hours_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.breakdown_tables import hours_table  # noqa: PLC0415
    from sales_core.reporting.taxes_and_hours import busy_hours  # noqa: PLC0415

    one_form(as_json=as_json, as_csv=as_csv)
    asked = asked_filters(**filters)
    if as_csv:
        _write_as_csv(hours_table, asked)
        return
    found, code = _found(busy_hours, asked)
    answer = hours_answer(found, asked, code)
    named = [row | {"weekday": WEEKDAYS[row["weekday"] - 1]} for row in answer["hours"]]
    _tell_or_write(answer, answer["hours"] if as_json else named, as_json=as_json)


def _found(ask: Callable[[Database, Filters], T], asked: Filters) -> tuple[T, str]:
    """Ask the database of the settings; give what it finds, and the currency of it."""
    use = settings()
    with opened(use) as database:
        return ask(database, asked), in_its_currency(use, database).currency


def _write_as_csv(make: Callable[[Database, Filters], TypedTable], asked: Filters) -> None:
    from sales_core.reporting.files.csv_file import write_csv  # noqa: PLC0415 - loads pandas

    made, _ = _found(make, asked)
    write_bytes(write_csv(made))


def _tell_or_write(answer: dict[str, Any], rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        write_json(answer)
    elif not rows:
        tell("There are no sales in this period.")
    else:
        tell(f"Amounts in {answer['currency']}\n")
        header = tuple(words_of(name) for name in rows[0])
        texts = [[text_of(value) for value in row.values()] for row in rows]
        tell(table(header, texts, numbers=header[1:]))
