"""What a file cannot prove, asked as simple choices; an answer can be changed until the import."""

from __future__ import annotations

from typing import cast, get_args

import pandas as pd
import streamlit as st

from components.evidence import FIELD_NAMES
from components.tables import show_table, with_names
from components.text import counted, day_text, md_escape, moment_text, plain_name, shortened
from components.uploading.sheet import Sheet
from sales_core.importing.questions import CANCELLED_WORDS, Cancelled, Figures, Question
from sales_core.imports import ImportResult
from sales_core.values.dates import LETTERS
from sales_core.values.money import amount_text

_BUTTONS = 4
"""Columns up to which a question shows all of them with their figures."""

CHOICES = {
    "mdy": "Month first: M/D/Y",
    "dmy": "Day first: D/M/Y",
    "ymd": "Year first: Y/M/D",
    "point": "Decimal point: 1,234.50",
    "comma": "Decimal comma: 1.234,50",
    "keep": "Keep the stored lines and add what is new",
    "replace": "Replace: from now on this file alone says what these orders are",
}
"""The answers in words."""


def ask(sheet: Sheet, result: ImportResult) -> None:
    """Ask everything that is open, and show what was answered before."""
    for name, question in sheet.asked.items():
        key = f"{sheet.key}-{name}"
        if question.code == "column":
            _ask_column(sheet, question, key)
        else:
            _ask_choice(sheet, question, key)
    if result.cancelled or sheet.cancelled:
        _ask_cancelled(sheet, result)
    if result.changed_orders:
        _ask_changed(sheet, result)


def show_remembered(sheet: Sheet, result: ImportResult) -> None:
    """Say what was taken over from an earlier file, and let a person answer anew."""
    kept = result.remembered
    if kept is None and sheet.recall:
        return
    key = f"{sheet.key}-recall"
    if kept:
        when = moment_text(kept.answered_at, st.context.timezone)
        said = [
            f"{FIELD_NAMES.get(name, name)} is the column {plain_name(header.strip())}"
            for name, header in kept.answers.columns.items()
        ]
        if kept.answers.date_order:
            said.append(f"dates are written {md_escape(LETTERS[kept.answers.date_order])}")
        if kept.answers.decimal_mark:
            said.append(f"numbers have a decimal {kept.answers.decimal_mark}")
        if kept.answers.cancelled:
            said.append(f"cancelled orders {CANCELLED_WORDS[kept.answers.cancelled]}")
        said += [f"“{md_escape(words)}”" for words in kept.words]
        st.info(
            f"**Answered as for {plain_name(kept.file_name)}** ({when}): {'; '.join(said)}.",
            icon=":material/history:",
        )
    st.toggle(
        "Use what was answered about the last file of this kind",
        value=sheet.recall,
        key=key,
        on_change=_recall,
        args=(sheet, key),
    )


def _recall(sheet: Sheet, key: str) -> None:
    sheet.recall = st.session_state[key]


def _ask_choice(sheet: Sheet, question: Question, key: str) -> None:
    kept = _kept(sheet, question)
    labels = dict(zip(question.choices, question.labels or question.choices, strict=True))
    st.radio(
        md_escape(question.text),
        question.choices,
        index=question.choices.index(kept) if kept in question.choices else None,
        format_func=lambda choice: md_escape(CHOICES.get(choice, labels[choice])),
        captions=_captions(question),
        key=key,
        on_change=_answer,
        args=(sheet, question, key),
    )


def _kept(sheet: Sheet, question: Question) -> str | None:
    if question.code == "date-order":
        return sheet.date_order
    return (
        sheet.decimal_mark
        if question.code == "decimal-mark"
        else sheet.choices.get(question.name or question.code)
    )


def _captions(question: Question) -> list[str] | None:
    """Give what each answer would mean, one caption each; None where that is not known."""
    return [md_escape(meaning(each)) for each in question.figures] or None


def meaning(figures: Figures | None) -> str:
    """Write what an answer would mean for the file: its revenue, rows and days."""
    if figures is None or figures.first_date is None or figures.last_date is None:
        return "The file cannot be read so."
    days = day_text(figures.first_date)
    if figures.first_date != figures.last_date:
        days = f"{days} to {day_text(figures.last_date)}"
    return f"{amount_text(figures.revenue)} in {counted(figures.rows, 'row')}, {days}"


def _answer(sheet: Sheet, question: Question, key: str) -> None:
    chosen = st.session_state[key]
    if question.code == "date-order":
        sheet.date_order = chosen
    elif question.code == "decimal-mark":
        sheet.decimal_mark = chosen
    else:
        sheet.choices[question.name or question.code] = chosen


def _ask_column(sheet: Sheet, question: Question, key: str) -> None:
    kept = sheet.columns.get(question.field)
    samples = sheet.samples()
    figures = dict(zip(question.choices, question.figures, strict=False))

    def with_values(header: str) -> str:
        values = " · ".join(shortened(value, 24) for value in samples.get(header, []))
        shown = f"{header} ({values})" if values else header
        each = figures.get(header)
        return f"{shown}: {meaning(each)}" if each else shown

    if question.figures and len(question.choices) <= _BUTTONS:
        st.radio(
            md_escape(question.text),
            question.choices,
            format_func=md_escape,
            index=question.choices.index(kept) if kept in question.choices else None,
            captions=_captions(question),
            key=key,
            on_change=_name_column,
            args=(sheet, question.field, key),
        )
        return
    st.selectbox(
        md_escape(question.text),
        question.choices,
        format_func=with_values,
        index=question.choices.index(kept) if kept in question.choices else None,
        placeholder="Choose a column of the file",
        key=key,
        on_change=_name_column,
        args=(sheet, question.field, key),
        width=420,
    )


def _name_column(sheet: Sheet, field: str, key: str) -> None:
    if header := st.session_state[key]:
        sheet.columns[field] = header
    else:
        sheet.columns.pop(field, None)


def _ask_cancelled(sheet: Sheet, result: ImportResult) -> None:
    key = f"{sheet.key}-cancelled"
    choices = get_args(Cancelled)
    rows = counted(result.cancelled, "row") if result.cancelled else "rows"
    st.radio(
        f"**The file calls {rows} cancelled.** Are they sales?",
        choices,
        index=choices.index(sheet.cancelled or result.answers.cancelled or "count"),
        format_func={
            "count": "Count them like all others",
            "leave": f"Leave {'it' if result.cancelled == 1 else 'them'} out",
        }.__getitem__,
        key=key,
        horizontal=True,
        on_change=_answer_cancelled,
        args=(sheet, key),
    )


def _answer_cancelled(sheet: Sheet, key: str) -> None:
    sheet.cancelled = st.session_state[key]


def _ask_changed(sheet: Sheet, result: ImportResult) -> None:
    count = result.changed_orders
    what = "order of this file differs" if count == 1 else "orders of this file differ"
    key = f"{sheet.key}-changed-orders"
    choices = ("keep", "replace")
    st.radio(
        f"**{count:,} {what} from what is stored.** Which is meant?",
        choices,
        index=choices.index(sheet.on_changed) if sheet.on_changed else None,
        format_func=lambda choice: CHOICES[choice],
        captions=(
            "Right where each file holds other lines of the same orders.",
            "Right where this file is a later, corrected export.",
        ),
        key=key,
        on_change=_answer_changed,
        args=(sheet, key),
    )
    with st.expander(f"The {counted(count, 'order')}" if count <= 100 else "The first 100 orders"):
        orders = pd.DataFrame([_as_row(order) for order in result.changed])
        show_table(
            with_names(orders, location="location"),
            texts={
                "sale_date": st.column_config.DateColumn("Date", format="D MMM YYYY"),
                "location": "Location",
                "order_id": "Order",
            },
            alt="Orders that differ from what is stored",
        )


def _as_row(order: object) -> dict[str, object]:
    names = ("sale_date", "location", "order_id", "stored_amount", "file_amount")
    return {name: getattr(order, name) for name in names}


def _answer_changed(sheet: Sheet, key: str) -> None:
    sheet.on_changed = cast("None", st.session_state[key])
