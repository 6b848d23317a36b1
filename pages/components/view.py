"""What a page shows: a period, what it is compared with, and the names it is narrowed to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from sales_core.reporting.filters import Filters
from sales_core.values.dates import EARLIEST, LATEST
from sales_core.values.periods import Period

FROM: Final = "from"
TO: Final = "to"
COMPARE: Final = "compare"
OTHER_FROM: Final = "compare-from"
OTHER_TO: Final = "compare-to"
WEEK: Final = "week"
GRAIN: Final = "grain"
LOCATION: Final = "location"
PAYMENT_METHOD: Final = "payment_method"
PRODUCT: Final = "product"
"""Names in the address, and of the controls."""

SHARED = (FROM, TO, COMPARE, OTHER_FROM, OTHER_TO, WEEK, LOCATION, PAYMENT_METHOD, PRODUCT)
"""What is the same on all pages that have the bar."""

DAYS: Final = "days"
"""In the address of a link to a page with the bar: the days it asks for.

The names of the bar's own controls cannot stand there: Streamlit takes them out when the page
changes, because the controls of the page that is left are bound to them.
"""

_VIEW = "view"
_TO_LAST = ".."


@dataclass(frozen=True)
class View:
    """What a page shows.

    Attributes:
        data: First to last day of data.
        period: The days shown, both ends included.
        before: The days they are compared with; None where nothing is compared.
        filters: The period and the names, as the core asks for them.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.
    """

    data: Period
    period: Period
    before: Period | None
    filters: Filters
    week_start: int = 0

    def at(self, period: Period) -> Filters:
        """Ask the same about other days."""
        return replace(self.filters, start=period.start, end=period.end)

    @property
    def narrowed(self) -> bool:
        """Tell whether it shows only some locations, payment methods or products."""
        chosen = self.filters
        return bool(chosen.locations or chosen.payment_methods or chosen.products)


def current_view() -> View | None:
    """Give what is chosen in the bar of this page; None without data."""
    view = st.session_state.get(_VIEW)
    return view if isinstance(view, View) else None


def keep_view(view: View | None) -> None:
    """Note what is chosen in the bar, for the page under it."""
    st.session_state[_VIEW] = view


def carry_over() -> None:
    """Let what is chosen stand in the address of this page, too.

    When the page changes, Streamlit empties the address and fills it again only with values
    that the script sets. The days that a link asks for go before those chosen so far.
    """
    if asked := st.query_params.get(DAYS):
        del st.query_params[DAYS]
        _choose_days(asked)
    for key in SHARED:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def link_to(period: Period) -> dict[str, str]:
    """Give the parameters of a link that opens a page with the bar at some days."""
    return {DAYS: f"{period.start.isoformat()}{_TO_LAST}{period.end.isoformat()}"}


def _choose_days(asked: str) -> None:
    """Choose the days that a link asks for; what no link of the app would say is left alone."""
    with suppress(ValueError):
        first, last = (date.fromisoformat(day) for day in asked.split(_TO_LAST))
        if min(first, last) >= EARLIEST and max(first, last) <= LATEST:
            st.session_state[FROM], st.session_state[TO] = first, last
            with suppress(StreamlitAPIException):  # of a page that is open, the controls do it
                st.query_params.update({FROM: first.isoformat(), TO: last.isoformat()})


def chosen_text(key: str) -> str | None:
    """Give what a choice will be on this run, before its control is drawn; None where untouched."""
    if key in st.session_state:
        return str(st.session_state[key])
    asked = st.query_params.get_all(key)
    return str(asked[0]) if asked else None


def chosen_day(key: str) -> date | None:
    """Give what a day will be on this run, before its control is drawn; None where untouched."""
    try:
        return date.fromisoformat(chosen_text(key) or "")
    except ValueError:
        return None


def chosen_names(key: str) -> list[str]:
    """Give the names that will be chosen on this run, before their control is drawn."""
    if key in st.session_state:
        return [str(name) for name in st.session_state[key] or ()]
    return [str(name) for name in st.query_params.get_all(key)]
