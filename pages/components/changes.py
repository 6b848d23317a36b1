"""Why revenue differs from the comparison: effects that add up to the difference exactly."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import store
from components.charts.signed_bars import show_signed_bars
from components.money import exact_amount_text, exact_text, plain_amount
from components.tables import show_table
from components.text import period_text
from components.view import View
from sales_core.values.periods import Period

NAMES = {
    "open_days": "Open days",
    "orders": "Orders per open day",
    "lines_per_order": "Lines per order",
    "lines_per_day": "Lines per open day",
    "units_per_line": "Units per line",
    "price": "Prices",
    "mix": "Mix of products",
    "refunds": "Refunds",
    "new_products": "New products",
    "stopped_products": "Products no longer sold",
}
"""What a person reads for each effect."""


def show_changes(view: View, before: Period, currency: str) -> None:
    """Show what the difference to the comparison is made of.

    Args:
        view: What the page shows.
        before: What it is compared with.
        currency: ISO 4217 code.
    """
    change = store.what_changed(view.filters, view.at(before))
    more = "more" if change.difference >= 0 else "less"
    st.markdown(
        f"**{exact_amount_text(abs(change.difference))} {more}** than "
        f"{period_text(before.start, before.end)}: {exact_text(change.now.revenue)} now, "
        f"{exact_text(change.before.revenue)} then. The parts add up to the last digit."
    )
    effects = [effect for effect in change.effects if effect.amount]
    if not effects:
        st.caption("Nothing changed.")
        return
    show_signed_bars(
        [NAMES[effect.name] for effect in effects],
        [effect.amount for effect in effects],
        title=f"Difference, {currency}",
        alt="; ".join(f"{NAMES[each.name]} {plain_amount(each.amount)}" for each in effects),
        key="changes",
    )
    rows = [(NAMES[each.name], each.amount, each.explanation) for each in effects]
    rows.append(("All together", change.difference, "The difference, to the last digit."))
    show_table(
        pd.DataFrame(rows, columns=["effect", "amount", "why"]),
        texts={
            "effect": st.column_config.TextColumn("Part", width=190),
            "why": st.column_config.TextColumn("Why", width=620),
        },
        alt="What the difference is made of",
        key="effects",
        exact=True,
    )
