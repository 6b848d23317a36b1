"""The receipt of an import: rows and amounts read, and where every one of them went."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.tables import show_sums
from sales_core.store.import_log import AmountCounts, RowCounts


def show_receipt(rows: RowCounts, amount: AmountCounts, currency: str, *, done: bool) -> None:
    """Show a receipt whose parts add up to what was read.

    Args:
        rows: How many rows went where.
        amount: The amounts of the same rows, in ten-thousandths.
        currency: ISO 4217 code.
        done: Whether it was imported, or would be.
    """
    table = [
        ("**Read**", rows.read, amount.read),
        ("Imported" if done else "To import", rows.imported, amount.imported),
        ("Already imported", rows.already_imported, amount.already_imported),
        ("Rejected", rows.rejected, amount.rejected),
        ("Ignored (no sales)", rows.ignored, None),
    ]
    if rows.replaced:
        table.append(("*Stored lines replaced*", rows.replaced, amount.replaced))
    names, counts, sums = zip(*table, strict=True)
    frame = pd.DataFrame({"rows": counts, "amount": pd.array(sums, "Int64")}, index=names)
    show_sums(frame, currency, alt="Receipt: rows and amounts read, and where they went")
    _tell_sum(rows, amount)


def _tell_sum(rows: RowCounts, amount: AmountCounts) -> None:
    if rows.adds_up and amount.adds_up:
        st.caption(
            ":green[:material/check_circle:] Every row and every amount is accounted for: "
            "read = imported + already imported + rejected + ignored."
        )
    else:
        st.error("The parts of this receipt do not add up. Please report this.")
