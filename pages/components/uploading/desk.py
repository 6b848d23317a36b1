"""What the upload page remembers between two drawings: answers, previews, imports, receipts.

The desk outlives the session (``kept``). Imports run in a thread of their own that makes no
call to Streamlit and writes what they come to onto the desk, so that a page
left in the middle finds its receipt again.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from components import shared
from components.uploading.sheet import Sheet
from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.questions import OF_ONE_FILE, Question
from sales_core.imports import import_sales
from sales_core.imports.siblings import PROVABLE
from sales_core.values.actors import Actor

_log = logging.getLogger(__name__)

OWN_FAULT = "Something went wrong in the app itself. The log of the server says why."

AT_ONCE = 0.8
"""Seconds that a page waits for an import before it shows how far it is."""


@dataclass
class Desk:
    """All files of one upload page.

    Attributes:
        name: Under which it is found again.
        folder: Where the bytes of its files lie.
        sheets: The dropped files, by the key of the upload.
        others: Names of dropped files that are no exports.
    """

    name: str
    folder: Path
    sheets: dict[str, Sheet] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    _starting: threading.Lock = field(default_factory=threading.Lock)
    _work: threading.Thread | None = None

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(sheet.size for sheet in list(self.sheets.values()))

    @property
    def at_work(self) -> bool:
        """Whether a file is being imported."""
        return any(sheet.working for sheet in list(self.sheets.values()))

    def lay_out(self, key: str, name: str, content: BinaryIO) -> None:
        """Lay a file on the desk, its bytes on disk."""
        path = self.folder / secrets.token_hex(8)
        with path.open("xb") as copy:
            shutil.copyfileobj(content, copy)
            size = copy.tell()
        self.sheets[key] = Sheet(SalesExport(name, path), key, size)

    def prove(self) -> None:
        """Let files with the same columns prove each other how dates and numbers are written."""
        known = [sheet.last for sheet in self.sheets.values() if sheet.last]
        proving = [
            (last.header, last.plan.as_json()) for last in known if last.plan and last.plan.proved
        ]
        for sheet in self.sheets.values():
            last = sheet.last
            if last and {question.code for question in last.questions} & PROVABLE:
                sheet.beside = tuple(plan for header, plan in proving if header == last.header)

    def start(self, sheets: Sequence[Sheet], actor: Actor) -> None:
        """Import files, one after the other, once however often the button was pressed."""
        with self._starting:
            waiting = [sheet for sheet in sheets if not sheet.working and sheet.done is None]
            for sheet in waiting:
                sheet.begin()
            if waiting:
                self._work = threading.Thread(target=_carry_out, args=(waiting, actor), daemon=True)
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
        sheet = self.sheets.get(key)
        if sheet and not sheet.working:
            del self.sheets[key]
            if isinstance(sheet.export.content, Path):
                sheet.export.content.unlink(missing_ok=True)

    def clear(self) -> None:
        """Make room for other files; what is being imported stays."""
        self.others = []
        for key in list(self.sheets):
            self.put_aside(key)


def _carry_out(sheets: Sequence[Sheet], actor: Actor) -> None:
    """Import some files in a thread of their own; nothing here knows the page."""
    for sheet in sheets:
        try:
            result = import_sales(
                shared.database(),
                sheet.export,
                sheet.options,
                shared.settings().currency_of_imports,
                now=datetime.now(UTC),
                actor=actor,
                corrections=sheet.corrections,
                progress=sheet.tell_progress,
            )
        except SalesError as fault:
            sheet.end(failed=fault.shown)
        except Exception:  # noqa: BLE001 - nobody else would tell it
            _log.exception("An import failed")
            sheet.end(failed=OWN_FAULT)
        else:
            refused = result.status == "refused"
            sheet.end(failed=result.message) if refused else sheet.end(done=result)
