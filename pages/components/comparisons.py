"""Choosing what a period is compared with, and saying how far the two can be compared."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components import address, store
from components.menus import Option, ask_days, menu, offer
from components.text import count_text, counted, period_text, plain_name
from components.view import COMPARE, View
from sales_core.reporting.comparable import Comparable
from sales_core.reporting.comparison import Compared
from sales_core.reporting.usual_weekday import UsualWeekday
from sales_core.values.chosen_days import ChosenDays, NoSuchDaysError, read_days, text_of_days
from sales_core.values.comparing import (
    Comparison,
    compared_with,
    offered_for,
    text_of_comparison,
)
from sales_core.values.periods import WEEKDAYS, Period

LABELS: dict[Comparison, str] = {
    "none": "Not compared",
    "usual weekday": "Usual weekday",
    "previous period": "Previous period",
    "previous year": "Previous year",
    "previous year, same dates": "Previous year, same dates",
    "other days": "Other days",
}
"""What a person reads for each comparison."""


@dataclass(frozen=True)
class ChosenComparison:
    """With what a period is compared.

    Attributes:
        kind: The comparison.
        days: Its days; None where it has none.
        other: The free days that were chosen; None for none.
        told: What a person is to be told about it; "" for nothing.
    """

    kind: Comparison
    days: Period | None = None
    other: Period | None = None
    told: str = ""


def chosen_comparison(chosen: ChosenDays, week_start: int) -> ChosenComparison:
    """Read what the address compares a period with."""
    period = chosen.period
    if chosen.everything:
        return ChosenComparison("none")
    text = address.asked(COMPARE)
    offered = offered_for(period)
    if text == text_of_comparison("usual weekday"):
        text = None  # of several days, there is none: as if nothing were chosen
    for kind in offered:
        if text == text_of_comparison(kind) or text is None:
            return ChosenComparison(kind, compared_with(period, kind, week_start))
    usual = ChosenComparison(offered[0], compared_with(period, offered[0], week_start))
    try:
        other = read_days(text or "").period
    except NoSuchDaysError:
        told = (
            f"The address compares with “{plain_name(text or '')}”, which there is not. Compared "
            f"with: {_sentence(usual)}."
        )
        return ChosenComparison(usual.kind, usual.days, told=told)
    return ChosenComparison("other days", other, other)


def choose_comparison(chosen: ChosenDays, comparison: ChosenComparison, week_start: int) -> None:
    """Let another comparison be chosen; each says its exact days.

    Args:
        chosen: The period that is shown.
        comparison: With what it is compared.
        week_start: 0 for Monday to 6 for Sunday.
    """
    kind = comparison.kind
    label = LABELS[kind] if kind in ("none", "other days") else f"vs {kind}"
    with menu(COMPARE, label, "compare_arrows"):
        if chosen.everything:
            st.markdown(
                "All days are shown, and before them there are none: there is nothing to compare "
                "them with. Choose a shorter period first."
            )
            return
        period = chosen.period
        offered: list[Comparison] = [each for each in offered_for(period) if each != "other days"]
        found = [
            ChosenComparison(each, compared_with(period, each, week_start)) for each in offered
        ]
        texts = {each: text_of_comparison(each) for each in offered} | {offered[0]: ""}
        marked = texts.get(kind, text_of_comparison(kind))
        offer(COMPARE, [Option(texts[one.kind], _sentence(one)) for one in found], marked)
        ask_days(
            COMPARE,
            comparison.other or found[-2].days or period,
            "Compare with these days",
            _compare_with,
        )


def say_comparable(view: View) -> None:
    """Say where too little is known of the days compared; on every page that compares."""
    found = view.comparable
    if found is None or found.stage == "fine" or view.asked is None:
        return
    which, verdict = _verdict(found)
    known = f"only {count_text(found.known)} of the {counted(found.days, 'day')} {which}"
    if found.known == 0:
        known = f"none of the {counted(found.days, 'day')} {which}"
    then = period_text(view.asked.start, view.asked.end)
    told = f"{known} ({then}) are in your data" if found.earlier else f"{known} are in your data"
    icon = ":material/warning:"
    if found.stage == "too little":
        st.markdown(f":orange[:small[{icon} Changes are not shown: {told}.]]")
    else:
        st.markdown(f":orange[:small[{icon} {told[0].upper()}{told[1:]}: {verdict}.]]")


def compared_text(view: View, compared: Compared | None, usual: UsualWeekday | None) -> str:
    """Write with what a page is compared; "" where it is with nothing.

    Args:
        view: What the page shows.
        compared: The figures of the days compared with.
        usual: What the weekday usually brings.
    """
    if view.comparison == "usual weekday":
        weekday = WEEKDAYS[view.period.start.weekday()]
        if usual is None:
            return f"Too little before it to say what a {weekday} usually brings."
        first, last = usual.days[0], usual.days[-1]
        return (
            f"Compared with a usual {weekday} · each figure is the median of the "
            f"{len(usual.days)} before, {period_text(first, last)}"
        )
    if view.before is None:
        return ""
    then = period_text(view.before.start, view.before.end)
    if compared is None:
        return f"Nothing to compare with: {then} has no sales in your data."
    days = counted(view.before.days, "day")
    return f"Compared with {then} · {days}, {count_text(compared.days_with_lines)} with sales"


def comparable_days(period: Period, before: Period | None) -> Comparable | None:
    """Ask how far a period can be compared."""
    return store.comparable(period, before) if before else None


def _verdict(found: Comparable) -> tuple[str, str]:
    if found.earlier:
        return "compared with", "changes look better than they are"
    return "shown", "changes look worse than they are"


def _sentence(one: ChosenComparison) -> str:
    """Write a comparison with its days."""
    if one.kind == "none":
        return LABELS[one.kind]
    if one.kind == "usual weekday":
        return f"{LABELS[one.kind]} · :gray[the median of the same weekday before]"
    if one.days is None:
        return f"{LABELS[one.kind]} · :gray[there are no such days]"
    same = ", same weekdays" if one.kind == "previous year" and one.days.days <= 364 else ""
    return f"{LABELS[one.kind]} · :gray[{period_text(one.days.start, one.days.end)}{same}]"


def _compare_with(days: Period) -> None:
    address.choose({COMPARE: text_of_days(days)})
