"""Which files of a folder may be sales exports; nothing is opened for that."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

ENDINGS = ("csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "gz")
"""How the names of files end that are taken out of a folder, and offered by the upload page."""

_PLACES = ("~$", ".")
"""How the names of files begin that a program keeps beside those of a person."""


@dataclass(frozen=True)
class Folder:
    """What lies in a folder and the folders in it.

    Attributes:
        exports: Files that may be exports, by their path.
        others: Names of files that are none.
    """

    exports: tuple[Path, ...]
    others: tuple[str, ...]


def may_be_export(name: str) -> bool:
    """Tell by its name whether a file may be a sales export.

    Example:
        >>> may_be_export("March.CSV"), may_be_export("~$march.xlsx"), may_be_export("logo.png")
        (True, False, False)
    """
    last = PurePath(name).name
    return not last.startswith(_PLACES) and PurePath(last).suffix[1:].lower() in ENDINGS


def look_into(folder: Path, but: Iterable[str] = ()) -> Folder:
    """List a folder and the folders in it; hidden ones, and links to folders, are passed by.

    Args:
        folder: Where to look.
        but: Names of folders in it that are passed by.

    Raises:
        OSError: The folder itself cannot be listed.
    """
    os.scandir(folder).close()
    passed = set(but)
    exports: list[Path] = []
    others: list[str] = []
    for place, folders, files in os.walk(folder):
        here = Path(place)
        at_top = here == folder
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not (at_top and name in passed)
        )
        for name in files:
            if may_be_export(name):
                exports.append(here / name)
            elif not name.startswith(_PLACES):
                others.append(name)
    return Folder(tuple(sorted(exports)), tuple(sorted(others)))
