"""What there is to say of a file first: whether it can be imported, and what it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from components import reader
from components.money import amount_text
from components.text import counted, md_escape, period_text
from components.uploading.sheet import Sheet
from sales_core.imports import ImportResult

State = Literal["ready", "known", "asks", "rows", "unreadable", "there", "working", "done"]


@dataclass(frozen=True)
class Verdict:
    """What is said of a file first.

    Attributes:
        state: Ready to import; nothing in it is new; asks; has rows to decide about; cannot be
            read; was imported before; is being imported; is imported.
        word: The same in a few words, as plain text.
        says: The whole sentence, as Markdown.
    """

    state: State
    word: str
    says: str


def verdict_of(sheet: Sheet, result: ImportResult | None) -> Verdict:
    """Judge a file.

    Args:
        sheet: The file, and what was said about it.
        result: Its preview, or what its import came to; None where it cannot be read.
    """
    if sheet.working:
        return Verdict("working", "Importing", "**Importing …**")
    if result is None:
        return Verdict("unreadable", "Cannot be read", "**This file cannot be read.**")
    if result.status == "already_imported":
        return Verdict("there", "Imported before", "**Already imported.** Nothing was changed.")
    if sheet.done:
        number = f"Imported as import {result.import_id}"
        return Verdict("done", number, f"**{number}.** {brought(result.whole)}")
    return _refused(result) if result.status == "refused" else _previewed(sheet, result)


def _previewed(sheet: Sheet, result: ImportResult) -> Verdict:
    """Judge a file that can be read: it is ready, or something about it is to be chosen."""
    brings = f"**{brought(result)}**"
    if result.rows.rejected:
        left = counted(result.rows.rejected, "row cannot be read", "rows cannot be read")
        if sheet.on_bad_rows == "leave" and sheet.is_ready(result):
            rest = counted(result.rows.rejected, "row is", "rows are")
            return Verdict("ready", f"Ready; {rest} left out", f"{brings} {rest} left out.")
        them = "it" if result.rows.rejected == 1 else "them"
        says = f"{brings} {left}: choose below what should happen with {them}."
        return Verdict("rows", left, says)
    if not sheet.is_ready(result):
        word = counted(result.changed_orders, "order differs", "orders differ")
        says = f"{brings} {word} from what is stored: choose below which is meant."
        return Verdict("asks", word, says)
    if result.rows.imported == 0:
        known = counted(result.rows.already_imported, "sale")
        says = f"**Nothing new.** {known} of this file: all there already."
        return Verdict("known", "Nothing new", says)
    return Verdict("ready", "Ready", brings)


def brought(result: ImportResult) -> str:
    """Write what a file brings, as Markdown: sales, days and amount, and what is there already."""
    rows = result.rows
    amount = amount_text(result.amount.imported, result.currency)
    days = days_text(result.first_date, result.last_date)
    new = "sale" if rows.already_imported == 0 else "new sale"
    said = f"{counted(rows.imported, new)}, {md_escape(days)}, {amount}."
    if rows.already_imported:
        known = counted(rows.already_imported, "more is", "more are")
        said += f" {known} there already."
    return said


def days_text(first: date | None, last: date | None) -> str:
    """Write days as a sentence has them; a month or a year that both share is said once.

    Example:
        >>> days_text(date(2025, 3, 1), date(2025, 4, 17))
        '1 Mar to 17 Apr 2025'
        >>> days_text(date(2025, 3, 1), date(2025, 3, 31))
        '1 to 31 Mar 2025'
    """
    if first is None or last is None or first == last:
        return period_text(first, last)
    return reader.forms().days(first, last)


def _refused(result: ImportResult) -> Verdict:
    if not result.questions:
        return Verdict("unreadable", "Cannot be imported", "**This file cannot be imported.**")
    asks = counted(len(result.questions), "question")
    says = f"**{asks} before this file can be imported.** What it does not say is not guessed."
    return Verdict("asks", asks, says)
