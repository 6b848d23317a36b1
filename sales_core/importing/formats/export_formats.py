"""Known export formats: one TOML file a system beside this one, read once, when first asked for.

A new one is an entry there and a golden pair (docs/adding-an-export-format.md). The
first format whose columns are there counts.
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

from sales_core.importing.formats.declarations import ExportFormat
from sales_core.importing.formats.plain_data import DeclarationError, made
from sales_core.importing.vocabulary.header_names import folded

FOLDER = Path(__file__).parent

_KEYS = {"lists", "format"}


@cache
def export_formats() -> tuple[ExportFormat, ...]:
    """Give all declared formats.

    Raises:
        DeclarationError: A file has a mistake.
    """
    return tuple(chain.from_iterable(map(formats_in, sorted(FOLDER.glob("*.toml")))))


@cache
def signatures() -> tuple[tuple[frozenset[str], ExportFormat], ...]:
    """Give the folded names of the columns of each signature, with its format."""
    return tuple(
        (frozenset(map(folded, names)), known)
        for known in export_formats()
        for names in known.signatures
    )


def formats_in(path: Path) -> tuple[ExportFormat, ...]:
    """Read the formats of one system.

    Args:
        path: A TOML file of tables ``format``, with the lists of texts that they share.

    Raises:
        DeclarationError: The file has a mistake; the message says where.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DeclarationError(f"{path.name}: {fault}") from None
    if unknown := sorted(data.keys() - _KEYS):
        raise DeclarationError(f"{path.name}: unknown key {unknown[0]!r}")
    lists = data.get("lists", {})
    return tuple(
        made(ExportFormat, each, lists, f"{path.name}, {each.get('name', 'a format')}")
        for each in data.get("format", [])
    )


def format_title(name: str | None) -> str:
    """Give what people call a format; an undeclared one is "sales export"."""
    titles = {known.name: known.title for known in export_formats()}
    return titles.get(name or "", "Sales export")
