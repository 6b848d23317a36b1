"""Rows alike in all but a tag or a category: one sale, joined with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sales_core.importing.claims import Told
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import joined

_LEAST = 2
"""Rows that must be there again."""


def claims(view: View) -> Iterator[Told]:
    """Tell of rows that stand below each other and differ in a tag alone."""
    layout, taken = view.table.layout, set(view.at.values())
    for place, header in enumerate(layout.header):
        if place in taken or key(header) not in joined("tag_names", "category_names"):
            continue
        again = sum(
            one[place] != two[place]
            and one[:place] == two[:place]
            and one[place + 1 :] == two[place + 1 :]
            for one, two in pairwise(layout.sample)
        )
        if again >= _LEAST:
            yield Told(
                f"Attention: rows that are alike in all but {header.strip()!r} stand below each "
                "other, as if one sale were there once for each of them; all of them count.",
                again,
            )
