"""What the upload page remembers between two drawings: answers, previews, imports, receipts.

The desk lies in the session. Imports run in a thread of their own that makes no
call to Streamlit and writes what they come to onto the desk, so that a page
left in the middle finds its receipt again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from components import shared
from components.uploading.sheet import Sheet
from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.questions import OF_ONE_FILE, Question
from sales_core.imports import import_sales

_log = logging.getLogger(__name__)

OWN_FAULT = "Something went wrong in the app itself. The log of the server says why."

AT_ONCE = 0.8
"""Seconds that a page waits for an import before it shows how far it is."""


@dataclass
class Desk:
    """All files of this session's upload page.

    Attributes:
        round: Raised to give the page an empty uploader.
        sheets: The dropped files, by the key of the upload.
        in_uploader: Those of them that the uploader showed last.
    """

    round: int = 0
    sheets: dict[str, Sheet] = field(default_factory=dict)
    in_uploader: set[str] = field(default_factory=set)
    _starting: threading.Lock = field(default_factory=threading.Lock)
    _work: threading.Thread | None = None

    def lay_out(self, new: dict[str, SalesExport], shown: set[str], *, anew: bool) -> list[Sheet]:
        """Lay new files on the desk, and take those away that left the uploader.

        Args:
            new: Files that are not there yet, by the key of the upload.
            shown: All files that the uploader shows.
            anew: Whether the uploader was empty because the page was left meanwhile.
        """
        gone = set[str]() if anew else self.in_uploader - shown
        for key in gone & self.sheets.keys():
            if not self.sheets[key].working:
                self.sheets.pop(key)
        self.sheets |= {key: Sheet(export, key) for key, export in new.items()}
        self.in_uploader = shown
        return list(self.sheets.values())

    def start(self, sheets: Sequence[Sheet]) -> None:
        """Import files, one after the other, once however often the button was pressed."""
        with self._starting:
            waiting = [sheet for sheet in sheets if not sheet.working and sheet.done is None]
            for sheet in waiting:
                sheet.begin()
            if waiting:
                self._work = threading.Thread(target=_carry_out, args=(waiting,), daemon=True)
                self._work.start()
        self.finish(AT_ONCE)

    def finish(self, seconds: float | None = None) -> None:
        """Wait until the imports are done, or so many seconds."""
        if self._work:
            self._work.join(seconds)

    def answer(self, sheet: Sheet, question: Question, choice: str | None) -> None:
        """Note an answer, also for the other files with the same columns that ask the same.

        What is about one file alone is asked of each.
        """
        sheet.answer(question, choice)
        if choice is None or sheet.last is None or question.code in OF_ONE_FILE:
            return
        for other in self.sheets.values():
            last = other.last
            if other is sheet or other.done or last is None or last.header != sheet.last.header:
                continue
            if any(one.key == question.key and choice in one.choices for one in last.questions):
                other.answer(question, choice)
                other.as_in[question.key] = sheet.export.name

    def put_aside(self, key: str) -> None:
        """Take a file off the desk."""
        self.sheets.pop(key, None)

    def clear(self) -> None:
        """Make room for other files; what is being imported stays."""
        self.round += 1
        self.sheets = {key: sheet for key, sheet in self.sheets.items() if sheet.working}
        self.in_uploader = set()


def desk() -> Desk:
    """Give the desk of this session."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    found = st.session_state["desk"]
    assert isinstance(found, Desk)  # noqa: S101 - nobody else uses the name
    return found


def _carry_out(sheets: Sequence[Sheet]) -> None:
    """Import some files in a thread of their own; nothing here knows the page."""
    for sheet in sheets:
        try:
            result = import_sales(
                shared.database(),
                sheet.export,
                sheet.options,
                shared.settings().currency_of_imports,
                now=datetime.now(UTC),
                by="web page",
                corrections=sheet.corrections,
                progress=sheet.tell_progress,
            )
        except SalesError as fault:
            sheet.end(failed=str(fault))
        except Exception:  # noqa: BLE001 - nobody else would tell it
            _log.exception("An import failed")
            sheet.end(failed=OWN_FAULT)
        else:
            refused = result.status == "refused"
            sheet.end(failed=result.message) if refused else sheet.end(done=result)
