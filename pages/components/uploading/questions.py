"""What a file cannot prove: open questions with what each answer would mean, and answers so far."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.text import md_escape, plain_name, shortened
from components.uploading.at_hand import need_desk
from components.uploading.meaning import captions, meaning
from components.uploading.orders import ask_about_orders
from components.uploading.sheet import Sheet
from sales_core.importing.questions import ExampleRow, Question
from sales_core.imports import ImportResult

_BUTTONS = 4
"""Columns up to which a question shows all of them with their figures."""

_LONGEST = 60
"""Characters shown of a cell."""


def ask(sheet: Sheet, result: ImportResult) -> None:
    """Ask everything that is open, under what was answered before and can be changed."""
    open_now = {question.key for question in result.questions}
    for key, question in sheet.asked.items():
        if key not in open_now and sheet.answer_to(question) is not None:
            _show_answered(sheet, question)
    for question in result.questions:
        _ask(sheet, question)
    ask_about_orders(sheet, result)


def _show_answered(sheet: Sheet, question: Question) -> None:
    """Say what was answered, with the way back."""
    choice = sheet.answer_to(question) or ""
    labels = dict(zip(question.choices, question.labels or question.choices, strict=True))
    other = sheet.as_in.get(question.key)
    taken = f" :gray[(as in {plain_name(other)})]" if other else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f":green[:material/check_circle:] {md_escape(question.asked)} "
            f"**{md_escape(labels.get(choice, choice))}**{taken}",
            width="stretch",
        )
        st.button(
            "Change",
            icon=":material/undo:",
            key=f"{sheet.key}-{question.key}-change",
            help="Take this answer back and answer anew",
            on_click=need_desk().answer,
            args=(sheet, question, None),
        )


def _ask(sheet: Sheet, question: Question) -> None:
    """Ask one question, with a row of the file beside it."""
    st.markdown(f"### {md_escape(question.asked)}")
    if question.reason:
        st.caption(md_escape(question.reason))
    if question.example is None:
        _show_choices(sheet, question)
        return
    choices, row = st.columns([3, 2], gap="medium")
    with choices:
        _show_choices(sheet, question)
    with row:
        _show_row(question.example)


def _show_choices(sheet: Sheet, question: Question) -> None:
    """Show the choices as buttons, or in a list where there are many columns."""
    if question.code == "column" and (
        len(question.choices) > _BUTTONS or not any(question.figures)
    ):
        _show_list(sheet, question)
        return
    means = captions(question, sheet.currency)
    labels = question.labels or question.choices
    for at, (choice, label) in enumerate(zip(question.choices, labels, strict=True)):
        with st.container(gap="xxsmall"):
            st.button(
                md_escape(label),
                key=f"{sheet.key}-{question.key}-choice-{at}",
                width="stretch",
                on_click=need_desk().answer,
                args=(sheet, question, choice),
            )
            if means:
                st.markdown(f":small[{means[at]}]")


def _show_list(sheet: Sheet, question: Question) -> None:
    key = f"{sheet.key}-{question.key}"
    given = sheet.answer_to(question)
    st.selectbox(
        md_escape(question.asked),
        question.choices,
        format_func=_columns_in_words(sheet, question),
        index=question.choices.index(given) if given in question.choices else None,
        placeholder="Choose a column of the file",
        key=key,
        on_change=_answer,
        args=(sheet, question, key),
        label_visibility="collapsed",
        width=480,
    )


def _answer(sheet: Sheet, question: Question, key: str) -> None:
    need_desk().answer(sheet, question, st.session_state[key])


def _columns_in_words(sheet: Sheet, question: Question) -> Callable[[str], str]:
    """Give what writes a column in a list: its name, its first values, and what it would mean."""
    samples, currency = sheet.samples(), sheet.currency
    labels = dict(zip(question.choices, question.labels or question.choices, strict=True))
    figures = dict(zip(question.choices, question.figures, strict=False))

    def in_words(header: str) -> str:
        values = " · ".join(shortened(value, 24) for value in samples.get(header, []))
        said = labels[header].strip() + (f" ({values})" if values else "")
        each = figures.get(header)
        return f"{said}: {meaning(each, currency)}" if each else said

    return in_words


def _show_row(example: ExampleRow) -> None:
    """Show a row of the file as its cells stand there; those that are asked about stand out."""
    lines = [f"| :small[Column] | :small[Line {example.line:,} of the file] |", "|:--|:--|"]
    for header, value in example.cells:
        name, cell = md_escape(shortened(header, _LONGEST)), md_escape(shortened(value, _LONGEST))
        cell = cell or ":gray[(empty)]"
        if header in example.about:
            lines.append(f"| :small[**{name}**] | :small[**{cell}**] |")
        else:
            lines.append(f"| :small[:gray[{name}]] | :small[:gray[{cell}]] |")
    st.markdown("\n".join(lines))
