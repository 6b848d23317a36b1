"""How a file is read and why: the plan in plain words, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.text import md_escape

FIELD_NAMES = {
    "date": "Sale date",
    "order_id": "Order id",
    "item": "Product",
    "amount": "Amount",
    "quantity": "Quantity",
    "unit_price": "Unit price",
    "discount": "Discount",
    "discount_percent": "Discount %",
    "tax": "Tax",
    "location": "Location",
    "payment_method": "Payment method",
    "currency": "Currency",
    "credit": "Credit",
    "debit": "Debit",
}
"""What a person calls the fields of a line."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_MARKS = {"point": "decimal point", "comma": "decimal comma"}


def show_plan(plan: Mapping[str, Any] | None, evidence: Sequence[str]) -> None:
    """Say how a file is read, and what proves it.

    Args:
        plan: The import plan as plain data; None while a question is open.
        evidence: Sentences; texts of the file may stand in them.
    """
    st.markdown("**How the file is read**")
    st.markdown("\n".join(f"- :small[{md_escape(told)}]" for told in (*evidence, *_layout(plan))))


def _layout(plan: Mapping[str, Any] | None) -> list[str]:
    if not plan:
        return []
    delimiter = _DELIMITERS.get(plan["delimiter"], plan["delimiter"])
    layout = (
        f"{plan['encoding'].upper()} text, columns separated by {delimiter}, header on line "
        f"{plan['header_line']:,}, dates as {plan['date_format']}, {_MARKS[plan['decimal_mark']]}."
    )
    told = [layout]
    if plan["amount_from"] != "column":
        told.append(f"The amount of a line is {plan['amount_from']}.")
    return told
