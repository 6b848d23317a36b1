"""Faults in exports: each with a stable code, a place, a sentence and advice.

A fault in one row is a result (``RowIssue``), collected with the others; a
fault of the whole file is raised (``FileRefusedError``), because nothing
after it could be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sales_core.importing.catalogue import CATALOGUE
from sales_core.importing.questions import Question


@dataclass(frozen=True, slots=True)
class RowIssue:
    """One fault in one row, or of the file.

    Attributes:
        code: Stable name of the fault, a key of ``CATALOGUE``.
        line: Line number in the file, counted from 1; 0 where the fault has no line.
        column: Header of the column as written; "" where it is about the row.
        value: The text that is at fault, shortened.
        message: What happened and where, in one sentence.
        how_to_fix: What to do, in one sentence.
    """

    code: str
    line: int
    column: str
    value: str
    message: str
    how_to_fix: str


_SHOWN = 80


def issue(code: str, *, line: int = 0, column: str = "", value: str = "", **facts: Any) -> RowIssue:
    """Write an issue of the catalogue from its facts.

    Raises:
        KeyError: The code is not in the catalogue, or a fact is missing.
    """
    shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    named = {"line": line, "column": column or "this column", "value": repr(shown), **facts}
    message, how_to_fix = (told.format(**named) for told in CATALOGUE[code])
    return RowIssue(code, line, column, shown, message, how_to_fix)


class FileRefusedError(Exception):
    """The file as a whole cannot be read.

    Attributes:
        issue: Why.
        header: The column names of the file, where they could be read.
        questions: What could be asked to go on.
    """

    def __init__(
        self,
        refused: RowIssue,
        header: tuple[str, ...] = (),
        questions: tuple[Question, ...] = (),
    ) -> None:
        super().__init__(refused.message)
        self.issue = refused
        self.header = header
        self.questions = questions


def refused(code: str, *, line: int = 0, **facts: Any) -> FileRefusedError:
    """Make the error that refuses a file for a reason of the catalogue."""
    return FileRefusedError(issue(code, line=line, **facts))
