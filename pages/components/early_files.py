"""Which of Streamlit's files a page needs from its first moment, by Streamlit's own list of them.

A browser hears of most files only when the first elements of a page have come, and then of those
that they need in turn. A start page that names them all has them come at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

Manifest = Mapping[str, Mapping[str, Any]]
"""Streamlit's ``manifest.json``: by its source, the ``file`` of each part and its ``imports``."""

START = "index.html"
"""The start page's own part; what it imports is named in it already."""

FONTS = ("SourceSerifVariable-Roman.ttf.woff2", "MaterialSymbols-Rounded.woff2")
"""Headings and icons; the font of texts is named in the start page already."""

EVERYWHERE = ("Html", "Button")
FIGURES = (*EVERYWHERE, "Metric", "ArrowVegaLiteChart")
ELEMENTS: dict[str, tuple[str, ...]] = {
    "": (*FIGURES, "PageLink", "Table"),
    "revenue": (*FIGURES, "ButtonGroup", "Checkbox", "ReadOnlyGrid"),
    "products": (*FIGURES, "ButtonGroup", "TextInput", "ReadOnlyGrid"),
}
"""By the address of a page: the kinds of elements that it begins with, as Streamlit calls them."""


def early_files(manifest: Manifest, page: str) -> tuple[str, ...]:
    """Give the files of a page's first elements, fonts first.

    Args:
        manifest: Streamlit's list of its files.
        page: The page's address without slashes; "" is the first page.

    Returns:
        Paths below Streamlit's folder, without those that the start page names itself. What
        this version of Streamlit does not have is left out.
    """
    wanted = ELEMENTS.get(page, EVERYWHERE)
    parts = [part for part, entry in manifest.items() if entry.get("name") in wanted]
    known = _with_imports(manifest, [START])
    scripts = [part for part in _with_imports(manifest, parts) if part not in known]
    fonts = [part for part in manifest if PurePosixPath(part).name in FONTS]
    return tuple(str(manifest[part]["file"]) for part in (*fonts, *scripts))


def _with_imports(manifest: Manifest, parts: list[str]) -> dict[str, None]:
    """Add what parts import, and what that imports; in the order in which it is met."""
    met: dict[str, None] = {}
    waiting = [part for part in reversed(parts) if part in manifest]
    while waiting:
        part = waiting.pop()
        if part not in met:
            met[part] = None
            waiting += reversed(manifest[part].get("imports", ()))
    return met
