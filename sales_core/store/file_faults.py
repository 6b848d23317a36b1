"""What can be wrong with the file of a database: each fault with its own sentence."""

from __future__ import annotations

from pathlib import Path

from sales_core.errors import DatabaseUnreachableError

_RESTORE = "restore a backup (`python -m sales_core restore PATH`)"

_FAULTS = {
    "no-database": (
        "holds something else than a database, or its beginning is damaged",
        (
            "It was left as it is; let DATABASE_URL name the sales database, or a file that is not "
            "there yet."
        ),
    ),
    "of-another-program": (
        "is the database of another program",
        "It was left as it is; let DATABASE_URL name another file.",
    ),
    "cut-off": (
        "is cut off: its end is missing",
        f"It was left as it is; {_RESTORE}.",
    ),
    "damaged": (
        "is damaged",
        (
            f"Nothing was changed; {_RESTORE}, or copy the file first and let "
            "`python -m sales_core verify` say how far it goes."
        ),
    ),
    "missing": (
        "is not there any more, though it held data",
        (
            f"No empty one was begun in its place: put it back, {_RESTORE}, or begin anew by "
            "removing the note {note} beside it."
        ),
    ),
    "empty": (
        "is empty, though it held data",
        (
            f"It was left as it is: put the right one there, {_RESTORE}, or begin anew by removing "
            "the note {note} beside it."
        ),
    ),
    "replaced": (
        "was removed or replaced just now",
        "Nothing was changed; try again.",
    ),
    "read-only": (
        "cannot be written to",
        "Nothing was changed; give the app the right to write the file and its folder.",
    ),
    "unreadable": (
        "may not be read",
        "Nothing was changed; give the app the right to read and write the file and its folder.",
    ),
    "folder": (
        "cannot be kept where it should be: its folder is no folder, or none can be made there",
        "Nothing was changed; let DATABASE_URL name a file in a folder that the app may write to.",
    ),
    "no-file": (
        "cannot be made: there is a folder of that name, or something else that is no file",
        "Nothing was changed; let DATABASE_URL name a file.",
    ),
}


class DatabaseFileError(DatabaseUnreachableError):
    """The file of a database cannot be used as it is; ``fault`` and ``what`` say why."""

    def __init__(self, fault: str, path: Path) -> None:
        what, then = _FAULTS[fault]
        self.fault, self.what = fault, what
        super().__init__(
            f"The database file {path} {what}. {then.format(note=f'{path.name}-expected')}",
            f"The file of the database {what}. {then.format(note='whose name ends in -expected')}",
        )
