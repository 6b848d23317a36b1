"""Columns that say more of a line than what it is: category, staff, channel, time, rate of tax.

They are found by plain names alone and never cost a question: what is no clear case is not taken.
No clue sees them as fields, so that they change nothing of how a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from sales_core.importing.claims import NO_COLUMN
from sales_core.importing.files.looks import is_date, is_number, mostly, number_in, values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import Field, TraitField
from sales_core.importing.interpretation.names import the_only_one
from sales_core.importing.issues import refused
from sales_core.importing.vocabulary.column_words import names_buyer
from sales_core.importing.vocabulary.header_names import folded, key, words
from sales_core.importing.vocabulary.languages import joined, says, words_of
from sales_core.values.hours import hours_of
from sales_core.values.traits import CATEGORY, CHANNEL, HOUR, STAFF, TAX_RATE, kept_kind

TRAIT_FIELDS: tuple[TraitField, ...] = get_args(TraitField)

_KINDS: Mapping[TraitField, str] = {
    "time": HOUR,
    "category": CATEGORY,
    "staff": STAFF,
    "channel": CHANNEL,
    "tax_rate": TAX_RATE,
}

_NAMES: Mapping[str, str] = {
    HOUR: "time_names",
    CATEGORY: "category_names",
    STAFF: "staff_names",
    CHANNEL: "channel_names",
    TAX_RATE: "tax_rate_names",
}
"""The words of each kind, by the key of the vocabulary."""

_FEW_ROWS = 20
"""Rows of which all values may differ though they are those of a kind."""

_AT_A_RATE = re.compile(r"\d\s?%")
_LONGEST = 200

_MOST_TEXT = 60
"""Letters of a value; longer ones are notes."""

Traits = dict[str, str]
"""Header by kind, as written."""


def find_traits(
    layout: Layout,
    at: Mapping[Field, int],
    chosen: Mapping[str, str],
    keep: tuple[str, ...],
) -> Traits:
    """Find the columns of traits.

    Args:
        layout: The header and the first rows.
        at: Position of each field's column, which are not taken again.
        chosen: Header by field, from a person.
        keep: Headers of columns that a person keeps as breakdowns.

    Raises:
        FileRefusedError: A column that a person named is not there, or is there twice.
    """
    found: dict[str, int] = {}
    for field, kind in _KINDS.items():
        if field in chosen:
            if folded(chosen[field]) != NO_COLUMN:
                found[kind] = _named(layout, chosen[field])
        elif (place := _by_name(layout, kind, {*at.values(), *found.values()})) is not None:
            found[kind] = place
    date = at.get("date")
    if "time" not in chosen and date is not None and _tells_times(layout, date):
        found[HOUR] = date
    tax = at.get("tax")
    rate = tax is not None and names_rate(layout.header[tax]) and _agrees(layout, tax, TAX_RATE)
    if tax is not None and rate and TAX_RATE not in found:
        found[TAX_RATE] = tax
    for header in keep:
        place = _named(layout, header)
        found.setdefault(kept_kind(" ".join(layout.header[place].split())), place)
    return {kind: layout.header[place] for kind, place in found.items()}


def may_be_kept(layout: Layout, used: Mapping[str, str]) -> Iterator[str]:
    """Give the columns that a person may want to keep as breakdowns, the likely ones first.

    Columns that look personal, that differ in every row, or that hold money are left out.

    Args:
        layout: The header and the first rows.
        used: Headers by what they hold already.
    """
    taken = {folded(header) for header in used.values()}
    for at, header in enumerate(layout.header):
        texts = values_of(layout, at)
        named = header.strip() and folded(header) not in taken and not looks_personal(header)
        parts = len(texts) > 1 and _repeats(layout, at)
        if named and parts and not mostly(texts, is_date) and not mostly(texts, _is_measure):
            yield header


def looks_personal(header: str) -> bool:
    """Tell whether a name says that a column holds people, addresses or numbers of something."""
    said = set(words(header).split())
    return names_buyer(header) or says(header, "contacts") or bool(said & words_of("numbering"))


def names_rate(header: str) -> bool:
    """Tell whether the name of a tax says that it is a rate: "VAT %", "Tax rate", no "Tax 5%"."""
    return "%" in _AT_A_RATE.sub("", header[:_LONGEST]) or bool(
        set(words(header).split()) & words_of("percent_names")
    )


def _named(layout: Layout, name: str) -> int:
    at = [place for place, header in enumerate(layout.header) if folded(header) == folded(name)]
    if not at:
        listed = ", ".join(header.strip()[:60] for header in layout.header)
        raise refused("unknown-column", missing=repr(name), found=listed[:1000])
    return the_only_one(layout, at)


def _by_name(layout: Layout, kind: str, used: set[int]) -> int | None:
    names = joined(_NAMES[kind])
    good = [
        at
        for at, header in enumerate(layout.header)
        if at not in used and key(header) in names and _agrees(layout, at, kind)
    ]
    return good[0] if len(good) == 1 else None


def _agrees(layout: Layout, at: int, kind: str) -> bool:
    """Tell whether the values of a column can be those of a kind."""
    texts = values_of(layout, at)
    if not texts:
        return False
    if kind == HOUR:
        return bool((hours_of(texts, alone=True)[0] >= 0).all())
    if kind == TAX_RATE:
        return all(_is_rate(text) for text in texts)
    if names_buyer(layout.header[at]) or mostly(texts, is_date) or mostly(texts, _is_measure):
        return False
    return _repeats(layout, at) and all(len(text) <= _MOST_TEXT for text in texts)


def _repeats(layout: Layout, at: int) -> bool:
    filled = sum(1 for row in layout.sample if row[at].strip())
    return filled < _FEW_ROWS or 2 * len(values_of(layout, at)) <= filled


def _is_measure(text: str) -> bool:
    return is_number(text) and ("." in text or "," in text)


def _is_rate(text: str) -> bool:
    number = number_in(text.replace("%", "").strip())
    return number is not None and 0 <= number < 100


def _tells_times(layout: Layout, at: int) -> bool:
    hours = hours_of(values_of(layout, at), alone=False)[0]
    return bool((hours > 0).any())
