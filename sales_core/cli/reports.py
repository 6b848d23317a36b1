"""The commands that answer questions: revenue and products, as text, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from sales_core.cli.output import table, tell, write_bytes, write_json
from sales_core.cli.session import Day, as_json_option, in_its_currency, opened, settings
from sales_core.values.periods import GRAINS, Grain

if TYPE_CHECKING:
    from sales_core.reporting.filters import Filters

Names = tuple[str, ...]

start_option = click.option("--start", type=Day(), help="First day; default: the first with sales.")
end_option = click.option("--end", type=Day(), help="Last day, included; default: the last.")
location_option = click.option(
    "--location", "locations", multiple=True, help="Only this location; repeatable."
)
payment_method_option = click.option(
    "--payment-method", "payment_methods", multiple=True, help="Only this one; repeatable."
)
product_option = click.option(
    "--product", "products", multiple=True, help="Only this product; repeatable."
)


def trait_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filters by what lines say of themselves."""
    for option in (
        click.option("--category", multiple=True, help="Only this category; repeatable."),
        click.option("--staff", multiple=True, help="Only this member of staff; repeatable."),
        click.option("--channel", multiple=True, help="Only this channel; repeatable."),
        click.option(
            "--kept",
            multiple=True,
            metavar="COLUMN=NAME",
            help="Only lines with this name in a column that is kept; repeatable.",
        ),
    ):
        command = option(command)
    return command


as_csv_option = click.option("--csv", "as_csv", is_flag=True, help="Answer with a CSV file.")


@click.command()
@start_option
@end_option
@click.option("--by", type=click.Choice(GRAINS), help="Also each day, week and so on.")
@location_option
@payment_method_option
@product_option
@trait_options
@as_json_option
@as_csv_option
def revenue(*, by: Grain | None, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Tell the revenue of a period; both days are included."""
    from sales_core.contract.answers import revenue_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.download import revenue_csv, summary_csv  # noqa: PLC0415
    from sales_core.reporting.revenue import revenue_report  # noqa: PLC0415

    one_form(as_json=as_json, as_csv=as_csv)
    asked, use = asked_filters(**filters), settings()
    with opened(use) as database:
        code = in_its_currency(use, database).currency
        report = revenue_report(database, asked, by)
    if as_csv:
        write_bytes(revenue_csv(report) if by else summary_csv(report, asked, code))
    elif as_json:
        write_json(revenue_answer(report, code))
    else:
        figures = report.figures
        whys = filter(None, (figures.why_no_orders, figures.why_not_all_taxes))
        _tell_revenue(revenue_answer(report, code), whys)


@click.command()
@start_option
@end_option
@location_option
@payment_method_option
@trait_options
@as_json_option
@as_csv_option
def products(*, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Tell what sold in a period, by revenue, highest first."""
    from sales_core.contract.answers import products_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.download import products_csv  # noqa: PLC0415
    from sales_core.reporting.products import products_report  # noqa: PLC0415

    one_form(as_json=as_json, as_csv=as_csv)
    asked, use = asked_filters(**filters), settings()
    with opened(use) as database:
        in_its_currency(use, database)  # prices are amounts, too
        report = products_report(database, asked)
    if as_csv:
        write_bytes(products_csv(report))
    elif as_json:
        write_json(products_answer(report))
    else:
        _tell_products(products_answer(report))


def asked_filters(
    *, category: Names, staff: Names, channel: Names, kept: Names, **filters: Any
) -> Filters:
    """Read the filters of a command."""
    from sales_core.contract.breakdowns import asked_traits  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.filters import Filters  # noqa: PLC0415

    traits = asked_traits(kept, category=category, staff=staff, channel=channel)
    return Filters(**filters, traits=traits)


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Refuse two forms of an answer at once."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other. Give one of them.")


def _hidden(answer: dict[str, Any]) -> set[str]:
    """Give the figures of taxes and discounts that say nothing here."""
    without = {"lines_without_tax", "revenue_without_tax"}
    taxed = answer["tax"] is not None
    hidden = set() if taxed else {"net_revenue", "tax"}
    hidden |= set() if taxed and answer["lines_without_tax"] else without
    return hidden | (set() if answer["discounts"] != "0" else {"discounts"})


def _tell_revenue(answer: dict[str, Any], whys: Iterable[str]) -> None:
    if answer["start"] is None:
        tell("There are no sales yet.")
        return
    tell(f"{answer['start']} to {answer['end']}, amounts in {answer['currency']}\n")
    names = ["revenue", "gross_sales", "refunds", "orders", "units", "average_order_value"]
    names += ["net_revenue", "tax"] if answer["tax"] is not None else []
    names += ["discounts"] if answer["discounts"] != "0" else []
    figures = [(words_of(name), text_of(answer[name])) for name in names]
    tell(table(("", "total"), figures, numbers=("total",)))
    for sentence in whys:
        tell(f"\n{sentence}")
    if periods := answer.get("periods"):
        shown = [name for name in periods[0] if name not in _hidden(answer)]
        header = tuple(words_of(name) for name in shown)
        rows = [[text_of(period[name]) for name in shown] for period in periods]
        tell("\n" + table(header, rows, numbers=header[2:]))


def _tell_products(answer: dict[str, Any]) -> None:
    if not answer["products"]:
        tell("Nothing was sold in this period.")
        return
    tell(f"{answer['start']} to {answer['end']}\n")
    header = tuple(words_of(name) for name in answer["products"][0])
    rows = [[text_of(value) for value in product.values()] for product in answer["products"]]
    tell(table(header, rows, numbers=header[1:5]))


def words_of(name: str) -> str:
    """Write the name of a figure for people."""
    return name.replace("_", " ")


def text_of(value: object) -> str:
    """Write a value for people: an en dash where there is none."""
    return "–" if value in (None, "") else str(value)
