"""The one Download button of a page: every table of it in the kind of file that is wanted.

It stands in the bar. The page under the bar says what it shows; what stands in the menu is
made when the menu is open, and a file when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components import reader, store
from components.for_books import choose_journal, choose_month, journal_name, journal_of
from components.view import View
from sales_core.reporting.files.forms import ENDINGS, MIME, Form, write_table, write_workbook
from sales_core.reporting.files.typed_table import TypedTable
from sales_core.reporting.monthly.pdf import monthly_pdf
from sales_core.reporting.tables import daily_table

CHOICES: dict[str, Form] = {
    "CSV": "csv",
    "CSV 1,5": "csv-comma",
    "Excel": "xlsx",
    "Parquet": "parquet",
}
"""What a person reads for each kind of file."""

ABOUT = (
    "CSV has decimal points, for programs and for spreadsheets that write 1.5. **CSV 1,5** has "
    "decimal commas and semicolons, for spreadsheets that write 1,5. All have every digit."
)

TYPES = MIME | {
    "beancount": "text/plain",
    "journal": "text/plain",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}
"""Media types by the ending of a name."""

WIDTH = 420
"""Pixels of the open menu."""

ICON = ":material/download:"

_PLACE = "download-place"


@dataclass(frozen=True)
class Offer:
    """A table to take away.

    Attributes:
        label: What it is called in the menu.
        name: The beginning of the name of its file.
        ask: Gives it; runs outside the page, so it must not draw anything.
    """

    label: str
    name: str
    ask: Callable[[], TypedTable]


@dataclass(frozen=True)
class File:
    """A file that is of one kind only.

    Attributes:
        label: What it is called in the menu.
        name: The beginning of its name.
        ending: What kind it is.
        build: Makes it; runs outside the page.
    """

    label: str
    name: str
    ending: str
    build: Callable[[], bytes]


def keep_place(place: Any) -> None:
    """Note where in the bar the button stands, for the page under it."""
    st.session_state[_PLACE] = place


def offer_downloads(view: View, tables: Sequence[Offer], files: Sequence[File] = ()) -> None:
    """Offer what a page shows: the daily revenue first, then each table, then other files.

    Args:
        view: What the page shows.
        tables: Its tables, in the order in which they are shown.
        files: What else there is.
    """
    place = st.session_state.get(_PLACE) or st.container()
    menu = place.popover("Download", icon=ICON, key="downloads", on_change="rerun", wrap=False)
    if not menu.open:
        return
    with menu, st.container(width=WIDTH, gap="small", key="download-menu"):
        form = choose_form("download-form")
        _offer_tables(view, tables, form)
        with st.container(horizontal=True, gap="xsmall"):
            for file in files:
                offer_file(file.label, file.build, file_name(file.name, view, file.ending))
        _offer_report(view)
        _offer_journal(view)


def choose_form(key: str) -> Form:
    """Ask for the kind of file; the choice holds until the browser's tab is closed."""
    chosen = st.segmented_control(
        "Kind of file",
        list(CHOICES),
        default="CSV",
        required=True,
        key=key,
        persist_state="session",
        help=ABOUT,
    )
    form = CHOICES[chosen or "CSV"]
    if form == "csv" and reader.forms().number.decimal == ",":
        st.caption("You write 1,5: for a spreadsheet, take **CSV 1,5** or Excel.")
    return form


def _offer_tables(view: View, tables: Sequence[Offer], form: Form) -> None:
    database, currency = store.database(), store.settings().currency
    daily = Offer("Daily revenue", "daily_revenue", partial(daily_table, database, view.filters))
    _offer_table(view, daily, form, type="primary", width="stretch", icon=ICON)
    with st.container(horizontal=True, gap="xsmall"):
        for offer in tables:
            _offer_table(view, offer, form)
        if form == "xlsx":
            every = [each.ask for each in (daily, *tables)]
            offer_file(
                "All in one workbook",
                lambda: write_workbook([ask() for ask in every], currency),
                file_name("sales", view, "xlsx"),
            )


def _offer_report(view: View) -> None:
    database, currency = store.database(), store.settings().currency
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        month = choose_month(view)
        offer_file(
            "Report as PDF",
            partial(monthly_pdf, database, currency, month, reader.forms().number.tag),
            f"sales_{month:%Y-%m}.pdf",
            icon=ICON,
        )


def _offer_journal(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        program = choose_journal()
        below = st.container(width="content")
    made = journal_of(view, program) if program else None
    if program and made:
        name, ending = journal_name(program)
        with below:
            build = partial(bytes, made.content)
            offer_file("Journal", build, file_name(name, view, ending), icon=ICON)


def _offer_table(view: View, offer: Offer, form: Form, **look: Any) -> None:
    currency = store.settings().currency
    offer_file(
        offer.label,
        lambda: write_table(offer.ask(), form, currency),
        file_name(offer.name, view, ENDINGS[form]),
        key=f"download-{offer.name}-{form}",
        **look,
    )


def offer_file(
    label: str, build: Callable[[], bytes], name: str, *, key: str | None = None, **look: Any
) -> None:
    """Offer a file that is built when the button is clicked.

    Args:
        label: What it is.
        build: Makes it; runs outside the page, so it must not draw anything.
        name: Its name; the ending says what kind it is.
        key: Name of the button in the page, if that of the file is not enough.
        look: How the button looks.
    """
    st.download_button(
        label,
        reader.taken_along(build),
        file_name=name,
        mime=TYPES[name.rsplit(".", 1)[-1]],
        on_click="ignore",
        key=key or f"download-{name}",
        **look,
    )


def file_name(what: str, view: View, ending: str) -> str:
    """Name a file by what it holds, its days, and that it is only a part, where it is.

    Example: ``revenue_by_week_2026-01-01_2026-03-31_filtered.csv``
    """
    days = f"{view.period.start}_{view.period.end}"
    return f"{what}_{days}{'_filtered' if view.narrowed else ''}.{ending}"
