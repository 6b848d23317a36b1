"""The commands around imports: import files, and list the imports."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sales_core.cli.output import table, tell, write_json
from sales_core.cli.session import (
    FileError,
    as_json_option,
    export_at,
    in_its_currency,
    now,
    opened,
    settings,
)
from sales_core.cli.several import files_of, import_files, needs_one_file
from sales_core.cli.telling import tell_result
from sales_core.freed_memory import give_back_large_pieces, let_arrow_take_memory_alike
from sales_core.importing.issues import FileRefusedError
from sales_core.values.actors import BY_COMMAND
from sales_core.values.dates import DATE_ORDERS

if TYPE_CHECKING:
    from sales_core.importing.files.export import SalesExport
    from sales_core.imports import ImportOptions, ImportResult
    from sales_core.store.database import Database


@click.command("import")
@click.argument(
    "files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path), required=True
)
@click.option("--date-order", type=click.Choice(DATE_ORDERS), help="Order of day, month and year.")
@click.option("--decimal", type=click.Choice(["point", "comma"]), help="The decimal mark.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="Column of a field; repeatable.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="NAME=CHOICE",
    help="Answer to a question, by the name it is asked under, as in date-order=dmy; repeatable.",
)
@click.option(
    "--keep",
    "keep",
    multiple=True,
    metavar="HEADER",
    help='Keep a column as a breakdown; repeatable, remembered for the header, "" keeps none.',
)
@click.option(
    "--cancelled",
    type=click.Choice(["count", "leave"]),
    help="Whether orders that the file calls cancelled count, or are left out.",
)
@click.option(
    "--on-bad-rows",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    show_default=True,
    help="Stop at rows that cannot be read, or leave them out.",
)
@click.option(
    "--on-changed",
    type=click.Choice(["keep", "replace"]),
    default="keep",
    show_default=True,
    help="Orders that differ from what is stored: keep them and add what is new, or replace them.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would happen; write nothing.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    help="Write the rows that cannot be read to this CSV file.",
)
@as_json_option
def import_file(
    files: tuple[Path, ...],
    columns: tuple[str, ...],
    answers: tuple[str, ...],
    keep: tuple[str, ...],
    *,
    dry_run: bool,
    rejects: Path | None,
    as_json: bool,
    **chosen: str | None,
) -> int:
    """Import sales exports, each FILE wholly or not at all.

    A folder stands for the exports in it. Several files are told in a line each; files with the
    same columns answer for each other what one of them cannot prove.
    """
    give_back_large_pieces()
    from sales_core.contract.answers import import_options  # noqa: PLC0415 - loads pandas
    from sales_core.imports import import_sales, preview_import  # noqa: PLC0415

    let_arrow_take_memory_alike()
    options = import_options(chosen, columns, answers, keep)
    several = len(files) > 1 or files[0].is_dir()
    meant, others = files_of(files)
    for file in meant:
        _must_be_readable(file)
    needs_one_file(rejects, meant)
    if rejects:
        _must_be_writable(rejects, meant[0])
    use = settings()
    with opened(use) as database:
        code = in_its_currency(use, database).currency_of_imports

        def import_one(export: SalesExport) -> ImportResult:
            if dry_run:
                return preview_import(database, export, options, code, today=now().date())
            return import_sales(database, export, options, code, now=now(), actor=BY_COMMAND)

        if several:
            exit_code = import_files(meant, others, import_one, as_json=as_json)
        else:
            result = import_one(export_at(meant[0]))
        if rejects:
            _write_rejects(rejects, database, export_at(meant[0]), options, code)
    if several:
        return exit_code
    if as_json:
        write_json(result.as_json())
    else:
        tell_result(result)
    return 2 if result.status == "refused" else 0


@click.command()
@as_json_option
def imports(*, as_json: bool) -> None:
    """List the imports, newest first, the undone ones included."""
    from sales_core.contract.answers import import_record  # noqa: PLC0415 - loads pandas
    from sales_core.imports import list_imports  # noqa: PLC0415

    with opened(settings()) as database:
        records = [import_record(record) for record in list_imports(database)]
    if as_json:
        write_json({"imports": records})
    elif records:
        tell(_list(records))
    else:
        tell("There are no imports yet.")


def _must_be_readable(file: Path) -> None:
    if not file.exists():
        raise FileError(f"There is no file {file}.")
    if not file.is_file():
        raise FileError(f"{file} is not a file. Give the CSV file itself, or a folder of them.")
    try:
        file.open("rb").close()
    except OSError as fault:
        raise FileError(f"{file} cannot be read: {fault.strerror}.") from fault


def _must_be_writable(rejects: Path, file: Path) -> None:
    """Refuse before the import what would only fail, or do harm, after it."""
    if not rejects.absolute().parent.is_dir():
        raise FileError(
            f"The rejected rows cannot be written to {rejects}: there is no such folder."
        )
    if rejects.is_dir() or (rejects.exists() and rejects.samefile(file)):
        raise FileError(f"The rejected rows cannot be written to {rejects}. Name another file.")


def _write_rejects(
    path: Path,
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
) -> None:
    from sales_core.imports import rejected_rows  # noqa: PLC0415

    with suppress(FileRefusedError):  # the result has told it
        path.write_bytes(rejected_rows(database, export, options, currency).as_csv())


def _list(records: list[dict[str, Any]]) -> str:
    return table(
        ("id", "imported at", "by", "file", "rows", "amount", "first day", "last day", "undone at"),
        [
            (
                str(record["id"]),
                record["imported_at"],
                record["imported_by"],
                record["file"],
                str(record["rows"]["imported"]),
                record["amount"]["imported"],
                record["first_date"] or "–",
                record["last_date"] or "–",
                record["undone_at"] or "–",
            )
            for record in records
        ],
        numbers=("id", "rows", "amount"),
    )
