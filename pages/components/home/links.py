"""Links of the part of the first page that no choice changes."""

from __future__ import annotations

from components.view import PERIOD
from sales_core.values.chosen_days import text_of_preset


def link_at(preset: str, **more: str) -> dict[str, str]:
    """Give the parameters of a link to a page with the bar; nothing chosen there goes along.

    Args:
        preset: The name of the period.
        more: Further parameters.
    """
    return {PERIOD: text_of_preset(preset), **more}
