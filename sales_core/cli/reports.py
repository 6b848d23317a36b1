"""The commands that answer questions: revenue and products, as text, JSON or CSV."""

from __future__ import annotations

from typing import Any

import click

from sales_core.cli.output import table, tell, write_bytes, write_json
from sales_core.cli.session import Day, as_json_option, in_its_currency, opened, settings
from sales_core.values.periods import GRAINS, Grain

start_option = click.option("--start", type=Day(), help="First day; default: the first with sales.")
end_option = click.option("--end", type=Day(), help="Last day, included; default: the last.")
location_option = click.option(
    "--location", "locations", multiple=True, help="Only this location; repeatable."
)
payment_method_option = click.option(
    "--payment-method", "payment_methods", multiple=True, help="Only this one; repeatable."
)
as_csv_option = click.option("--csv", "as_csv", is_flag=True, help="Answer with a CSV file.")


@click.command()
@start_option
@end_option
@click.option("--by", type=click.Choice(GRAINS), help="Also each day, week and so on.")
@location_option
@payment_method_option
@click.option("--product", "products", multiple=True, help="Only this product; repeatable.")
@as_json_option
@as_csv_option
def revenue(*, by: Grain | None, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Tell the revenue of a period; both days are included."""
    from sales_core.contract import revenue_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.download import revenue_csv, summary_csv  # noqa: PLC0415
    from sales_core.reporting.filters import Filters  # noqa: PLC0415
    from sales_core.reporting.revenue import revenue_report  # noqa: PLC0415

    _one_form(as_json=as_json, as_csv=as_csv)
    asked, use = Filters(**filters), settings()
    with opened(use) as database:
        code = in_its_currency(use, database).currency
        report = revenue_report(database, asked, by)
    if as_csv:
        write_bytes(revenue_csv(report) if by else summary_csv(report, asked, code))
    elif as_json:
        write_json(revenue_answer(report, code))
    else:
        _tell_revenue(revenue_answer(report, code), report.figures.why_no_orders)


@click.command()
@start_option
@end_option
@location_option
@payment_method_option
@as_json_option
@as_csv_option
def products(*, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Tell what sold in a period, by revenue, highest first."""
    from sales_core.contract import products_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.download import products_csv  # noqa: PLC0415
    from sales_core.reporting.filters import Filters  # noqa: PLC0415
    from sales_core.reporting.products import products_report  # noqa: PLC0415

    _one_form(as_json=as_json, as_csv=as_csv)
    asked, use = Filters(**filters), settings()
    with opened(use) as database:
        in_its_currency(use, database)  # prices are amounts, too
        report = products_report(database, asked)
    if as_csv:
        write_bytes(products_csv(report))
    elif as_json:
        write_json(products_answer(report))
    else:
        _tell_products(products_answer(report))


def _one_form(*, as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other. Give one of them.")


def _tell_revenue(answer: dict[str, Any], why: str) -> None:
    if answer["start"] is None:
        tell("There are no sales yet.")
        return
    tell(f"{answer['start']} to {answer['end']}, amounts in {answer['currency']}\n")
    names = ("revenue", "gross_sales", "refunds", "orders", "units", "average_order_value")
    figures = [(_words(name), _text(answer[name])) for name in names]
    tell(table(("", "total"), figures, numbers=("total",)))
    if why:
        tell(f"\n{why}")
    if periods := answer.get("periods"):
        header = tuple(_words(name) for name in periods[0])
        rows = [[_text(value) for value in period.values()] for period in periods]
        tell("\n" + table(header, rows, numbers=header[2:]))


def _tell_products(answer: dict[str, Any]) -> None:
    if not answer["products"]:
        tell("Nothing was sold in this period.")
        return
    tell(f"{answer['start']} to {answer['end']}\n")
    header = tuple(_words(name) for name in answer["products"][0])
    rows = [[_text(value) for value in product.values()] for product in answer["products"]]
    tell(table(header, rows, numbers=header[1:5]))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _text(value: object) -> str:
    """Write a value for people: an en dash where there is none."""
    return "–" if value in (None, "") else str(value)
