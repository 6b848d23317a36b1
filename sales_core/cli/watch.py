"""The command that watches a folder."""

from __future__ import annotations

import gc
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sales_core.cli.output import tell, write_line
from sales_core.cli.session import FileError, as_json_option, now, opened, settings
from sales_core.cli.several import tell_file

if TYPE_CHECKING:
    from sales_core.imports.watching.taking import Taken


WORDS = {"questions": "waits", "refused": "refused"}
"""What became of a file that is not imported, by where it lies now."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@as_json_option
def watch(folder: Path, *, as_json: bool) -> None:
    """Import what comes into FOLDER, until the process is ended.

    What is imported is moved to done/, what a person has to decide about waits in questions/ and
    on the Imports page, what cannot be imported is moved to refused/ with a text that says why.
    """
    from sales_core.imports.watching.loop import watch_folder  # noqa: PLC0415 - loads pandas
    from sales_core.imports.watching.taking import Inbox  # noqa: PLC0415

    if not folder.is_dir():
        raise FileError(f"There is no folder {folder}.")
    gc.enable()  # this process may live for years
    folder, use, stop = folder.resolve(), settings(), threading.Event()

    def end(*_: Any) -> None:
        stop.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, end)

    def told(taken: Taken) -> None:
        where = folder / taken.place / taken.name
        if as_json:
            write_line(taken.result.as_json() | {"path": str(where), "place": taken.place})
        elif taken.why:
            tell(f"{WORDS.get(taken.place, 'left')}: {where} - {taken.why}", error=True)
        else:
            tell_file(where, taken.result)

    with opened(use) as database:
        inbox = Inbox(folder, database, use.currency_of_imports, now, stop.is_set)
        tell(f"Watching {folder}. End it with Ctrl+C.", error=True)
        watch_folder(folder, lambda: inbox, stop, told)
