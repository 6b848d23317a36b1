"""The import plan: everything needed to read one file the same way again, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sales_core.importing.formats.as_found import Declared
from sales_core.importing.formats.plain_data import made
from sales_core.values.calendars import Calendar
from sales_core.values.dates import DateForm, DateStyle
from sales_core.values.money import DecimalMark

DayMend = Literal["", "swapped", "century", "1904-late", "1904-early"]
"""What is wrong with the days as read: nothing; day and month of those with days up to 12 have
changed places; years from 2100 on are a century late; or they are late or early by the 1,462 days
between the two day counts of spreadsheets."""

AmountFrom = Literal["column", "quantity x unit price", "credit - debit"]


_STYLE = ("date_order", "calendar", "language")
"""Fields that are one text where a plan is stored: how dates are written."""


@dataclass(frozen=True, kw_only=True)
class ImportPlan(Declared):
    """How one file is read.

    Attributes:
        format: Name of the declared export format; None for an undeclared one.
        encoding: Python's name of the encoding.
        delimiter: One character.
        header_line: Line number of the header, from 1.
        columns: Header by field, as written.
        date_order: Order of day, month and year, or another form of dates.
        calendar: What their years are counted in.
        language: CLDR code of the language of their months; "" where no word needs it.
        decimal_mark: Which sign separates decimals.
        amount_from: Where the amount of a line comes from.
        quote: The quotation mark, one character.
        decimal_marks: The mark of fields that are written with the other one.
        day_mend: What a spreadsheet did to the days, and is undone.
        thousandfold: Fields whose whole numbers from 1,000 on are a thousandth of what is written.
        times: How many times every row is there though it is meant once.
        amount_once: Whether the amount of an order stands in each of its rows, and counts once.
        choices: What a person chose, by the name of the question.
        proved: Which forms the file's own values prove: "date-order", "decimal-mark".
        header_sha256: Of the names and the order of all columns; "" without a header.
        traits: Headers of columns that say more of a line, by kind (``values.traits``).
        less: Headers of columns whose money is taken off the amount, whatever its sign.
    """

    format: str | None
    encoding: str
    delimiter: str
    header_line: int
    columns: Mapping[str, str]
    date_order: DateForm
    decimal_mark: DecimalMark
    amount_from: AmountFrom
    quote: str = '"'
    decimal_marks: Mapping[str, DecimalMark] = field(default_factory=dict)
    calendar: Calendar = "gregorian"
    language: str = ""
    day_mend: DayMend = ""
    thousandfold: tuple[str, ...] = ()
    times: int = 1
    amount_once: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    proved: tuple[str, ...] = ()
    header_sha256: str = ""
    less: tuple[str, ...] = ()
    traits: Mapping[str, str] = field(default_factory=dict)

    @property
    def date_style(self) -> DateStyle:
        """How the dates are written."""
        return DateStyle(self.date_order, self.calendar, self.language)

    def mark_of(self, name: str) -> DecimalMark:
        """Tell which sign separates decimals in the column of a field."""
        return self.decimal_marks.get(name, self.decimal_mark)

    def as_json(self) -> dict[str, Any]:
        """Give the plan as plain data, for storing and for the contracts."""
        data = super().as_json()
        for name in _STYLE:
            del data[name]
        return {**data, "traits": dict(self.traits), "date_format": self.date_style.as_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportPlan:
        """Read a stored plan back.

        Raises:
            KeyError: The data is no plan.
            DeclarationError: Its values are of other kinds.
        """
        known = {name: value for name, value in data.items() if name in cls.__dataclass_fields__}
        style = DateStyle.from_json(data["date_format"])
        known.setdefault("traits", {})  # plans of before lines said more
        known |= dict(zip(_STYLE, (style.form, style.calendar, style.language), strict=True))
        back = data.get("given_back") or []  # plans once held one such rule, or none
        known["given_back"] = [back] if isinstance(back, Mapping) else back
        return made(cls, known)
