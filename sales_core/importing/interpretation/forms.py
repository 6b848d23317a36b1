"""Proving how dates and numbers are written; what proofs leave open are matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sales_core.importing.claims import Change, Choice, Matter
from sales_core.importing.files.looks import is_number, mostly
from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import NUMERIC, ExportFormat, Field
from sales_core.importing.interpretation.date_forms import prove_date_form
from sales_core.importing.interpretation.date_settings import DateSetting, date_setting
from sales_core.importing.interpretation.form_questions import COMES_FIRST
from sales_core.importing.interpretation.proofs import Proof, prove_decimal_mark
from sales_core.importing.interpretation.source import Source
from sales_core.importing.interpretation.witnesses import likely_orders, order_from_witnesses
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers
from sales_core.importing.rows.own_marks import own_mark
from sales_core.values.dates import FORM_WORDS, DateForm, possible_dates
from sales_core.values.money import DecimalMark
from sales_core.values.names import NO_VALUE

_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b")


@dataclass(frozen=True)
class Forms:
    """How the dates and numbers of a file are written.

    Attributes:
        date_form: The order of day, month and year, or another form.
        setting: Calendar and language of the dates.
        decimal_mark: Which sign separates decimals.
        decimal_marks: The mark of fields that are written with the other one.
        evidence: Why, in sentences.
        open: What the values leave open; the forms are the first choices.
        proved: Names of the matters that the file's own values prove.
    """

    date_form: DateForm
    setting: DateSetting
    decimal_mark: DecimalMark
    decimal_marks: Mapping[str, DecimalMark]
    evidence: tuple[str, ...]
    open: tuple[Matter, ...]
    proved: tuple[str, ...]


def forms_of(source: Source, table: Table, at: Mapping[Field, int], answers: Answers) -> Forms:
    """Prove how dates and numbers are written, with other columns as witnesses in need."""
    dates = table.columns[at["date"]]
    setting = date_setting(dates)
    order = prove_date_form(dates, answers.date_order, setting.calendar, setting.language)
    sure = _is_sure(dates, order) and not answers.date_order
    marks = _other_marks(table, at, answers.decimal_mark)
    numeric = [table.columns[at[name]] for name in NUMERIC if name in at and name not in marks]
    mark = prove_decimal_mark(numeric, answers.decimal_mark, source.currency)
    certain = mark.found and not answers.decimal_mark and _excludes_other(numeric, mark.found)
    if order.question or mark.question:
        order, mark = _with_witnesses(source.everything, at["date"], order, mark)
    if order.question and mark.found == "comma":
        order = _dotted(dates, order)
    if order.question:
        order = _likely(dates, order, source.today)
    if source.known:
        order, mark = _as_usual(source.known, order, mark)
    told = (*setting.told, order.evidence, mark.evidence, *_marks_told(table, at, marks))
    return Forms(
        order.found or cast("DateForm", order.question.choices[0] if order.question else "ymd"),
        setting,
        mark.found or "point",
        marks,
        told,
        (*setting.open, *_open(order, mark)),
        (*(["date-order"] if sure else []), *(["decimal-mark"] if certain else [])),
    )


def _is_sure(dates: Column, order: Proof[DateForm]) -> bool:
    """Tell whether a date of a file can be read in the found order alone."""
    return order.found in ("mdy", "dmy") and any(
        set(possible_dates(text)) == {order.found} for text in dates.texts
    )


def _excludes_other(columns: Iterable[Column], mark: DecimalMark) -> bool:
    """Tell whether a number of a file can be read with the found mark alone."""
    return any(own_mark(column.texts) == mark for column in columns)


def _open(order: Proof[DateForm], mark: Proof[DecimalMark]) -> Iterator[Matter]:
    """Make matters of the forms that are left."""
    for proof, name in ((order, "date_order"), (mark, "decimal_mark")):
        if question := proof.question:
            labels = question.labels or ("",) * len(question.choices)
            pairs = zip(question.choices, labels, strict=True)
            choices = tuple(Choice(value, _with(name, value), label) for value, label in pairs)
            yield Matter(question.code, question.code, question.text, choices)


def _with(name: str, value: str) -> Change:
    """Make the change that gives the plan another form."""

    def change(plan: ImportPlan) -> ImportPlan:
        return replace(plan, **{name: value})  # type: ignore[arg-type]

    return change


def _other_marks(
    table: Table, at: Mapping[Field, int], answer: DecimalMark | None
) -> dict[str, DecimalMark]:
    """Find the columns that are written with the other mark than the money of the file."""
    fields: tuple[Field, ...] = (*NUMERIC, "discount_percent")
    own = {name: own_mark(table.columns[at[name]].texts) for name in fields if name in at}
    source: Field = next(name for name in ("amount", "unit_price", "credit") if name in at)
    lead = answer or own[source]
    others: dict[str, DecimalMark] = {
        str(name): mark for name, mark in own.items() if lead and mark and mark != lead
    }
    others.pop(source, None)
    return others


def _marks_told(
    table: Table, at: Mapping[Field, int], marks: Mapping[str, DecimalMark]
) -> Iterator[str]:
    for name, mark in marks.items():
        header = next(table.layout.header[at[field]] for field in at if field == name).strip()
        yield f"The column {header!r} is written with a decimal {mark}, unlike the amounts."


def _dotted(dates: Column, order: Proof[DateForm]) -> Proof[DateForm]:
    """Take dates with dots as day first beside a decimal comma: no language writes both M.D.Y."""
    texts = [text.strip() for text in dates.texts if text.strip()]
    if order.question and "dmy" in order.question.choices and all(map(_DOTTED.match, texts)):
        said = "their numbers are parted by dots, and the amounts have a decimal comma"
        return Proof("dmy", f"Dates are taken as {FORM_WORDS['dmy']}: {said}.")
    return order


def _likely(dates: Column, order: Proof[DateForm], today: date | None) -> Proof[DateForm]:
    """Leave out orders whose days nobody can have sold on."""
    choices = order.question.choices if order.question else ()
    left = likely_orders(dates, choices, today)
    if len(left) != 1:
        return order
    found = left[0]
    said = f"with the {COMES_FIRST[found]} first alone they are neither in the future nor scattered"
    return Proof(found, f"Dates are written {FORM_WORDS[found]}: {said} over decades.")


def _as_usual(
    known: ExportFormat, order: Proof[DateForm], mark: Proof[DecimalMark]
) -> tuple[Proof[DateForm], Proof[DecimalMark]]:
    """Take what the values leave open as the system writes it everywhere."""
    if order.question and known.date_order in order.question.choices:
        said = f"Dates are taken as {FORM_WORDS[known.date_order]}, as {known.title} writes them."
        order = Proof(known.date_order, said)
    if mark.question and known.decimal_mark:
        said = f"Decimals are taken to be written with a {known.decimal_mark}, as {known.title} is."
        mark = Proof(known.decimal_mark, said)
    return order, mark


def _with_witnesses(
    wide: Table, at: int, order: Proof[DateForm], mark: Proof[DecimalMark]
) -> tuple[Proof[DateForm], Proof[DecimalMark]]:
    """Look for proof in the columns that no field needs."""
    if order.question:
        order = order_from_witnesses(wide, at, order.question.choices) or order
    if mark.question:
        others = [one for one in wide.columns.values() if mostly(_values(one), is_number, 95)]
        mark = replaced if (replaced := prove_decimal_mark(others, None)).found else mark
    return order, mark


def _values(column: Column) -> list[str]:
    return [text.strip() for text in column.texts if text.strip() not in NO_VALUE]
