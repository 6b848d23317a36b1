"""The command that tells how the month is doing and what it is heading for."""

from __future__ import annotations

from typing import Any

import click

from sales_core.cli.output import table, tell, write_json
from sales_core.cli.reports import location_option, payment_method_option
from sales_core.cli.session import as_json_option, in_its_currency, opened, settings


@click.command()
@location_option
@payment_method_option
@click.option("--product", "products", multiple=True, help="Only this product; repeatable.")
@as_json_option
def pace(*, as_json: bool, **names: Any) -> None:
    """Tell the revenue of the month so far, and about what it is heading for.

    The month is that of the last day of data; beside it stand the same days of the month before.
    """
    from sales_core.contract.answers import pace_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.filters import Filters  # noqa: PLC0415
    from sales_core.reporting.pace import pace as pace_of  # noqa: PLC0415

    asked, use = Filters(**names), settings()
    with opened(use) as database:
        code = in_its_currency(use, database).currency
        answer = pace_answer(pace_of(database, asked), code)
    if as_json:
        write_json(answer)
    else:
        _tell(answer)


def _tell(answer: dict[str, Any]) -> None:
    if answer["month"] is None:
        tell(answer["why_no_heading"])
        return
    tell(f"{answer['month']}, amounts in {answer['currency']}\n")
    before, heading = answer["before"], answer["heading_for"]
    rows = [
        (f"{answer['start']} to {answer['end']}", answer["revenue"]),
        (f"{before['start']} to {before['end']}", before["revenue"] or "–"),
    ]
    tell(table(("", "revenue"), rows, numbers=("revenue",)))
    if heading:
        low, high = heading["low"], heading["high"]
        tell(f"\nHeading for about {heading['revenue']}; four of five times {low} to {high}.")
    else:
        tell(f"\n{answer['why_no_heading']}")
