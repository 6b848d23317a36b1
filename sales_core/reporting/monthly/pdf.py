"""The report of a month, set by Typst: one page, vectors, embedded fonts.

The same data gives the same bytes: no date of making is in it. Names in letters that Typst's
own fonts lack are set in the fonts of the computer, and where it has none either, the page
says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sales_core.reporting.monthly.chart import days_chart
from sales_core.reporting.monthly.month import Month, month_of
from sales_core.reporting.monthly.wording import words_of
from sales_core.store.chosen_settings import chosen_settings
from sales_core.store.database import Database
from sales_core.values.money_forms import money_form
from sales_core.values.number_forms import USUAL_TAG

_TEMPLATE = Path(__file__).parent / "report.typ"

_PROBE = (
    '#set page(width: 40pt, height: auto)\n#set text(font: "Libertinus Serif")\n'
    "#for sign in json(bytes(sys.inputs.signs)) [#box(sign) \\ ]"
)
_NO_SIGN = "\U0010ffff"
"""A sign that no font has."""

_USUAL = re.compile("[ -~\u00a0-\u024f\u0370-\u04ff…–·]")
"""Signs that Typst's own fonts surely have."""


def monthly_pdf(
    database: Database, currency: str, month: date | None = None, tag: str = USUAL_TAG
) -> bytes:
    """Write the report of a month.

    Args:
        database: Where the lines are.
        currency: ISO 4217 code of the amounts.
        month: Any day of it; None for the last month that the data has to its end.
        tag: Language tag of the form of amounts and numbers; the words are English.

    Raises:
        NoSalesError: The month has no lines.
    """
    return set_page(month_of(database, month), currency, tag)


def chosen_tag(database: Database) -> str:
    """Give the number form that is chosen for this database, as a language tag; else English."""
    with database.reading() as connection:
        return chosen_settings(connection).number_form or USUAL_TAG


def set_page(month: Month, currency: str, tag: str = USUAL_TAG) -> bytes:
    """Set the page of a month; see ``monthly_pdf``."""
    import typst  # noqa: PLC0415 - only the report needs it

    form = money_form(tag, currency)
    said = words_of(month, form)
    chart = days_chart(month.period, month.days, form.number)
    signs = _unusual_signs(said)
    own_fonts = not _missing(signs, ignore_system_fonts=True)
    lacking = [] if own_fonts else _missing(signs, ignore_system_fonts=False)
    if lacking:
        said["told"] = (
            f"This computer has no font for {_listed(lacking)}, which stand as empty boxes. "
            "With a font such as Noto installed they are shown; all other files have them."
        )
    inputs = {"said": json.dumps(said), "chart": chart}
    return typst.compile(_TEMPLATE, format="pdf", sys_inputs=inputs, ignore_system_fonts=own_fonts)


def _unusual_signs(said: Any) -> list[str]:
    """Give the signs of all texts that may lack a font."""
    return sorted({sign for sign in "".join(_texts(said)) if not _USUAL.match(sign)})


def _texts(said: Any) -> Iterable[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _texts(value)


def _missing(signs: list[str], *, ignore_system_fonts: bool) -> list[str]:
    """Give the signs that no font has: they are drawn as one that surely none has is."""
    if not signs:
        return []
    import typst  # noqa: PLC0415 - see above

    found = []
    for at in range(0, len(signs), 64):
        some = signs[at : at + 64]
        drawn = typst.compile(
            _PROBE.encode(),
            format="svg",
            sys_inputs={"signs": json.dumps([*some, _NO_SIGN])},
            ignore_system_fonts=ignore_system_fonts,
        )
        glyphs = re.findall('<use xlink:href="#([^"]+)"', drawn.decode())
        if len(glyphs) == len(some) + 1:
            found += [
                sign for sign, glyph in zip(some, glyphs, strict=False) if glyph == glyphs[-1]
            ]
    return found


def _listed(signs: list[str]) -> str:
    shown = " ".join(f"U+{ord(sign):04X}" for sign in signs[:3])
    return shown if len(signs) <= 3 else f"{len(signs)} letters ({shown} …)"
