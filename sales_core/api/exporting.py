"""What pages offer to take away, as files: tables, journals, and the report of a month."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, cast, get_args

from fastapi import APIRouter, Depends, Query
from pydantic import BeforeValidator
from starlette.responses import Response

from sales_core.api.context import Given, Settled
from sales_core.api.examples import ERRORS
from sales_core.api.parameters import AskedSomePeriod, only_known
from sales_core.api.roles import MAY_SEE
from sales_core.reporting.files.forms import ENDINGS, FORMS, MIME, write_table
from sales_core.reporting.journals.accounts import account_pairs
from sales_core.reporting.journals.programs import ENDINGS as JOURNAL_ENDINGS
from sales_core.reporting.journals.programs import PROGRAMS, Program, journal
from sales_core.reporting.monthly.month import month_of
from sales_core.reporting.monthly.pdf import chosen_tag, set_page
from sales_core.reporting.tables import TABLES
from sales_core.values.dates import parse_day
from sales_core.values.money import amount_text

router = APIRouter(
    prefix="/api", tags=["files"], dependencies=[Depends(only_known)], responses=ERRORS
)

TableName = Literal["daily", "products", "locations", "payment-methods", "weekdays", "rows"]

FormatName = Literal[
    "csv", "csv-comma", "xlsx", "parquet", "beancount", "hledger", "datev", "xero", "quickbooks"
]

AskedTable = Annotated[TableName, Query(description="Which table; of no use with a journal.")]

FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The file."}}


def _month(text: str) -> date:
    try:
        return parse_day(f"{text}-01")
    except ValueError:
        raise ValueError("It must be a month, written as in 2025-03") from None


AskedMonth = Annotated[
    Annotated[date, BeforeValidator(_month)] | None,
    Query(description="As in 2025-03; without it the last one that the data has to its end."),
]


@router.get(
    "/export/{form}",
    dependencies=[MAY_SEE],
    summary="Sales as a file, for spreadsheets, programs or accounting",
    description="The files of the command export. csv, csv-comma (decimal commas), xlsx and "
    "parquet are tables; beancount, hledger, datev, xero and quickbooks are journals. The header "
    "Sales-Rounded says how much more a journal of two decimals posts than was paid.",
    responses=FILE,
    response_class=Response,
)
def export(
    given: Given,
    use: Settled,
    period: AskedSomePeriod,
    form: FormatName,
    table: AskedTable = "daily",
) -> Response:
    """Answer with a file."""
    if form in FORMS:
        made_table = TABLES[table](given.database(), period)
        content = write_table(made_table, form, use.currency)
        return _file(content, f"{table}.{ENDINGS[form]}")
    program = cast("Program", form)
    made = journal(
        given.database(),
        period,
        program,
        use.currency,
        pairs=account_pairs(use.accounts),
        now=given.clock(),
    )
    answer = _file(made.content, f"sales_{form}.{JOURNAL_ENDINGS[program]}")
    answer.headers["Sales-Rounded"] = amount_text(made.rounded)
    return answer


@router.get(
    "/report",
    dependencies=[MAY_SEE],
    summary="The report of a month: one page, as PDF",
    description="Figures, a chart of the days, the best products, locations, payment methods, and "
    "whether all totals agree.",
    responses=FILE,
    response_class=Response,
)
def report(given: Given, use: Settled, month: AskedMonth = None) -> Response:
    """Answer with the report of a month."""
    found = month_of(given.database(), month)
    page = set_page(found, use.currency, chosen_tag(given.database()))
    return _file(page, f"sales_{found.period.start:%Y-%m}.pdf")


def _file(content: bytes, name: str) -> Response:
    ending = name.rsplit(".", 1)[-1]
    kind = {**MIME, "pdf": "application/pdf"}.get(ending, "text/plain; charset=utf-8")
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=kept)


assert get_args(TableName) == tuple(TABLES)  # noqa: S101 - the description lists them
assert get_args(FormatName) == (*FORMS, *PROGRAMS)  # noqa: S101
