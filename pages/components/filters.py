"""The bar above Home, Revenue and Products: everything chosen in it stands in the address.

A page that is opened by an address shows what that address says; what the data
does not have is left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from components import address, reader, said, store
from components.comparisons import choose_comparison, chosen_comparison, comparable_days
from components.downloads import keep_place
from components.names import NameChoice
from components.old_addresses import translate
from components.periods import choose_period, chosen_days, previous_and_next
from components.saved_views import choose_saved
from components.text import plain_name
from components.view import GRAIN, LOCATION, PAYMENT_METHOD, PRODUCT, View
from sales_core.reporting.filters import Filters
from sales_core.values.periods import GRAINS, Grain, Period
from sales_core.values.presets import suitable_grain
from sales_core.values.traits import NAMED, is_kept

AUTO = "auto"

_KINDS = {LOCATION: "Location", PAYMENT_METHOD: "Payment method", PRODUCT: "Product"}


def choose_view(data: Period, page: str) -> View:
    """Ask what to show: the period, what it is compared with, and which names.

    Args:
        data: First to last day of data; what the presets and the defaults go by.
        page: The path of the page that the bar stands on.
    """
    translate(data)
    week_start = reader.forms().week_start
    shown, told_days = chosen_days(data, week_start)
    comparison = chosen_comparison(shown, week_start)
    choices = _name_choices()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="bar"):
        back, period, forward, compared, narrowed, saved, downloads = (
            st.container(width="content") for _ in range(7)
        )
        keep_place(downloads)
    with period:
        choose_period(shown, data, week_start)
    previous_and_next(shown.period, back, forward, week_start)
    with compared:
        choose_comparison(shown, comparison, week_start)
    with narrowed:
        names = _choose_names(choices)
    with saved:
        choose_saved(page)
    _show_chips(choices)
    unknown = [told for choice in choices for told in choice.unknown()]
    for told in filter(None, (told_days, comparison.told, *unknown)):
        st.warning(told, icon=":material/link_off:")
    known = comparable_days(shown.period, comparison.days)
    little = known is None or known.stage == "too little"
    return View(
        data,
        shown.period,
        None if little else comparison.days,
        _filters(shown.period, names),
        week_start,
        comparison.kind,
        comparison.days,
        known,
    )


def choose_grain(period: Period) -> Grain:
    """Ask for the grain; unless one is chosen, the one that suits the period's length."""
    chosen = address.hold(GRAIN, [AUTO, *GRAINS], AUTO)
    st.segmented_control(
        "Grain",
        [AUTO, *GRAINS],
        required=True,
        key=GRAIN,
        on_change=address.follow,
        args=(GRAIN, AUTO),
        label_visibility="collapsed",
        wrap=True,
    )
    return suitable_grain(period) if chosen == AUTO else cast("Grain", chosen)


def narrow_to(kind: str, names: Sequence[str]) -> None:
    """Narrow every page to some names of a kind; none of them means all. For callbacks.

    Args:
        kind: ``location``, ``payment_method``, ``product`` or a kind of traits.
        names: As the core names them.
    """
    (choice,) = [each for each in _name_choices() if each.key == kind]
    address.choose({kind: [choice.option_of(name) for name in names]})


def widen() -> None:
    """Show everything again; for callbacks."""
    address.choose(dict.fromkeys(choice.key for choice in _name_choices()))


def _name_choices() -> tuple[NameChoice, ...]:
    covered = store.coverage()
    names = (covered.locations, covered.payment_methods, covered.products)
    return tuple(
        NameChoice(key, word, known)
        for (key, word), known in zip(_KINDS.items(), names, strict=True)
    ) + tuple(
        NameChoice(each.kind, _capital(each.shown), ("", *each.values))
        for each in said.trait_kinds()
        if each.kind in NAMED or is_kept(each.kind)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _filters(period: Period, names: Sequence[tuple[str, tuple[str, ...]]]) -> Filters:
    """Ask about a period and the chosen names, by kind."""
    chosen = dict(names)
    locations, payment_methods, products = (chosen.pop(kind) for kind in _KINDS)
    traits = tuple((kind, some) for kind, some in chosen.items() if some)
    return Filters(period.start, period.end, locations, payment_methods, products, traits=traits)


def _choose_names(choices: Sequence[NameChoice]) -> list[tuple[str, tuple[str, ...]]]:
    """Ask for names; the label says how many are chosen without opening it."""
    chosen = sum(len(choice.chosen()) for choice in choices)
    label = f"{chosen:,} chosen" if chosen else "Everything"
    with st.popover(label, icon=":material/filter_alt:", key="filter-names", help="What to show"):
        names = [(choice.key, choice.ask()) for choice in choices]
        st.button("Show everything", on_click=widen, key="widen", disabled=not chosen)
    return names


def _show_chips(choices: Sequence[NameChoice]) -> None:
    """Show each name that the page is narrowed to, with one click to leave it out again."""
    chips = [(choice, name) for choice in choices for name in choice.chosen()]
    if not chips:
        return
    with st.container(horizontal=True, gap="xsmall", key="chips"):
        for at, (choice, name) in enumerate(chips):
            others = [other for other in choice.chosen() if other != name]
            st.button(
                f"{choice.word}: {plain_name(name, 40)}",
                icon=":material/close:",
                icon_position="right",
                key=f"chip-{at}",
                help="Take this one out" if others else f"Show every {choice.word.lower()} again",
                on_click=address.choose,
                args=({choice.key: others},),
            )
