"""Lines summed to days by what they say of themselves: by category, staff, channel, hour, ...

Where any line of a day and location has a value of a kind, the lines there that have none are
summed too, under ``UNSAID``: days on which nobody said anything of a kind have no row of it,
and their figures are those of ``daily_revenue``. So every kind adds up to all there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.store.traits import Members
from sales_core.values.arrays import Ints
from sales_core.values.groups import Groups, numbered
from sales_core.values.keys import packed

KEY = ("kind_id", "location_id", "day", "value_id")


def roll_up_traits(
    place: tuple[Ints, Ints],
    sets: Ints,
    members: Members,
    sums: Mapping[str, Ints],
    orders: tuple[Ints, npt.NDArray[np.bool_]],
) -> pd.DataFrame:
    """Sum lines by day, location and value of each kind.

    Args:
        place: The day (since 1970) and the location of each line.
        sets: The set of traits of each line.
        members: The values of the sets.
        sums: What is summed, one value a line.
        orders: The order of each line, and whether the line makes it count.

    Returns:
        ``sale_date`` (datetime64[s]), ``kind_id``, ``location_id``, ``value_id``, the sums and
        ``orders`` (int64).
    """
    parts: list[dict[str, Any]] = []
    if members.by_kind:
        each = Groups(day=place[0], location_id=place[1], sets=sets)
        summed = each.sums(sums)
        order, ordered = orders
        pairs = packed(order[ordered], each.codes[ordered])
        first = numbered(pairs)[2]
        once = (order[ordered][first], each.codes[ordered][first])
        places = Groups(day=summed["day"], location_id=summed["location_id"])
        parts = [
            _by_kind(members.of_lines(kind, summed["sets"]), places, summed, list(sums), once)
            | {"kind_id": kind}
            for kind in members.by_kind
        ]
    parts = [part for part in parts if len(part["day"])]
    for part in parts:
        part["kind_id"] = np.full(len(part["day"]), part["kind_id"], np.int64)
    columns = {
        name: np.concatenate([part[name] for part in parts]) if parts else np.empty(0, np.int64)
        for name in (*KEY, *sums, "orders")
    }
    days = columns.pop("day").astype("M8[D]").astype("M8[s]")
    return pd.DataFrame({"sale_date": days} | columns)


def _by_kind(
    value: Ints,
    place: Groups,
    summed: Mapping[str, Ints],
    names: list[str],
    once: tuple[Ints, Ints],
) -> dict[str, Any]:
    """Sum groups of lines by their value of one kind, where any of a place has one."""
    said = np.zeros(place.count, np.bool_)
    said[place.codes[value > 0]] = True
    kept = said[place.codes]
    groups = Groups(
        day=summed["day"][kept], location_id=summed["location_id"][kept], value_id=value[kept]
    )
    made: dict[str, Any] = groups.sums({name: summed[name][kept] for name in names})
    code = np.full(len(kept), -1, np.int64)
    code[kept] = groups.codes
    order, group = once
    inside = code[group] >= 0
    inside_codes = code[group[inside]]
    first = numbered(packed(order[inside], inside_codes))[2]
    made["orders"] = np.bincount(inside_codes[first], minlength=groups.count).astype(np.int64)
    return made
