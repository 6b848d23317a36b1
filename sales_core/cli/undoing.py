"""The commands that take an import back, and that let it count again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sales_core.cli.output import table, tell, write_json
from sales_core.cli.session import as_json_option, now, opened, settings
from sales_core.values.actors import BY_COMMAND
from sales_core.values.money import amount_text

if TYPE_CHECKING:
    from sales_core.imports import UndoPreview


@click.command()
@click.argument("import_id", metavar="ID", type=int)
@click.option("--dry-run", is_flag=True, help="Tell what would change, day by day; write nothing.")
@as_json_option
def undo(import_id: int, *, dry_run: bool, as_json: bool) -> None:
    """Undo import ID: the data is then as if it had never been made."""
    from sales_core.contract.answers import import_number, import_record  # noqa: PLC0415 - loads pandas
    from sales_core.contract.trail import undo_answer  # noqa: PLC0415
    from sales_core.imports import preview_undo, undo_import  # noqa: PLC0415
    from sales_core.imports.records import active_completions  # noqa: PLC0415

    number = import_number(import_id)
    with opened(settings()) as database:
        if dry_run:
            preview = preview_undo(database, number)
        else:
            undone = active_completions(database, number)
            record = undo_import(database, number, now=now(), actor=BY_COMMAND)
    if dry_run and as_json:
        write_json(undo_answer(preview))
    elif dry_run:
        _tell_preview(preview)
    elif as_json:
        write_json({"status": "undone", **import_record(record)})
    else:
        rows = record.rows.imported
        tell(f"Import {import_id} of {record.file_name} is undone; it had brought {rows} rows.")
        for one in undone:
            tell(f"Import {one.id} of {one.file_name}, which completed it, is undone with it.")


@click.command()
@click.argument("import_id", metavar="ID", type=int)
@as_json_option
def redo(import_id: int, *, as_json: bool) -> None:
    """Let import ID, which was undone, count again: as if it had never been undone."""
    from sales_core.contract.answers import import_number, import_record  # noqa: PLC0415 - loads pandas
    from sales_core.imports import redo_import  # noqa: PLC0415

    number, use = import_number(import_id), settings()
    with opened(use) as database:
        code = use.currency_of_imports
        record = redo_import(database, number, code, now=now(), actor=BY_COMMAND)
    if as_json:
        write_json({"status": "redone", **import_record(record)})
    else:
        tell(f"Import {import_id} of {record.file_name} counts again.")


def _tell_preview(preview: UndoPreview) -> None:
    """Tell the days that an undo would change, with their sum."""
    for one in preview.completions:
        tell(f"Import {one.id} of {one.file_name}, which completes it, would be undone with it.")
    changed = preview.changed
    if not changed:
        tell("The revenue of no day would change: other imports hold the same lines.")
        return
    rows = [
        (str(each.day), *map(amount_text, (each.before, each.after, each.difference)))
        for each in changed
    ]
    sums = (preview.before, preview.after, preview.after - preview.before)
    rows.append(("all its days", *map(amount_text, sums)))
    tell(table(("day", "now", "then", "difference"), rows, ("now", "then", "difference")))
    if rest := len(preview.days) - len(changed):
        days = "day stays as it is" if rest == 1 else "days stay as they are"
        tell(f"{rest:,} more of its {days}.")
