"""The command that tells which files hold a sale."""

from __future__ import annotations

from datetime import date

import click

from sales_core.cli.output import table, tell, write_json
from sales_core.cli.session import Day, as_json_option, in_its_currency, opened, settings
from sales_core.values.money import amount_text, quantity_text


@click.command()
@click.argument("day", metavar="DATE", type=Day())
@click.option("--order", "order_id", help='Only this order; "" for lines without one.')
@click.option("--product", help="Only this product, by its name in the files.")
@click.option("--location", help="Only this location.")
@as_json_option
def where(
    day: date,
    *,
    order_id: str | None,
    product: str | None,
    location: str | None,
    as_json: bool,
) -> None:
    """Tell which files hold the sales of DATE, and which of them counts."""
    from sales_core.contract.provenance import where_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.whereabouts import Sought, whereabouts  # noqa: PLC0415

    sought, use = Sought(day, order_id, product, location), settings()
    with opened(use) as database:
        code = in_its_currency(use, database).currency
        found = whereabouts(database, sought)
    if as_json:
        write_json(where_answer(found, sought, code))
        return
    if not found.lines:
        tell("There is no such sale on this day.")
        return
    rows = [
        (
            line.order_id or "–",
            line.product or "–",
            line.location or "–",
            quantity_text(line.quantity),
            amount_text(line.amount),
            "; ".join(
                f"{each.file} line {each.line} (import {each.import_id}"
                f"{', counts' if each.counts else ''})"
                for each in line.holders
            ),
        )
        for line in found.lines
    ]
    head = ("order", "product", "location", "quantity", "amount", "files")
    tell(table(head, rows, ("quantity", "amount")))
    if more := found.count - len(rows):
        tell(f"And {more:,} more lines: name an order, a product or a location.")
