"""What the upload page remembers between two drawings: answers, previews, receipts.

The desk lies in the session. What a long import comes to is written onto it
without another call to Streamlit, so that a page left in the middle finds its
receipt again.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from components import store
from components.text import size_text
from sales_core.importing.export import SalesExport
from sales_core.importing.issues import issue
from sales_core.importing.questions import Answers, Question
from sales_core.imports import ImportOptions, ImportResult, import_sales, preview_import
from sales_core.values.dates import DateOrder
from sales_core.values.money import DecimalMark


@dataclass
class Sheet:
    """One dropped file on the desk.

    Attributes:
        export: The file.
        key: Names it among the controls of the page.
        date_order: As answered.
        decimal_mark: As answered.
        columns: Header by field, as answered.
        on_changed: As answered; None while nobody said.
        asked: Every question so far, so that an answer can be changed.
        done: What its import came to.
    """

    export: SalesExport
    key: str
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    columns: dict[str, str] = field(default_factory=dict)
    on_changed: Literal["keep", "replace"] | None = None
    asked: dict[str, Question] = field(default_factory=dict)
    done: ImportResult | None = None
    _previewed: tuple[object, ImportResult] | None = None

    @property
    def options(self) -> ImportOptions:
        """Give what was answered so far; rows that cannot be read are left out."""
        answers = Answers(self.date_order, self.decimal_mark, dict(self.columns))
        return ImportOptions(answers, on_bad_rows="skip", on_changed=self.on_changed or "keep")

    def preview(self) -> ImportResult:
        """Tell what importing would do; read anew only if an answer or the data changed."""
        state = (repr(self.options.answers), store.database().data_version())
        if self._previewed is None or self._previewed[0] != state:
            self._previewed = (state, self._read())
        result = self._previewed[1]
        for question in result.questions:
            self.asked.setdefault(f"{question.code}-{question.field}", question)
        return result

    def is_ready(self, result: ImportResult) -> bool:
        """Tell whether nothing is left to ask before importing."""
        return result.status == "preview" and not (result.changed_orders and not self.on_changed)

    def _read(self) -> ImportResult:
        limit = store.settings().upload_limit
        if self.export.size > limit:
            told = issue("too-large", found=size_text(self.export.size), limit=size_text(limit))
            message = f"{told.message} {told.how_to_fix}"
            return ImportResult("refused", self.export.name, message, issues=(told,))
        currency = store.settings().currency
        return preview_import(store.database(), self.export, self.options, currency)


@dataclass
class Desk:
    """All files of this session's upload page.

    Attributes:
        round: Raised to give the page an empty uploader.
        sheets: The dropped files, by the key of the upload.
    """

    round: int = 0
    sheets: dict[str, Sheet] = field(default_factory=dict)
    _importing: threading.Lock = field(default_factory=threading.Lock)

    def lay_out(self, files: dict[str, SalesExport]) -> list[Sheet]:
        """Keep the sheets of these files, and no others."""
        self.sheets = {
            key: self.sheets.get(key) or Sheet(export, key) for key, export in files.items()
        }
        return list(self.sheets.values())

    def carry_out(self, sheet: Sheet) -> None:
        """Import a file once, however often the button was pressed.

        Raises:
            SalesError: It could not be imported; nothing was changed.
        """
        with self._importing:
            if sheet.done is not None:
                return
            result = import_sales(
                store.database(),
                sheet.export,
                sheet.options,
                store.settings().currency,
                now=datetime.now(UTC),
                by="web page",
            )
            if result.status in ("imported", "already_imported"):
                sheet.done = result

    def clear(self) -> None:
        """Make room for other files."""
        self.round += 1
        self.sheets = {}


def desk() -> Desk:
    """Give the desk of this session."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    found = st.session_state["desk"]
    assert isinstance(found, Desk)  # noqa: S101 - nobody else uses the name
    return found
