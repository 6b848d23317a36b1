"""How a file is read and why: the plan in plain words, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.text import count_text, md_escape
from sales_core.importing.attention import ATTENTION, is_grave
from sales_core.values.dates import FORM_WORDS, DateStyle

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


def show_attention(evidence: Sequence[str]) -> None:
    """Show what nobody may miss, set apart from all that is only good to know.

    Args:
        evidence: Sentences; texts of the file may stand in them.
    """
    grave = [told.removeprefix(ATTENTION).lstrip(": ") for told in evidence if is_grave(told)]
    if not grave:
        return
    said = [md_escape(told[:1].upper() + told[1:]) for told in grave]
    listed = said[0] if len(said) == 1 else "\n".join(f"- {told}" for told in said)
    apart = " " if len(said) == 1 else "\n"
    st.warning(f"**Attention.**{apart}{listed}", icon=":material/warning:")


def show_plan(plan: Mapping[str, Any] | None, evidence: Sequence[str]) -> None:
    """Say how a file is read, and what proves it; ``show_attention`` says what is grave.

    Args:
        plan: The import plan as plain data; None while a question is open.
        evidence: Sentences; texts of the file may stand in them.
    """
    st.markdown("**How the file is read**")
    plain = (told for told in evidence if not is_grave(told))
    st.markdown("\n".join(f"- :small[{md_escape(told)}]" for told in (*plain, *_layout(plan))))


def _written(date_format: str) -> str:
    """Write a stored form of dates in words, with its calendar and language where it has them."""
    try:
        style = DateStyle.from_json(date_format)
    except KeyError:
        return date_format
    said = FORM_WORDS[style.form]
    return said if style.calendar == "gregorian" else f"{said}, years of the {style.calendar}"


def _layout(plan: Mapping[str, Any] | None) -> list[str]:
    if not plan:
        return []
    delimiter = _DELIMITERS.get(plan["delimiter"], plan["delimiter"])
    forms = f"dates as {_written(plan['date_format'])}, {_MARKS[plan['decimal_mark']]}"
    layout = (
        f"{plan['encoding'].upper()} text, columns separated by {delimiter}, header on line "
        f"{count_text(plan['header_line'])}, {forms}."
    )
    told = [layout]
    if plan["amount_from"] != "column":
        told.append(f"The amount of a line is {plan['amount_from']}.")
    return told
