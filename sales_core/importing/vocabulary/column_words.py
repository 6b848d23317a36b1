"""Words in the names of columns that no alias knows: what they may hold, and what they never do."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from sales_core.importing.vocabulary.header_names import key, plain, words
from sales_core.importing.vocabulary.languages import field_names, joined, says, words_of
from sales_core.values.currency_mentions import named_currencies

_SIDES = ("fee_names", "tax_names", "tip_names", "shipping_names")
"""Keys of money beside a sale: what others get of it, or what was paid for more than the goods."""

_OF_SALES = (
    "date",
    "order_id",
    "item",
    "amount",
    "quantity",
    "unit_price",
    "payment_method",
    "tax",
)
"""Fields of a sale, whose names are never those of a buyer."""

_SCALED = re.compile(r"['’ ($€£]000s?\b|\bt€|\bk€|\bin k\b|[(\[]k[)\]]|\bk ?(?:usd|eur|gbp|chf)\b")
"""Thousands said by signs, which no language has."""

_SHORTEST = 4
"""Letters of a word that may be part of a longer one are more than these."""

_FIRST_OF_CJK = 0x2E80
"""From here on scripts part words by no blank."""


def names_money(header: str) -> bool:
    """Tell whether a name says that a column holds the amounts of sales."""
    said = set(words(header).split())
    if said & words_of("relation_words"):  # sales without tax are sales
        said -= words_of(*_SIDES, "discount_names")
    elif names_side(header):
        return False
    if said & words_of("decoys", "not_sold"):
        return False
    if said & words_of("sold") or _holds(header, "sold_inside"):
        return True
    return bool(named_currencies(header)) and not said & words_of("expenses", "discount_names")


def names_side(header: str) -> bool:
    """Tell whether a name says that money stands beside a sale: fees, taxes, tips, shipping."""
    said = set(words(header).split())
    return bool(said & words_of(*_SIDES)) or _holds(header, "sides_inside")


def names_count(header: str, *, perhaps: bool = False) -> bool:
    """Tell whether a name says (or, ``perhaps``, may say) how many pieces were sold."""
    said = set(words(header).split())
    if said & (words_of("not_counted", "decoys") - {"number", "no"}):
        return False
    counted = words_of("counted", *(["perhaps_counted"] if perhaps else []))
    return bool(said & counted) or _holds(header, "counted_inside")


def names_pieces_back(header: str) -> bool:
    """Tell whether a name says how many pieces came back, be it in one long word.

    Example:
        >>> names_pieces_back("Returned qty"), names_pieces_back("Retourenmenge")
        (True, True)
    """
    said = set(words(header).split())
    back, counted = words_of("refund", "refund_flags"), words_of("counted")
    if said & back and said & counted:
        return True
    longer = tuple(word for word in counted if len(word) > _SHORTEST)
    begins = tuple(word for word in back if len(word) > _SHORTEST)
    return any(word.endswith(longer) and word.startswith(begins) for word in said - counted)


def names_each(header: str) -> bool:
    """Tell whether a name says that a price is that of one piece."""
    return bool(set(words(header).split()) & words_of("each")) or _holds(header, "each_inside")


def names_orders(header: str, *, plainly: bool = False) -> bool:
    """Tell whether a name says that a column numbers something that may be orders.

    Args:
        header: The name.
        plainly: Only where it speaks of a sale as well: "Sale ref", but no "Ref".
    """
    said, numbering = words(header).split(), words_of("numbering")
    if not any(word in numbering or word.endswith(_long_numbering()) for word in said):
        return False
    if key(header) in joined("item") or set(said) & _other_numbers():
        return False
    return not plainly or bool(set(said) & (names_in("order_id") - numbering))


@cache
def _long_numbering() -> tuple[str, ...]:
    """Give the words that end longer ones: "Belegnr", and in scripts without blanks any."""
    return tuple(
        word
        for word in words_of("numbering")
        if word == "nr" or len(word) > 3 or ord(word[0]) > _FIRST_OF_CJK
    )


@cache
def _other_numbers() -> frozenset[str]:
    """Give the words of what is numbered and is no order: goods, people, places, rows."""
    names = ("item", "location", "payment_method", "quantity", "currency")
    others = words_of("decoys", "people", "buyer_places", "other_numbers")
    others |= names_in(*names)
    return others - words_of("numbering") - names_in("order_id")


@cache
def names_in(*fields: str) -> frozenset[str]:
    """Give the single words of all names of some fields."""
    names = chain.from_iterable(map(field_names, fields))
    return frozenset(word for name in names for word in name.split())


def names_scale(header: str) -> bool:
    """Tell whether a name says that numbers are in thousands or in hundredths of money."""
    signs = _SCALED.search(header.casefold().replace("_", " "))
    inside = any(word in plain(header) for word in words_of("scales_inside"))
    return bool(signs) or inside or says(header, "scales")


def names_pieces(header: str) -> bool:
    """Tell whether the name of an amount says that it counts pieces or weighs."""
    return says(header, "piece_names")


def names_something_else(header: str) -> bool:
    """Tell whether a name says that numbers are none that may be added up as sales."""
    others = words_of("decoys", "not_sold") - {"order", "orders"}
    return bool(set(words(header).split()) & others) or names_side(header)


def names_gross(header: str) -> bool:
    """Tell whether the name of an amount says that it is that before discounts."""
    return says(header, "gross_names") and not says(header, "net_names")


def names_net(header: str) -> bool:
    """Tell whether the name of an amount says that it is that after discounts."""
    return says(header, "net_names")


def names_buyer(header: str) -> bool:
    """Tell whether a name says that a column holds who bought, or where they live."""
    said = words(header)
    if says(header, "kind_names") or said.replace(" ", "") in joined(*_OF_SALES):
        return False  # a kind of customer is none, and the number of a bill is no address
    if said.startswith(_buyer_places()) and says(header, "location", "person_names"):
        return True
    return said in words_of("person_names") or says(header, "contacts", "people")


@cache
def _buyer_places() -> tuple[str, ...]:
    return tuple(f"{word} " for word in words_of("buyer_places"))


def _holds(header: str, inside: str) -> bool:
    """Tell whether a name holds one of the words of a key, blanks aside."""
    said = key(header)
    return any(word in said for word in joined(inside))
