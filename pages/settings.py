"""A few things that hold for everybody who uses this database, each with its default."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import streamlit as st
from components import reader, shared, store, visitor
from components.api_tokens import show_tokens
from components.backups import show_backups
from components.money import amount_text, change_text, exact_text, plain_text
from components.problems import failure, notice, show_notice
from components.text import plain_name
from components.trail import show_trail

from sales_core.errors import SalesError
from sales_core.store.chosen_settings import ChosenSettings, change_setting
from sales_core.values.currencies import currency_codes
from sales_core.values.dates import DATE_ORDERS
from sales_core.values.likely_currencies import currency_name, likely_first
from sales_core.values.number_forms import known_tags, number_form, tag_name
from sales_core.values.number_text import DecimalMark, NumberTextError, read_number
from sales_core.values.periods import WEEKDAYS
from sales_core.values.reader_forms import reader_forms

EXAMPLE_DAY = date(2026, 3, 1)
EXAMPLE, EXAMPLE_CHANGE = 123456700, Decimal("-12.5")

USUAL = ""  # stands among choices for the default

WIDTH = 460  # pixels of a control


def show_page() -> None:
    """Show each setting with what it is now."""
    st.title("Settings", anchor=False)
    show_notice()
    st.caption("They are stored with the data and hold for everybody who opens it.")
    chosen = store.chosen()
    _ask_number_form(chosen)
    _ask_date_form(chosen)
    _ask_week_start(chosen)
    _ask_goal(chosen)
    _ask_currency(chosen)
    show_backups()
    show_tokens()
    show_trail()


def _ask_number_form(chosen: ChosenSettings) -> None:
    usual = f"As in this browser: {tag_name(number_form(reader.browser_tag()).tag)}"
    _ask(
        "Numbers and amounts",
        "number_form",
        [USUAL, *known_tags()],
        chosen.number_form,
        written=lambda tag: usual if tag == USUAL else tag_name(tag),
        help_text="Type a language or a country.",
    )
    st.caption(f"{amount_text(EXAMPLE)}, {change_text(EXAMPLE_CHANGE)}")


def _ask_date_form(chosen: ChosenSettings) -> None:
    tag = chosen.number_form or reader.browser_tag()
    currency = store.settings().currency
    texts = {each: reader_forms(tag, currency, each).day(EXAMPLE_DAY) for each in DATE_ORDERS}
    usual = f"As usual there: {reader_forms(tag, currency).day(EXAMPLE_DAY)}"
    _ask(
        "Days",
        "date_form",
        [USUAL, *DATE_ORDERS],
        chosen.date_form,
        written=lambda form: usual if form == USUAL else texts[form],
        help_text="Months are words, so that nobody takes them for days.",
    )


def _ask_week_start(chosen: ChosenSettings) -> None:
    tag = chosen.number_form or reader.browser_tag()
    usual = WEEKDAYS[reader_forms(tag, store.settings().currency).week_start]
    _ask(
        "Weeks start on",
        "week_start",
        [USUAL, *range(7)],
        chosen.week_start,
        written=lambda day: f"As usual there: {usual}" if day == USUAL else WEEKDAYS[day],
        help_text="Holds on all pages; the command line and the API count weeks from Monday.",
    )


def _ask_goal(chosen: ChosenSettings) -> None:
    goal = chosen.monthly_goal
    key = f"goal-{goal}"
    st.text_input(
        "Goal for a month",
        value="" if goal is None else plain_text(goal),
        placeholder=f"e.g. {reader.forms().money.usual(120_000_000)}",
        key=key,
        on_change=_set_goal,
        args=(key,),
        width=WIDTH,
        help="The revenue that is hoped for. The first page then shows how far the month is. "
        "Empty: no goal.",
    )


def _set_goal(key: str) -> None:
    typed = str(st.session_state[key]).strip()
    mark: DecimalMark = "comma" if reader.forms().money.number.decimal == "," else "point"
    try:
        goal = read_number(typed, mark).value if typed else None
    except NumberTextError:
        failure(SalesError(f"{typed} is no amount. Write it as in the example."))
        return
    said = "There is no goal any more." if goal is None else f"The goal is {exact_text(goal)}."
    _change("monthly_goal", goal, said)


def _ask_currency(chosen: ChosenSettings) -> None:
    settings = store.settings()
    empty = all(record.undone_at for record in store.imports())
    if empty and not shared.is_set_outside():
        likely = likely_first(currency_codes(), reader.browser_tag())
        _ask(
            "Currency",
            "currency",
            [USUAL, *likely],
            chosen.currency,
            written=lambda code: "That of the first file" if code == USUAL else currency_name(code),
            help_text="A database holds one currency. The first import settles it; until then "
            "it can be said here.",
        )
        return
    st.markdown(f"**Currency**  \n{currency_name(settings.currency)}")
    st.caption(_why_currency())


def _why_currency() -> str:
    if shared.is_set_outside():
        return "Set by SALES\\_CURRENCY, where the app is started."
    first = next(record for record in reversed(store.imports()) if not record.undone_at)
    return (
        f"That of the first import, {plain_name(first.file_name)}. It can change once all imports "
        "are undone."
    )


def _ask(
    label: str, name: str, options: list[Any], now: Any, *, written: Any, help_text: str
) -> None:
    """Ask for one setting; ``USUAL`` among the options is its default."""
    key = f"{name}-{now}"
    chosen = USUAL if now is None else now
    st.selectbox(
        label,
        options if chosen in options else [*options, chosen],
        index=options.index(chosen) if chosen in options else len(options),
        format_func=written,
        key=key,
        on_change=_set,
        args=(label, name, key),
        width=WIDTH,
        help=help_text,
    )


def _set(label: str, name: str, key: str) -> None:
    value = st.session_state[key]
    _change(name, None if value == USUAL else value, f"{label}: saved.")


def _change(name: str, value: object, said: str) -> None:
    try:
        change_setting(
            store.database(), name, value, now=datetime.now(UTC), actor=visitor.administrator()
        )
    except SalesError as fault:
        failure(fault)
        return
    notice(said)


show_page()
