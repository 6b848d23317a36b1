"""Addresses of earlier versions: a bookmark still shows what it showed, and is written anew."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from components import address
from components.view import COMPARE, PERIOD
from sales_core.values.chosen_days import text_of_days
from sales_core.values.comparing import COMPARISONS, text_of_comparison
from sales_core.values.periods import Period

FROM: Final = "from"
TO: Final = "to"
OTHER_FROM: Final = "compare-from"
OTHER_TO: Final = "compare-to"
WEEK: Final = "week"

OLD = (FROM, TO, OTHER_FROM, OTHER_TO, WEEK)


def translate(data: Period) -> None:
    """Write an address with two parameters for two days, or words for a comparison, anew.

    Args:
        data: What an end of the period that was not said meant.
    """
    changes: dict[str, str | None] = {}
    if days := _days(FROM, TO, data):
        changes[PERIOD] = address.asked(PERIOD) or days
    if other := _days(OTHER_FROM, OTHER_TO, data):
        changes[COMPARE] = other
    compared = address.asked(COMPARE)
    if compared in COMPARISONS and text_of_comparison(compared) != compared:
        words = None if compared == "other days" else text_of_comparison(compared)
        changes.setdefault(COMPARE, words)
    if changes or address.asked(WEEK):  # on which day weeks start is a setting now
        address.choose({**changes, **dict.fromkeys(OLD)})
        st.rerun()


def _days(first: str, last: str, data: Period) -> str | None:
    """Give what stood under two names as one text; what is no day stays, to be told."""
    texts = [address.asked(key) for key in (first, last)]
    start, end = map(_day, texts)
    if not (start or end):
        return "..".join(text or "" for text in texts) if any(texts) else None
    days = start or data.start, end or data.end
    return text_of_days(Period(min(days), max(days)))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
