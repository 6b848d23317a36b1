"""The hour of a time of day as people and programs write it, alone or behind a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.values.arrays import Ints

_BEFORE = "오전|오후|上午|下午|午前|午後"
_LATE = frozenset(("오후", "下午", "午後"))
_BEHIND_A_DATE = (
    rf"^(?:.*?[T\s,(日])?(?P<before>{_BEFORE})?\s*"
    r"(?P<hour>[0-9]{1,2})[:h][0-9]{2}(?P<rest>\D?.*)$"
)
_ALONE = (
    rf"^\s*(?P<before>{_BEFORE})?\s*(?P<hour>[0-9]{{1,2}})"
    r"(?:\s*[:.h時点]?\s*[0-9]{2})?(?P<rest>.*)$"
)
_HALF = re.compile(r"^[\d:., ]{0,16}([ap])\.?\s?m\b", re.IGNORECASE)
_PLAIN = re.compile(r"^[\d:., +\-]{0,24}(?:Z|Uhr|uhr|h|hrs|分|秒|[A-Z]{2,5})?[\d: +\-)]{0,12}$")
_LONGEST = 200


def hours_of(texts: Sequence[str], *, alone: bool) -> tuple[Ints, bool]:
    """Give the hour (0 to 23) of each text, -1 where it has none, and whether it is certain.

    It is where the half of the day is said, or an hour below ten is written with a zero.

    Args:
        texts: Times of day, or dates with or without one.
        alone: Whether they are times and nothing else; "14", "1432" and "14.32" count then.

    Example:
        >>> hours_of(["2025-03-01T14:32", "3/1/2025 2:05 PM"], alone=False)[0].tolist()
        [14, 14]
    """
    hours = np.full(len(texts), -1, np.int64)
    given = pa.array(texts, pa.large_string())
    short = pc.if_else(pc.less_equal(pc.utf8_length(given), _LONGEST), given, "")
    found = pc.extract_regex(short, _ALONE if alone else _BEHIND_A_DATE)
    at = np.flatnonzero(pc.is_valid(found).to_numpy(zero_copy_only=False))
    if len(at) == 0:
        return hours, False
    matched = found.take(pa.array(at))
    before, hour, rest = (pc.struct_field(matched, name) for name in ("before", "hour", "rest"))
    parted = pa.scalar("\x1f", pa.large_string())
    keyed = pc.binary_join_element_wise(before, hour, rest, parted).dictionary_encode()
    known, certain = [], False
    for text in keyed.dictionary.to_pylist():
        value, sure = _hour(*text.split("\x1f"))
        known.append(value)
        certain = certain or sure
    hours[at] = np.array(known, np.int64)[keyed.indices.to_numpy()]
    return hours, certain


def _hour(before: str, digits: str, rest: str) -> tuple[int, bool]:
    """Give the hour that a time says, and whether it is certain in which half of the day it is."""
    hour = int(digits)
    half = _HALF.match(rest)
    if half or before:
        if not 0 <= hour <= 12:
            return (hour if hour < 24 else -1), True
        late = before in _LATE or bool(half and half[1].lower() == "p")
        return hour % 12 + 12 * late, True
    return (hour if hour < 24 and _PLAIN.match(rest) else -1), len(digits) == 2 and digits < "10"
