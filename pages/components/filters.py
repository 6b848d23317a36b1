"""The bar above Home, Revenue and Products: everything chosen in it stands in the address.

A page that is opened by an address shows what that address says; what the data
does not have is left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from components import store
from components.downloads import keep_place
from components.names import NameChoice
from components.periods import ask_day, choose_period, previous_and_next
from components.text import counted, md_escape, named, period_text, plain_name
from components.view import (
    COMPARE,
    GRAIN,
    LOCATION,
    OTHER_FROM,
    OTHER_TO,
    PAYMENT_METHOD,
    PRODUCT,
    WEEK,
    View,
    carry_over,
    chosen_day,
    chosen_names,
    chosen_text,
)
from sales_core.errors import UnknownNameError
from sales_core.reporting.filters import Filters
from sales_core.values.comparing import COMPARISONS, Comparison, compared_with
from sales_core.values.periods import GRAINS, Grain, Period
from sales_core.values.presets import suitable_grain

AUTO = "auto"

WEEKS = {"Monday": 0, "Saturday": 5, "Sunday": 6}

_KINDS = {LOCATION: "Location", PAYMENT_METHOD: "Payment method", PRODUCT: "Product"}


def choose_view(data: Period) -> View:
    """Ask what to show: the period, what it is compared with, and which names.

    Args:
        data: First to last day of data; what the presets and the defaults go by.
    """
    carry_over()
    _follow_other_names()
    choices = _name_choices()
    unknown = [told for choice in choices for told in choice.unknown()]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="bar"):
        back = st.container(width="content")
        shown = st.container(width="content")
        forward = st.container(width="content")
        compared = st.container(width="content")
        narrowed = st.container(width="content")
        keep_place(st.container(width="content"))
    week_start = WEEKS.get(chosen_text(WEEK) or "", 0)
    with shown:
        period = choose_period(data, week_start)
    previous_and_next(period, back, forward, week_start)
    with compared:
        before = _choose_comparison(period, week_start)
    with narrowed:
        names = _choose_names(choices)
    for told in unknown:
        st.warning(told, icon=":material/link_off:")
    filters = Filters(period.start, period.end, *names)
    return View(data, period, before, filters, week_start)


def choose_grain(period: Period) -> Grain:
    """Ask for the grain; unless one is chosen, the one that suits the period's length.

    The options are shown as they stand in the address: another text for them
    would stand there, too.
    """
    chosen = st.segmented_control(
        "Grain",
        [AUTO, *GRAINS],
        default=AUTO,
        required=True,
        key=GRAIN,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )
    return suitable_grain(period) if chosen in (AUTO, None) else cast("Grain", chosen)


def narrow_to(kind: str, name: str) -> None:
    """Narrow every page to one name; for callbacks.

    Args:
        kind: ``location``, ``payment_method`` or ``product``.
        name: As the core names it.
    """
    (choice,) = [each for each in _name_choices() if each.key == kind]
    st.session_state[kind] = [choice.option_of(name)]


def widen() -> None:
    """Show everything again; for callbacks."""
    for key in _KINDS:
        st.session_state[key] = []


def _follow_other_names() -> None:
    """Take a name of the files in the address, or one that was merged, for what it is shown as."""
    asked = chosen_names(PRODUCT)
    known = {named(name, "product") for name in store.coverage().products}
    if not asked or all(name in known for name in asked):
        return
    shown = []
    for name in asked:
        try:
            shown.append(store.product_identity(name).name if name not in known else name)
        except UnknownNameError:
            shown.append(name)  # the bar says that it is not there
    if set(shown) <= known:
        st.session_state[PRODUCT] = list(dict.fromkeys(shown))


def _name_choices() -> tuple[NameChoice, ...]:
    covered = store.coverage()
    names = (covered.locations, covered.payment_methods, covered.products)
    return tuple(
        NameChoice(key, word, known)
        for (key, word), known in zip(_KINDS.items(), names, strict=True)
    )


def _choose_names(choices: Sequence[NameChoice]) -> tuple[tuple[str, ...], ...]:
    """Ask for names; the label says what is chosen without opening it."""
    known = {option for choice in choices for option in choice.options}
    chosen = [name for key in _KINDS for name in chosen_names(key) if name in known]
    label = md_escape("Everything") if not chosen else plain_name(chosen[0], 24)
    if len(chosen) > 1:
        label += f" and {len(chosen) - 1} more"
    with st.popover(label, icon=":material/filter_alt:", key="filter-names", help="What to show"):
        names = tuple(choice.ask() for choice in choices)
        st.button("Show everything", on_click=widen, key="widen", disabled=not chosen)
    return names


def _choose_comparison(period: Period, week_start: int) -> Period | None:
    """Ask what to compare with; each choice says its exact days."""
    other = _other_days(period)
    days = {each: compared_with(period, each, week_start, other) for each in COMPARISONS}
    usual: Comparison = "previous period"
    asked = chosen_text(COMPARE)
    comparison = next((each for each in COMPARISONS if each == asked), usual)
    label = "Not compared" if comparison == "none" else f"vs {comparison}"
    with st.popover(label, icon=":material/compare_arrows:", key="comparison"):
        comparison = st.radio(
            "Compare with",
            COMPARISONS,
            index=COMPARISONS.index(usual),
            captions=[_days_text(each, days[each]) for each in COMPARISONS],
            key=COMPARE,
            bind="query-params",
        )
        if comparison == "other days":
            _ask_other_days(other)
        st.segmented_control(
            "Weeks start on",
            list(WEEKS),
            default="Monday",
            required=True,
            key=WEEK,
            bind="query-params",
        )
    return days[comparison]


def _days_text(comparison: Comparison, days: Period | None) -> str:
    if comparison == "none":
        return "Only the period itself."
    if days is None:
        return "There are no such days."
    same = " (the same weekdays)" if comparison == "previous year" and days.days <= 364 else ""
    return f"{period_text(days.start, days.end)}, {counted(days.days, 'day')}{same}"


def _other_days(period: Period) -> Period:
    """Give the free comparison; the days before the period until some are chosen."""
    usual = compared_with(period, "previous period") or period
    start, end = chosen_day(OTHER_FROM) or usual.start, chosen_day(OTHER_TO) or usual.end
    return Period(min(start, end), max(start, end))


def _ask_other_days(usual: Period) -> None:
    with st.container(horizontal=True):
        ask_day("From", OTHER_FROM, usual.start)
        ask_day("To", OTHER_TO, usual.end)
