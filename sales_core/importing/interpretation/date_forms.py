"""Proving in which form the dates of a file are written, where an order alone does not say it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from sales_core.importing.files.table import Column
from sales_core.importing.interpretation.proofs import MISFITS, DateReading, Proof, prove_date_order
from sales_core.importing.issues import refused
from sales_core.importing.vocabulary.header_names import folded
from sales_core.importing.vocabulary.total_names import is_total
from sales_core.values.calendars import Calendar
from sales_core.values.dates import (
    FORM_LETTERS,
    DateForm,
    DateOrder,
    DateStyle,
    possible_dates,
    read_date,
)
from sales_core.values.names import NO_VALUE

_TWO_DIGITS = re.compile(r"[^\d'](\d\d)$")
_YEARS = 12
"""Years from which on two digits behind a month are rather days of it."""

_FIRST = 100
"""Distinct texts of which one has the form that nearly all have."""

_SWAPPED = 5
"""Distinct dates of each kind from which on a damage by a spreadsheet shows."""


def prove_date_form(
    column: Column, answer: DateOrder | None, calendar: Calendar = "gregorian", language: str = ""
) -> Proof[DateForm]:
    """Prove the form of the dates of a column over all its values.

    Months without days, spreadsheets' day numbers and dates without separators
    are taken only where all values but a slip in many are such. ISO dates may stand beside dates
    in one other order, because each of them is certain.

    Raises:
        FileRefusedError: No text is a date, dates are written in more than one
            order, or a spreadsheet has swapped some of them.
    """
    texts = [text.strip() for text in column.texts if text.strip() not in NO_VALUE]
    texts = [text for text in texts if folded(text) != folded(column.header)]
    read = partial(possible_dates, calendar=calendar, language=language)
    for form, sentence in _SAID.items():
        style = DateStyle(form, calendar, language)
        if not any(read_date(text, style) for text in texts[:_FIRST]):
            continue
        fitting = [text for text in texts if read_date(text, style)]
        if form == "month" and _may_be_days(fitting):
            continue
        if fitting and _misfits(texts, fitting) <= len(texts) // MISFITS:
            said = sentence.format(count=f"{len(fitting):,}", example=fitting[0])
            return Proof(form, said)
    iso = {text for text in column.texts if set(read(text)) == {"ymd"}}
    others = {text for text in column.texts if (days := read(text)) and "ymd" not in days}
    if not iso or not others:
        return _widened(prove_date_order(column, answer, read))
    _refuse_swapped(iso, others)
    return _beside_iso(column, iso, answer, read)


def _misfits(texts: list[str], fitting: list[str]) -> int:
    """Count the texts that do not fit and are no words for a total, which stand below months."""
    fit = set(fitting)
    return sum(text not in fit and not is_total(text) for text in texts)


def _may_be_days(texts: list[str]) -> bool:
    """Tell whether years of months may be days: Mar 05 beside Mar 27, not Jan-23, Feb-24."""
    ends = {int(found[1]) for text in texts if (found := _TWO_DIGITS.search(text))}
    return bool(ends) and max(ends) - min(ends) >= _YEARS


def _beside_iso(
    column: Column, iso: set[str], answer: DateOrder | None, read: DateReading
) -> Proof[DateForm]:
    counts = column.counts.tolist()
    rows = sum(count for text, count in zip(column.texts, counts, strict=True) if text in iso)
    dates = column.texts[:]
    blanked = [("" if text in iso else text) for text in dates]
    proof = prove_date_order(replace(column, texts=blanked), answer, read)
    if proof.found not in ("mdy", "dmy"):
        return _widened(proof if proof.question else prove_date_order(column, answer, read))
    form: DateForm = "mdy-iso" if proof.found == "mdy" else "dmy-iso"
    said = f"{rows:,} dates are written Y-M-D, which is certain. Of the others: {proof.evidence}"
    return Proof(form, said)


def _refuse_swapped(iso: set[str], others: set[str]) -> None:
    """Refuse dates of which a spreadsheet has understood only those with a day up to 12."""
    days = [read_date(text, "ymd") for text in iso]
    certain = all(len(possible_dates(text)) == 1 for text in others)
    if (
        min(len(iso), len(others)) >= _SWAPPED
        and certain
        and all(day and day.day <= 12 for day in days)
    ):
        raise refused("swapped-dates", found=", ".join(sorted(others)[:3]))


def _widened(proof: Proof[DateOrder]) -> Proof[DateForm]:
    return Proof(proof.found, proof.evidence, proof.question)


_SAID: dict[DateForm, str] = {
    "serial": "All {count} distinct dates are day numbers of a spreadsheet, such as {example}; "
    "they count days from 1900.",
    "compact": "All {count} distinct dates are written YYYYMMDD, such as {example}.",
    "month": "All {count} distinct dates are months without a day, such as {example}; each counts "
    "on its first day.",
}

assert _SAID.keys() <= FORM_LETTERS.keys()  # noqa: S101 - each has its letters
