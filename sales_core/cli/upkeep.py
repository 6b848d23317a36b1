"""The commands that look after the database, and the one that writes a sample export."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from sales_core.cli.output import tell, told_on_the_way, write_json
from sales_core.cli.session import FileError, as_json_option, now, opened, settings
from sales_core.errors import SalesError
from sales_core.values.actors import BY_COMMAND

SPREAD = {
    "distributed": "distributed by location_id",
    "reference": "copied to every node (reference table)",
}
"""What is said of a table that was moved."""


@click.command()
@as_json_option
def migrate(*, as_json: bool) -> None:
    """Bring the database to the schema of this version of the app.

    Servers do so when they start, unless SALES_MIGRATE=by-command leaves it to this.
    """
    from sales_core.store.schema import HEAD  # noqa: PLC0415 - loads SQLAlchemy

    with opened(settings(), migrate=True) as database:
        before = database.schema_before
    if as_json:
        write_json({"status": "current", "schema": HEAD, "before": before})
    elif before == HEAD:
        tell(f"The database has schema {HEAD} already.")
    elif before is None:
        tell(f"The tables were made, with schema {HEAD}.")
    else:
        tell(f"The database was brought from schema {before} to {HEAD}.")


@click.command()
@as_json_option
def rebuild(*, as_json: bool) -> None:
    """Make the lines and the daily revenue again from the ledger."""
    from sales_core.store.verify import rebuild as rebuild_all  # noqa: PLC0415 - loads pandas

    with opened(settings()) as database:
        report = rebuild_all(database, now=now(), actor=BY_COMMAND, progress=told_on_the_way)
    if as_json:
        made = {"imports": report.imports, "lines": report.lines, "days": report.days}
        write_json({"status": "rebuilt", **made})
    else:
        tell(f"Rebuilt {report.lines} lines on {report.days} days from {report.imports} imports.")


@click.command()
@as_json_option
def distribute(*, as_json: bool) -> None:
    """Spread the tables over the nodes of Citus; done again, it moves what is new."""
    from sales_core.store.distribution import distribute as spread  # noqa: PLC0415 - SQLAlchemy

    with opened(settings()) as database:
        done = spread(database.engine)
    if as_json:
        told = {"nodes": done.nodes, "changed": done.changed, "before": done.before}
        write_json({"status": "distributed", **told})
        return
    for name, place in done.changed.items():
        tell(f"{name}: {SPREAD[place]}")
    tell(
        f"{len(done.changed)} tables were moved, {done.before} are where they belong. "
        f"Nodes: {done.nodes}."
    )


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@as_json_option
def backup(path: Path, *, as_json: bool) -> None:
    """Copy the database to PATH, also while it is in use."""
    from sales_core.store.audit import Event, record  # noqa: PLC0415 - the same
    from sales_core.store.backup import backup as copy  # noqa: PLC0415 - loads SQLAlchemy

    with opened(settings()) as database:
        copy(database, path)
        with suppress(SalesError), database.writing(changes_data=False) as connection:
            record(connection, BY_COMMAND, Event.BACKED_UP, f"To {path.name}", now=now())
    size = path.stat().st_size
    if as_json:
        write_json({"status": "copied", "path": str(path), "bytes": size})
    else:
        tell(f"The database was copied to {path} ({size} bytes).")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@as_json_option
def restore(path: Path, *, as_json: bool) -> None:
    """Put the backup PATH in the place of the database.

    The backup is looked through first, and the database of before is kept beside it. A server
    that runs goes on with what was put back.
    """
    from sales_core.store.backups.restoring import restore as put_back  # noqa: PLC0415 - SQLAlchemy

    done = put_back(settings().database_url, path, now=now(), actor=BY_COMMAND)
    if as_json:
        aside = str(done.aside) if done.aside else None
        made = {"imports": done.imports, "lines": done.lines, "aside": aside}
        write_json({"status": "restored", "path": str(path), **made})
        return
    tell(f"Restored {done.lines} lines of {done.imports} imports from {path}.")
    if done.aside:
        tell(f"The database of before is kept as {done.aside}.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--rows", type=click.IntRange(min=0), default=2_500, show_default=True)
@as_json_option
def sample(path: Path, rows: int, *, as_json: bool) -> None:
    """Write a sample export of an invented studio to PATH."""
    from sales_core.sample.writing import write_sample  # noqa: PLC0415 - only this command needs it

    _must_be_free(path)
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_sample(stream, rows)
    if as_json:
        write_json({"status": "written", "path": str(path), "rows": rows})
    else:
        tell(f"A sample export with {rows} rows is in {path}.")


def _must_be_free(path: Path) -> None:
    """Refuse to write over anything but an earlier sample."""
    if not path.absolute().parent.is_dir():
        raise FileError(f"The sample cannot be written to {path}: there is no such folder.")
    if path.is_dir():
        raise FileError(f"{path} is a folder. Name a file in it.")
    if not path.is_file():
        return
    from sales_core.sample.writing import FIRST_SALE_ID, HEADER  # noqa: PLC0415

    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        header, first = stream.readline(len(HEADER)), stream.readline(100)
    number = first.split(",")[2:3]
    first_sales = [str(FIRST_SALE_ID + step) for step in (1, 2)]
    known = header in ("", HEADER) and (not number or number[0] in first_sales)
    if not known:
        raise FileError(f"{path} is there and is no sample. Name another file, or remove it first.")
