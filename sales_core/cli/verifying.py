"""The command that compares what is stored with the ledger, or a file with its receipt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sales_core.cli.output import tell, told_on_the_way, write_json
from sales_core.cli.session import FileError, as_json_option, export_at, opened, settings

if TYPE_CHECKING:
    from sales_core.imports.original import OriginalReport
    from sales_core.store.database import Database


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@as_json_option
def verify(file: Path | None, *, as_json: bool) -> int:
    """Compare what is stored with the ledger; or FILE, an original, with its receipt.

    The exit code is 1 if something differs, or if FILE does not count.
    """
    with opened(settings()) as database:
        if file is None:
            return _verify_all(database, as_json=as_json)
        return _verify_original(database, file, as_json=as_json)


def _verify_all(database: Database, *, as_json: bool) -> int:
    from sales_core.store.verify import verify as compare  # noqa: PLC0415 - loads pandas

    report = compare(database, told_on_the_way)
    if as_json:
        differences = list(report.differences)
        write_json({"clean": report.clean, "checked": report.checked, "differences": differences})
    else:
        checked = ", ".join(f"{what}: {count}" for what, count in report.checked.items())
        tell(f"{'Everything agrees' if report.clean else 'There are differences'} ({checked}).")
        for difference in report.differences:
            tell(f"- {difference}")
        if not report.clean:
            tell("`rebuild` makes everything from the ledger again.")
    return 0 if report.clean else 1


def _verify_original(database: Database, file: Path, *, as_json: bool) -> int:
    from sales_core.contract.provenance import original_answer  # noqa: PLC0415 - loads pandas
    from sales_core.imports.original import check_original  # noqa: PLC0415

    if not file.is_file():
        raise FileError(f"There is no file {file}.")
    report = check_original(database, export_at(file))
    if as_json:
        write_json(original_answer(report))
    else:
        _tell_original(report)
    return 0 if report.clean else 1


def _tell_original(report: OriginalReport) -> None:
    if not report.imports:
        tell(f"{report.file} was never imported: no import holds these bytes.")
        for each in report.namesakes:
            tell(f"- Import {each.id} of a file of this name held others: it was changed since.")
    for each in report.imports:
        when = f"imported {each.imported_at:%Y-%m-%d %H:%M} UTC by {each.imported_by}"
        state = f"undone {each.undone_at:%Y-%m-%d %H:%M} UTC" if each.undone_at else "it counts"
        tell(f"Import {each.id}: {each.file_name}, {when}; {state}.")
    if report.active:
        rows = report.active.rows
        tell(f"{report.counting:,} of its {rows.read:,} rows count from it.")
    for sentence in report.agrees:
        tell(f"- agrees: {sentence}")
    for sentence in report.differs:
        tell(f"- DIFFERS: {sentence}")
    if report.unread:
        tell(f"- It was not read again: {report.unread}.")
