"""Taking the files of a watched folder: those that wait for a person, and those that are new."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.imports import import_sales, preview_import
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.imports.several import import_each
from sales_core.imports.watching.places import (
    DONE,
    QUESTIONS,
    REFUSED,
    Seen,
    exports_in,
    look,
    move,
)
from sales_core.store.database import Database
from sales_core.store.waiting_files import WaitingFile, keep_waiting
from sales_core.values.actors import WATCHED_FOLDER

_log = logging.getLogger("sales.watch")

SETTLED = 3.0
"""Seconds that a file must not have changed before it is taken."""

EMPTY = 60.0
"""The same for an empty file: most will be filled soon."""

OWN_FAULT = "Something went wrong in the app itself. The log of the process that watches says why."


@dataclass(frozen=True)
class Taken:
    """What became of a file.

    Attributes:
        name: Of the file.
        place: The folder that it lies in now; "" where it stayed.
        result: What its import came to.
        why: What it waits for, or why it cannot be imported; "" where it is imported.
    """

    name: str
    place: str
    result: ImportResult
    why: str = ""


@dataclass
class Inbox:
    """A watched folder.

    Attributes:
        folder: Where files come in.
        database: Where they go.
        currency: As for ``imports.import_sales``.
        now: Tells the moment, in UTC.
        stopped: Tells whether to end; a file that is begun is finished.
        settled_after: Seconds that a file must not have changed before it is taken.
    """

    folder: Path
    database: Database
    currency: str | None
    now: Callable[[], datetime]
    stopped: Callable[[], bool]
    settled_after: float = SETTLED
    _version: int | None = None
    _asked: dict[Seen, WaitingFile] = field(default_factory=dict)
    _since: dict[Seen, datetime] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left that may still grow."""
        return not self._since

    def take(self) -> Iterator[Taken]:
        """Take what can be taken, telling of each file as soon as that is certain.

        Raises:
            SalesError: The database does not answer; the files stay, to be taken another time.
        """
        yield from self._try(exports_in(self.folder / QUESTIONS), again=True)
        yield from self._try(self._settled())
        self._tell_waiting()

    def _try(self, files: Sequence[Seen], *, again: bool = False) -> Iterator[Taken]:
        """Import files, and move each to its place."""
        version = self.database.data_version()
        if again:
            known = version == self._version
            files = [file for file in files if not (known and file in self._asked)]
        for file, result in import_each(self._until_stopped(files), self._import):
            place = _place_of(result)
            if place == QUESTIONS and again:
                self._wait(file, result)
                continue
            moved = move(file, self.folder / place, _why(result) if place == REFUSED else "")
            if moved and place == QUESTIONS and (seen := look(moved)):
                self._wait(seen, result)
            self._since.pop(file, None)
            why = "" if place == DONE else _why(result)
            yield Taken(file.path.name, place if moved else "", result, why)
        if again and not self.stopped():
            self._version = version

    def _until_stopped(self, files: Iterable[Seen]) -> Iterator[Seen]:
        for file in files:
            if self.stopped():
                return
            if look(file.path) == file:
                yield file

    def _import(self, file: Seen) -> ImportResult:
        """Import a file unless a person has to decide something about it.

        Raises:
            SalesError: The database does not answer.
        """
        export = SalesExport.on_disk(file.path)
        options, now = ImportOptions(), self.now()
        try:
            seen = preview_import(self.database, export, options, self.currency, today=now.date())
            if seen.status != "preview" or seen.rows.rejected or seen.changed_orders:
                return seen
            return import_sales(
                self.database, export, options, self.currency, now=now, actor=WATCHED_FOLDER
            )
        except SalesError:
            raise
        except OSError as fault:
            why = f"The file cannot be read: {fault.strerror}."
            return ImportResult("refused", file.path.name, why)
        except Exception:  # noqa: BLE001 - one file must not stop the others
            _log.exception("An import failed")
            return ImportResult("refused", file.path.name, OWN_FAULT)

    def _settled(self) -> list[Seen]:
        """Give the files that were not seen to change for a while.

        Their own time says little: a copied file often keeps that of the first.
        """
        now, there = self.now(), exports_in(self.folder)
        self._since = {file: self._since.get(file, now) for file in there}
        return [
            file
            for file, since in self._since.items()
            if (now - since).total_seconds() >= (self.settled_after if file.size else EMPTY)
        ]

    def _wait(self, file: Seen, result: ImportResult) -> None:
        known = self._asked.get(file)
        since = known.since if known else self.now()
        self._asked[file] = WaitingFile(file.path, file.path.name, _why(result), since)

    def _tell_waiting(self) -> None:
        there = exports_in(self.folder / QUESTIONS)
        self._asked = {file: told for file, told in self._asked.items() if file in there}
        before = self.database.data_version()
        keep_waiting(self.database, self.folder, list(self._asked.values()))
        if before == self._version and self.database.data_version() == before + 1:
            self._version = before + 1  # which only says who waits


def _place_of(result: ImportResult) -> str:
    if result.status in ("imported", "already_imported"):
        return DONE
    if result.status == "preview" or result.questions:
        return QUESTIONS
    return REFUSED


def _why(result: ImportResult) -> str:
    if result.status == "refused":
        return result.message
    rows, orders = result.rows.rejected, result.changed_orders
    if rows:
        what = "1 row" if rows == 1 else f"{rows:,} rows"
        return f"{what} cannot be read: they can be corrected or left out."
    what = "1 order differs" if orders == 1 else f"{orders:,} orders differ"
    return f"{what} from what is stored: keep both, or replace what is stored."
