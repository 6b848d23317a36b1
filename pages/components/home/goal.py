"""The goal of the month, where somebody has set one, and how far it is reached."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from components import store
from components.money import money_text
from components.text import count_text
from sales_core.reporting.pace import Pace, goal_reached


def show_goal(pace: Pace) -> None:
    """Show how far the goal is reached, and whether the month is heading for it.

    Args:
        pace: The month so far.
    """
    goal = store.chosen().monthly_goal
    if goal is None:
        return
    reached = goal_reached(pace, goal)
    part = f"{count_text(reached.percent)} % of the goal {money_text(goal)}"
    st.progress(reached.part, text=f":small[{part}]")
    st.markdown(f":small[{_told(reached.outlook, reached.missing)}]")


def _told(outlook: str, missing: Decimal) -> str:
    return {
        "reached": ":green[:material/check_circle:] Reached.",
        "missed": f"{money_text(missing)} short of it.",
        "likely": "Likely: all of the range lies above it.",
        "unlikely": f"Unlikely: all of the range lies below it; {money_text(missing)} to go.",
        "open": f"Within the range; {money_text(missing)} to go.",
        "unknown": f"{money_text(missing)} to go.",
    }[outlook]
