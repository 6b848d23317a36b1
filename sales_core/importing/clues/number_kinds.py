"""Numbers that begin as those of credit notes and refunds do, whose amounts bear no minus."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.importing.claims import Told, rows_text
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import listed
from sales_core.importing.vocabulary.languages import languages
from sales_core.values.money import amount_text

_BEGIN = 4
"""Letters that the numbers of one kind begin with, at most."""

_LOOKED_AT = 50_000
"""Rows, from all parts of the file, of which one must begin so."""

_MOST = 5_000
"""Different beginnings up to which they are looked at."""


def claims(view: View) -> Iterator[Told]:
    """Tell of numbers that begin as those of credit notes do: CN-7 beside INV-41."""
    ids, place = view.table.order_ids, view.at.get("order_id")
    if ids is None or place is None:
        return
    if not any(row[place].strip()[:1].isalpha() for row in view.table.layout.sample):
        return
    some = np.arange(0, len(ids), 1 + len(ids) // _LOOKED_AT)
    firsts = _begun(ids.take(pa.array(some))).dictionary.to_pylist()
    if not _of_refunds({_letters(text or "") for text in firsts} - {""}):
        return
    parts = _begun(ids)
    if len(parts.dictionary) > _MOST:
        return
    letters = [_letters(text or "") for text in parts.dictionary.to_pylist()]
    of_rows = parts.indices.fill_null(0).to_numpy(zero_copy_only=False)
    rows = view.sales[: view.table.rows]
    amounts = view.cells.amount[: view.table.rows]
    for begin in sorted(_of_refunds({each for each in letters if each})):
        chosen = np.array([each == begin for each in letters], np.bool_)[of_rows] & rows
        count = int(np.count_nonzero(chosen))
        if count and 2 * count <= np.count_nonzero(rows) and (amounts[chosen] > 0).all():
            yield Told(
                f"Attention: {rows_text(count)} ({amount_text(int(amounts[chosen].sum()))}) whose "
                f"number in {view.header(place)!r} begins with {begin.upper()!r} may be credit "
                "notes or refunds; their amounts bear no minus, and count like the others.",
                count,
            )


def _begun(ids: pa.ChunkedArray) -> pa.DictionaryArray:
    """Give how numbers begin."""
    bare = pc.utf8_ltrim_whitespace(ids.combine_chunks())
    return pc.utf8_slice_codeunits(bare, 0, _BEGIN).dictionary_encode()


def _letters(text: str) -> str:
    """Give the letters that a number begins with, and that something else follows."""
    count = next((at for at, sign in enumerate(text) if not sign.isalpha()), 0)
    return text[:count].casefold()


def _of_refunds(found: set[str]) -> set[str]:
    """Give the beginnings that are those of refunds in a language, where others are there too.

    A single letter counts only where all others are those of sales in that language.
    """
    told: set[str] = set()
    for known in languages().values():
        sale, back = (
            set(listed(",".join(known[key]))) for key in ("sale_letters", "refund_letters")
        )
        others = found - back
        if others and others <= sale:
            told |= found & back
        elif others - sale < others:
            told |= {each for each in found & back if len(each) > 1}
    return told
