"""A line that several imports bring: it is there once, and says what any of them says of it.

Its tax, its discount and each of its traits are those of the first import that states them.
So an earlier import gains what the reader learnt since, or a person keeps now, when its file is
read again; identity and amounts never change by it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.values.arrays import Ints
from sales_core.values.groups import numbered
from sales_core.values.lines import STATED
from sales_core.values.traits import filled_in, traits_in


def each_once(lines: pd.DataFrame, identity: Ints) -> pd.DataFrame:
    """Keep the first of all equal lines, with what it lacks from the others.

    Args:
        lines: A frame of lines (``values.lines``), those of earlier imports first.
        identity: Their identity; equal lines have equal numbers.
    """
    codes, count, first = numbered(identity)
    if count == len(lines):
        return lines
    kept = lines.iloc[first].reset_index(drop=True)
    for name in STATED:
        kept[name] = _first_known(lines[name], codes, count)
    kept["traits"] = _together(lines["traits"], codes, first)
    return kept


def gains(stored: pd.DataFrame, brought: pd.DataFrame) -> frozenset[str]:
    """Give what lines say that the same lines, as stored, say nothing of: details and kinds.

    Args:
        stored: ``discount``, ``tax`` (Int64) and ``traits`` (category), one row a line.
        brought: The same of the same lines in the same order.
    """
    found = {
        name for name in STATED if (stored[name].isna() & brought[name].notna().to_numpy()).any()
    }
    both = pd.DataFrame({"stored": stored["traits"].array, "brought": brought["traits"].array})
    pairs = both.drop_duplicates().astype("str")
    for text, later in pairs.itertuples(index=False, name=None):
        found |= traits_in(later).keys() - traits_in(text).keys()
    return frozenset(found)


def _first_known(values: pd.Series[int], codes: Ints, count: int) -> pd.arrays.IntegerArray:
    known = np.flatnonzero(values.notna().to_numpy(np.bool_))[::-1]
    found, missing = np.zeros(count, np.int64), np.ones(count, np.bool_)
    found[codes[known]] = values.array[known].to_numpy(np.int64)
    missing[codes[known]] = False
    return pd.arrays.IntegerArray(found, missing)


def _together(traits: pd.Series[str], codes: Ints, first: npt.NDArray[np.intp]) -> pd.Categorical:
    """Fill the traits of the first of equal lines in from the later ones, one after the other."""
    texts = list(traits.cat.categories)
    number_of = {text: at for at, text in enumerate(texts)}
    said = traits.cat.codes.to_numpy().astype(np.int64)
    found = said[first]
    later = np.ones(len(codes), np.bool_)
    later[first] = False
    rest = np.flatnonzero(later)
    while len(rest):
        _, _, next_of_each = numbered(codes[rest])
        some = rest[next_of_each]
        pairs, inverse = np.unique(
            np.stack([found[codes[some]], said[some]]), axis=1, return_inverse=True
        )
        made = [filled_in(texts[one], texts[two]) for one, two in pairs.T.tolist()]
        for text in made:
            if text not in number_of:
                number_of[text] = len(texts)
                texts.append(text)
        numbers = np.array([number_of[text] for text in made], np.int64)
        found[codes[some]] = numbers[inverse.reshape(-1)]
        rest = np.delete(rest, next_of_each)
    return pd.Categorical.from_codes(found, pd.Index(texts, dtype="str"))
