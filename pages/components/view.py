"""What a page shows: a period, what it is compared with, and the names it is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from components import address
from components.text import named
from sales_core.reporting.comparable import Comparable
from sales_core.reporting.filters import Filters
from sales_core.values.chosen_days import text_of_days, text_of_preset
from sales_core.values.comparing import Comparison
from sales_core.values.periods import Period
from sales_core.values.traits import NAMED, is_kept, shown_kind

PERIOD: Final = "period"
COMPARE: Final = "compare"
GRAIN: Final = "grain"
LOCATION: Final = "location"
PAYMENT_METHOD: Final = "payment_method"
PRODUCT: Final = "product"
"""Names in the address; what lines say of themselves stands there by its kind."""

SHARED = (PERIOD, COMPARE, LOCATION, PAYMENT_METHOD, PRODUCT, *NAMED)
"""What is the same on all pages that have the bar, with the columns that are kept."""

_VIEW = "view"
_LAST = "last-address"


@dataclass(frozen=True)
class View:
    """What a page shows.

    Attributes:
        data: First to last day of data.
        period: The days shown, both ends included.
        before: The days they are compared with; None where nothing is, and where too little
            is known of them.
        filters: The period and the names, as the core asks for them.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.
        comparison: With what the period is compared.
        asked: The days of the comparison, also where too little is known of them.
        comparable: How far the two can be compared; None without days to compare with.
    """

    data: Period
    period: Period
    before: Period | None
    filters: Filters
    week_start: int = 0
    comparison: Comparison = "none"
    asked: Period | None = None
    comparable: Comparable | None = None

    def at(self, period: Period) -> Filters:
        """Ask the same about other days."""
        return replace(self.filters, start=period.start, end=period.end)

    @property
    def narrowed(self) -> bool:
        """Tell whether it shows only some locations, payment methods or products."""
        chosen = self.filters
        names = (chosen.locations, chosen.payment_methods, chosen.products, chosen.traits)
        return any(names)

    @property
    def names(self) -> list[str]:
        """Give the names it is narrowed to, as they are shown."""
        chosen = self.filters
        kinds: dict[str, tuple[str, ...]] = {
            "location": chosen.locations,
            "payment method": chosen.payment_methods,
            "product": chosen.products,
            **{shown_kind(kind): names for kind, names in chosen.traits},
        }
        return [named(name, kind) for kind, names in kinds.items() for name in names]


def shared() -> list[str]:
    """Give the names in the address that are the same on all pages with the bar."""
    return [*SHARED, *filter(is_kept, st.query_params)]


def current_view() -> View | None:
    """Give what is chosen in the bar of this page; None without data."""
    view = st.session_state.get(_VIEW)
    return view if isinstance(view, View) else None


def keep_view(view: View | None) -> None:
    """Note what is chosen in the bar, for the page under it, and its address for other pages."""
    st.session_state[_VIEW] = view
    if view is not None:
        st.session_state[_LAST] = address.kept(shared())


def last_address() -> dict[str, list[str]]:
    """Give what the bar said when it was last seen, for links from pages that have none."""
    found: dict[str, list[str]] = st.session_state.get(_LAST, {})
    return found


def link_to(days: Period | str) -> dict[str, list[str]]:
    """Give the parameters of a link that opens another page with the bar at some days.

    What else is chosen on this page goes along.

    Args:
        days: Two days, or the name of a preset, which moves on with the data.
    """
    text = text_of_preset(days) if isinstance(days, str) else text_of_days(days)
    return {**address.kept(shared()), PERIOD: [text]}


def set_period(period: Period) -> None:
    """Show other days; for callbacks."""
    address.choose({PERIOD: text_of_days(period)})
