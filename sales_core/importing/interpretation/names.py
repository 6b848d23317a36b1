"""Columns found by their names: the best known names of a field first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from sales_core.importing.files.looks import confirms, mostly, values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import Field
from sales_core.importing.issues import refused
from sales_core.importing.vocabulary.column_words import names_buyer, names_in
from sales_core.importing.vocabulary.header_names import folded, key, words
from sales_core.importing.vocabulary.languages import Tiers, field_tiers, joined, says, words_of
from sales_core.importing.vocabulary.paths import is_dotted, path_keys, path_parts
from sales_core.values.currency_mentions import named_currencies

_ESSENTIAL: tuple[Field, ...] = (
    "date", "order_id", "item", "amount", "quantity", "unit_price", "credit", "debit",
)  # fmt: skip


def columns_named(layout: Layout, name: Field, used: Iterable[int]) -> tuple[int, ...]:
    """Give the columns of the first tier that is there, the best known first.

    Args:
        layout: The header, and the first rows, which must agree with the names.
        name: The field.
        used: Positions of columns that hold something else.

    Raises:
        FileRefusedError: Several columns bear one and the same name.
    """
    places = _places(layout, used)
    found = _of_first_tier(layout, name, places)
    if not found and name in ("amount", "unit_price"):
        return _of_first_tier(layout, name, _with_taxes(layout, places))
    return _names_first(layout, found) if name == "item" else found


def _of_first_tier(layout: Layout, name: Field, places: Mapping[str, list[int]]) -> tuple[int, ...]:
    fees = any(set(words(header).split()) & words_of("fee_names") for header in layout.header)
    empty: tuple[int, ...] = ()
    for tier in _tiers(layout, name):
        found: list[int] = []
        for alias in (alias.replace(" ", "") for alias in tier):
            net = name == "amount" and fees and alias in joined("net_of_fees")
            if alias in places and not net:
                found += _agreeing(layout, name, _of_goods(layout, name, places[alias]))
        filled = [at for at in found if values_of(layout, at)]
        if filled:
            return tuple(dict.fromkeys(filled))
        empty = empty or tuple(dict.fromkeys(found))  # an empty column never beats a filled one
    return empty


def _with_taxes(layout: Layout, places: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Give columns by their names without a word that says "gross": ``Gesamtpreis brutto``."""
    found: dict[str, list[int]] = {}
    for at in chain.from_iterable(places.values()):
        said = words(layout.header[at]).split()
        if rest := "".join(word for word in said if word not in words_of("gross_names")):
            found.setdefault(rest, []).append(at)
    return found


def _names_first(layout: Layout, found: tuple[int, ...]) -> tuple[int, ...]:
    """Put columns of names before those of numbers, which are codes of products beside them."""
    coded = [at for at in found if mostly(values_of(layout, at), str.isdecimal, 95)]
    return (*(at for at in found if at not in coded), *coded)


def _tiers(layout: Layout, name: Field) -> Tiers:
    """Give the tiers of a field; beside buyers, a town or a country is where they live."""
    tiers = field_tiers(name)
    if name == "location" and any(map(names_buyer, layout.header)):
        return tiers[:1]
    return tiers


def _of_goods(layout: Layout, name: Field, at: list[int]) -> list[int]:
    """Give the columns that are not about a buyer, for the fields that never are, nor of money."""
    if name == "quantity":
        return [place for place in at if not named_currencies(layout.header[place])]
    if name not in ("item", "location"):
        return at
    return [place for place in at if not says(layout.header[place], "people")]


def _places(layout: Layout, used: Iterable[int]) -> dict[str, list[int]]:
    """Give the positions of columns by their names, and by the parts of names that are paths."""
    free = sorted(set(range(len(layout.header))) - set(used))
    places: dict[str, list[int]] = {}
    for at in free:
        places.setdefault(key(layout.header[at]), []).append(at)
    parts: dict[str, list[int]] = {}
    for at in free:
        if is_dotted(layout.header[at]) and not _of_a_sale(layout.header[at]):
            continue
        for part in path_keys(layout.header[at]):
            parts.setdefault(part, []).append(at)
    return {part: found for part, found in parts.items() if len(found) == 1} | places


def _of_a_sale(name: str) -> bool:
    """Tell whether all steps of a path but the last speak of sales, their lines and products."""
    of_sales = names_in("order_id", "item")
    return all(set(step.split()) <= of_sales for step in path_parts(name)[:-1])


def the_only_one(layout: Layout, at: list[int]) -> int:
    """Give the only position of some.

    Raises:
        FileRefusedError: There are several.
    """
    if len(at) > 1:
        raise refused("duplicate-column", found=repr(layout.header[at[0]]))
    return at[0]


def _agreeing(layout: Layout, name: Field, at: list[int]) -> list[int]:
    """Give the columns of one name whose values agree with it."""
    if not at or not all(confirms(name, values_of(layout, place)) for place in at):
        return []
    if name == "order_id" and not any(_numbers_rows(layout, place) for place in at):
        return []
    if len(at) > 1 and name not in _ESSENTIAL:
        return []
    if len({folded(layout.header[place]) for place in at}) > 1:
        return at  # the name with and without tax: as good as each other
    return [the_only_one(layout, at)]


def _numbers_rows(layout: Layout, at: int) -> bool:
    """Tell whether a column numbers orders: no kinds ("Adult"), not mostly empty and repeating."""
    texts = [text for row in layout.sample if (text := row[at].strip())]
    if len(set(texts)) == len(texts):
        return True
    kinds = all(any(map(str.islower, text)) and not any(map(str.isdecimal, text)) for text in texts)
    return not kinds and 2 * len(texts) >= len(layout.sample)
