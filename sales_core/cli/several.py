"""Importing several files with one command: a line for each, and one summary."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sales_core.cli.output import tell, write_line
from sales_core.cli.session import FAILURES, FileError, export_at
from sales_core.cli.telling import tell_question
from sales_core.errors import SalesError
from sales_core.importing.attention import is_grave
from sales_core.importing.files.folders import look_into
from sales_core.values.money import amount_text

if TYPE_CHECKING:
    from sales_core.importing.files.export import SalesExport
    from sales_core.importing.questions import Question
    from sales_core.imports import ImportResult

WORDS = {
    "imported": "imported",
    "already_imported": "imported before",
    "preview": "would be imported",
    "refused": "refused",
}
"""What became of a file, by the status of its import."""

_NAMED = 5
"""Files that are no exports, named one by one."""


@dataclass
class Summary:
    """What came of all files so far; amounts in ten-thousandths, by currency."""

    files: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    amounts: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    failed: bool = False
    asked: dict[tuple[tuple[str, ...], str], tuple[Question, list[str]]] = field(
        default_factory=dict
    )

    def add(self, path: Path, result: ImportResult) -> None:
        """Count one file."""
        self.files[result.status] += 1
        for question in result.questions if result.status == "refused" else ():
            key = (result.header, question.key)
            self.asked.setdefault(key, (question, []))[1].append(path.name)
        if result.status not in ("imported", "preview"):
            return
        self.lines += result.rows.imported
        self.amounts[result.currency] += result.amount.imported
        days = [day for day in (self.first, self.last) if day]
        days += [day for day in (result.first_date, result.last_date) if day]
        self.first, self.last = min(days, default=None), max(days, default=None)

    @property
    def code(self) -> int:
        """The exit code: 1 if the work had to stop, else 2 if a file was refused, else 0."""
        return 1 if self.failed else 2 if self.files["refused"] else 0


def files_of(given: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Give all files that are meant, each once, those of a folder sorted by their path.

    Returns:
        The files, and the names of those in folders that are no exports.

    Raises:
        FileError: One is not there, or a folder holds no exports.
    """
    files: list[Path] = []
    others: list[str] = []
    for path in given:
        if not path.is_dir():
            files.append(path)
            continue
        try:
            found = look_into(path)
        except OSError as fault:
            raise FileError(f"The folder {path} cannot be read: {fault.strerror}.") from fault
        if not found.exports:
            raise FileError(f"There are no sales exports in the folder {path}.")
        files += found.exports
        others += found.others
    return list(dict.fromkeys(files)), others


def import_files(
    files: Iterable[Path],
    others: list[str],
    import_one: Callable[[SalesExport], ImportResult],
    *,
    as_json: bool,
) -> int:
    """Import files one after the other, telling of each as soon as it is done.

    Args:
        files: All of them are there.
        others: Names of files that are no exports.
        import_one: Imports, or previews, one.
        as_json: Whether to write a JSON object a line.

    Returns:
        The exit code: that of the worst that happened.
    """
    summary = Summary()
    for path, result in _imported(files, import_one, summary, as_json=as_json):
        summary.add(path, result)
        if as_json:
            write_line(result.as_json() | {"path": _shown(path)})
        else:
            tell_file(path, result)
    if not as_json:
        _tell_summary(summary, others)
    return summary.code


def _imported(
    files: Iterable[Path],
    import_one: Callable[[SalesExport], ImportResult],
    summary: Summary,
    *,
    as_json: bool,
) -> Iterator[tuple[Path, ImportResult]]:
    """Import files until a fault says that the next would fail, too."""
    from sales_core.imports import ImportResult  # noqa: PLC0415 - loads pandas
    from sales_core.imports.several import import_each  # noqa: PLC0415

    def carefully(path: Path) -> ImportResult:
        try:
            return import_one(export_at(path))
        except FAILURES:
            raise
        except (SalesError, OSError) as fault:
            why = f"{path} cannot be read: {fault.strerror}." if isinstance(fault, OSError) else ""
            return ImportResult("refused", path.name, why or str(fault))

    try:
        yield from import_each(files, carefully)
    except FAILURES as fault:
        summary.failed = True
        if as_json:
            write_line({"error": str(fault), "code": fault.code})
        else:
            tell(f"Error: {fault}", error=True)


def _shown(path: Path) -> str:
    return os.fsencode(path).decode(errors="replace")


def tell_file(path: Path, result: ImportResult) -> None:
    """Tell in a line what became of a file, and below it what nobody may miss."""
    refused = result.status == "refused"
    said = [result.message]
    if result.status in ("imported", "preview"):
        rows, amount = result.rows, amount_text(result.amount.imported)
        said = [f"{_counted(rows.imported, 'line')}, {amount} {result.currency}".strip()]
        said += [_days(result.first_date, result.last_date)] if result.first_date else []
        if rows.already_imported:
            said.append(f"{rows.already_imported:,} already there")
        if rows.rejected:
            said.append(f"{rows.rejected:,} left out")
    elif result.status == "already_imported":
        said = [f"import {result.import_id}, nothing was changed"]
    tell(f"{WORDS[result.status]}: {_shown(path)} - {', '.join(said)}", error=refused)
    for fact in filter(is_grave, result.evidence):
        tell(f"    {fact}", error=refused)


def _tell_summary(summary: Summary, others: list[str]) -> None:
    for question, names in summary.asked.values():
        more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
        tell(f"\nAsked of {', '.join(names[:3])}{more}:", error=True)
        tell_question(question)
    if others:
        more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
        are = "is no export" if len(others) == 1 else "are no exports"
        tell(f"\n{_counted(len(others), 'file')} {are}: {', '.join(others[:_NAMED])}{more}.")
    parts = [f"{count:,} {WORDS[status]}" for status, count in summary.files.items()]
    tell(f"\n{_counted(summary.files.total(), 'file')}: {', '.join(parts) or 'nothing done'}.")
    if summary.lines:
        amounts = ", ".join(
            f"{amount_text(units)} {code}".strip() for code, units in summary.amounts.items()
        )
        days = _days(summary.first, summary.last)
        tell(f"{_counted(summary.lines, 'line')}, {amounts}, {days}.")


def _days(first: date | None, last: date | None) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def needs_one_file(rejects: Path | None, files: list[Path]) -> None:
    """Refuse to write the rejected rows of several files into one.

    Raises:
        click.UsageError: It was asked for.
    """
    if rejects and len(files) > 1:
        raise click.UsageError("--rejects is for one file. Import the others without it.")
