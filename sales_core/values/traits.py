"""What a line says of itself beside its identity: category, staff, channel, hour, rate of tax, ...

A *trait* is a kind with a value. All traits of a line are one text, so that a table of a
million lines holds each combination once and every line only its number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

CATEGORY: Final = "category"
STAFF: Final = "staff"
CHANNEL: Final = "channel"
HOUR: Final = "hour"
TAX_RATE: Final = "tax_rate"

NAMED: Final = (CATEGORY, STAFF, CHANNEL)
"""Kinds that are found by their names and are breakdowns like the location."""

KINDS: Final = (*NAMED, HOUR, TAX_RATE)
"""Kinds that have a meaning of their own; any other kind is a column that a person keeps."""

_KEPT = "kept:"


def kept_kind(header: str) -> str:
    """Give the kind of a column that a person keeps, by its name."""
    return _KEPT + header


def shown_kind(kind: str) -> str:
    """Give the name of a kind for people.

    Example:
        >>> shown_kind("tax_rate"), shown_kind("kept:Size")
        ('tax rate', 'Size')
    """
    return kind.removeprefix(_KEPT) if is_kept(kind) else kind.replace("_", " ")


def is_kept(kind: str) -> bool:
    """Tell whether a kind is a column that a person keeps."""
    return kind.startswith(_KEPT)


def traits_text(traits: Mapping[str, str]) -> str:
    """Write the traits of a line as one text, the same for the same traits; "" for none.

    Example:
        >>> traits_text({"staff": "Ana", "category": "Tea", "channel": ""})
        '{"category": "Tea", "staff": "Ana"}'
    """
    said = {kind: value for kind, value in sorted(traits.items()) if value}
    return json.dumps(said, ensure_ascii=False) if said else ""


def traits_in(text: str) -> dict[str, str]:
    """Read the traits of a line back, value by kind."""
    return json.loads(text) if text else {}


@lru_cache(1 << 14)
def filled_in(text: str, later: str) -> str:
    """Give the traits of a line, with those that it lacks from a later reading of it.

    Example:
        >>> filled_in('{"category": "Tea"}', '{"category": "Cake", "hour": "09"}')
        '{"category": "Tea", "hour": "09"}'
    """
    return text if later in ("", text) else traits_text(traits_in(later) | traits_in(text))
