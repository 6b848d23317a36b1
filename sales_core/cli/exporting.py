"""The command that writes what pages offer to take away: tables and journals, as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from sales_core.cli.output import tell, write_json
from sales_core.cli.reports import (
    end_option,
    location_option,
    payment_method_option,
    start_option,
)
from sales_core.cli.session import (
    FileError,
    Month,
    as_json_option,
    in_its_currency,
    now,
    opened,
    settings,
)

if TYPE_CHECKING:
    from sales_core.reporting.files.forms import Form
    from sales_core.reporting.filters import Filters
    from sales_core.reporting.journals.programs import Program
    from sales_core.settings import Settings
    from sales_core.store.database import Database

TABLES = ("daily", "products", "locations", "payment-methods", "weekdays", "rows")

_FORMS = ("csv", "csv-comma", "xlsx", "parquet")
_PROGRAMS = ("beancount", "hledger", "datev", "xero", "quickbooks")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice([*_FORMS, *_PROGRAMS]))
@click.argument("path", type=click.Path(path_type=Path))
@start_option
@end_option
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="daily",
    show_default=True,
    help="Which table; of no use with a journal.",
)
@location_option
@payment_method_option
@click.option("--product", "products", multiple=True, help="Only this product; repeatable.")
@click.option(
    "--account",
    "accounts",
    multiple=True,
    metavar="WHAT=ACCOUNT",
    help="What an account of a journal is called: of revenue, tax, payments, or of one payment "
    "method by its name; repeatable.",
)
@as_json_option
def export(
    form: str,
    path: Path,
    table: str,
    accounts: tuple[str, ...],
    *,
    as_json: bool,
    **filters: Any,
) -> None:
    """Write sales to PATH, in a FORMAT for spreadsheets, programs or accounting.

    csv, csv-comma (decimal commas), xlsx and parquet are tables; beancount, hledger, datev,
    xero and quickbooks are journals with one balanced entry for each day.
    """
    from sales_core.reporting.filters import Filters  # noqa: PLC0415 - loads pandas

    must_be_writable(path)
    asked, use = Filters(**filters), settings()
    with opened(use) as database:
        use = in_its_currency(use, database)
        if form in _PROGRAMS:
            program = cast("Program", form)
            content, told = _journal(database, asked, program, use, accounts)
        else:
            content = _table(database, asked, table, cast("Form", form), use.currency)
            told = {"table": table}
    path.write_bytes(content)
    if as_json:
        written = {"status": "written", "path": str(path), "format": form, "bytes": len(content)}
        write_json({**written, **told})
        return
    tell(f"{path} is written ({len(content)} bytes).")
    if told.get("rounded", "0") != "0":
        tell(
            f"{form} takes two decimals: amounts with more were rounded, half to even. Together "
            f"{told['rounded']} {use.currency} more is posted than was paid."
        )


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--month",
    type=Month(),
    help="Which month, as in 2026-03; default: the last one that the data has to its end.",
)
@as_json_option
def report(path: Path, month: date | None, *, as_json: bool) -> None:
    """Write the report of a month to PATH: one page, as PDF.

    It has the figures, a chart of the days, the best products, locations, payment methods, and
    whether all totals agree.
    """
    from sales_core.reporting.monthly.month import month_of  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.monthly.pdf import chosen_tag, set_page  # noqa: PLC0415

    must_be_writable(path)
    use = settings()
    with opened(use) as database:
        currency = in_its_currency(use, database).currency
        found, tag = month_of(database, month), chosen_tag(database)
    content = set_page(found, currency, tag)
    path.write_bytes(content)
    name = f"{found.period.start:%Y-%m}"
    if as_json:
        written = {"status": "written", "path": str(path), "month": name, "bytes": len(content)}
        write_json({**written, "totals_agree": found.agree})
        return
    tell(f"The report of {name} is in {path}.")
    if not found.agree:
        tell("The totals differ, and the page says so. Run `verify`, then `rebuild`.", error=True)


def must_be_writable(path: Path) -> None:
    """Refuse before any work a path that no file can be written to."""
    if not path.absolute().parent.is_dir():
        raise FileError(f"Nothing can be written to {path}: there is no such folder.")
    if path.is_dir():
        raise FileError(f"{path} is a folder. Name a file in it.")


def _table(database: Database, asked: Filters, table: str, form: Form, currency: str) -> bytes:
    from sales_core.reporting.files.forms import write_table  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.tables import TABLES as MADE  # noqa: PLC0415

    return write_table(MADE[table](database, asked), form, currency)


def _journal(
    database: Database, asked: Filters, program: Program, use: Settings, accounts: tuple[str, ...]
) -> tuple[bytes, dict[str, Any]]:
    from sales_core.reporting.journals.accounts import account_pairs  # noqa: PLC0415
    from sales_core.reporting.journals.programs import journal  # noqa: PLC0415 - loads pandas
    from sales_core.values.money import amount_text  # noqa: PLC0415

    pairs = account_pairs([*use.accounts, *accounts])
    made = journal(database, asked, program, use.currency, pairs=pairs, now=now())
    return made.content, {"entries": made.entries, "rounded": amount_text(made.rounded)}
