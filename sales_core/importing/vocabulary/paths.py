"""Names of columns that are paths: ``Sale/Point/Record Name``, ``line_item.total_price``."""

from __future__ import annotations

from sales_core.importing.vocabulary.header_names import LONGEST, words
from sales_core.importing.vocabulary.languages import words_of


def path_parts(name: str) -> list[str]:
    """Give the words of each step of a name that is a path; names of programs have dots in it."""
    text = name[:LONGEST].strip()
    return [words(part) for part in text.split("." if is_dotted(name) else "/")]


def is_dotted(name: str) -> bool:
    """Tell whether a name is a path with dots, as programs write them: ``line_item.price``."""
    steps = name[:LONGEST].strip().split(".")
    return len(steps) > 1 and all(step.isidentifier() and step.islower() for step in steps)


def path_keys(name: str) -> list[str]:
    """Give the keys of what a name that is a path speaks of, the most telling first.

    Systems that join tables name a column by the way to it.

    Example:
        >>> path_keys("Sale/Point/Record Name"), path_keys("lines/product_id/name")
        (['salepoint', 'point'], ['linesproduct', 'product'])
        >>> path_keys("line_item.total_price"), path_keys("Sale Date")
        (['lineitemtotalprice', 'totalprice'], [])
    """
    parts = path_parts(name)
    if len(parts) < 2 or not all(parts):
        return []
    while len(parts) > 1 and parts[-1] in words_of("shown_names"):
        parts.pop()
    parts[-1] = parts[-1].removesuffix(" id") or parts[-1]
    found = ["".join((parts[0], parts[-1])), "".join(parts), parts[-1]]
    return list(dict.fromkeys(each.replace(" ", "") for each in found if len(parts) > 1)) or [
        parts[0].replace(" ", "")
    ]
