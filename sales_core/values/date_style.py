"""How the dates of a file are written: order or form, calendar, and language of the months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from sales_core.values.calendars import CALENDARS, Calendar

DateOrder = Literal["mdy", "dmy", "ymd"]

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)

LETTERS: dict[DateOrder, str] = {"mdy": "M/D/Y", "dmy": "D/M/Y", "ymd": "Y/M/D"}
"""The orders as plans and contracts write them."""

DateForm = Literal["mdy", "dmy", "ymd", "mdy-iso", "dmy-iso", "month", "serial", "compact"]
"""How the dates of a file are written: an order, perhaps beside ISO dates, or another form."""

FORM_LETTERS: dict[DateForm, str] = {
    "mdy": "M/D/Y",
    "dmy": "D/M/Y",
    "ymd": "Y/M/D",
    "mdy-iso": "M/D/Y or Y-M-D",
    "dmy-iso": "D/M/Y or Y-M-D",
    "month": "Y-M",
    "serial": "serial day numbers",
    "compact": "YYYYMMDD",
}
"""The forms as plans and contracts write them."""

FORM_WORDS: dict[DateForm, str] = {
    "mdy": "month/day/year",
    "dmy": "day/month/year",
    "ymd": "year/month/day",
    "mdy-iso": "month/day/year or year-month-day",
    "dmy-iso": "day/month/year or year-month-day",
    "month": "year-month",
    "serial": "day numbers of a spreadsheet",
    "compact": "year, month and day in eight digits",
}
"""The forms in words, for sentences: nobody should have to know what M/D/Y means."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How the dates of a file are written.

    Attributes:
        form: Their order, or another form.
        calendar: What their years are counted in.
        language: CLDR code of the language of the months; "" where every word
            of the file means one month in all languages.
    """

    form: DateForm
    calendar: Calendar = "gregorian"
    language: str = ""

    def as_json(self) -> str:
        """Write the style as a plan stores it.

        Example:
            >>> DateStyle("dmy").as_json(), DateStyle("dmy", "buddhist", "th").as_json()
            ('D/M/Y', 'D/M/Y (buddhist, th)')
        """
        said: list[str] = [self.calendar] if self.calendar != "gregorian" else []
        said += [self.language] if self.language else []
        letters = FORM_LETTERS[self.form]
        return f"{letters} ({', '.join(said)})" if said else letters

    @classmethod
    def from_json(cls, text: str) -> DateStyle:
        """Read a stored style back.

        Raises:
            KeyError: The text is none.
        """
        forms = {letters: form for form, letters in FORM_LETTERS.items()}
        letters, _, more = text.removesuffix(")").partition(" (")
        said = more.split(", ") if more else []
        calendar: Calendar = "gregorian"
        if said and said[0] in CALENDARS:
            calendar = cast("Calendar", said.pop(0))
        if len(said) > 1:
            raise KeyError(text)
        return cls(forms[letters], calendar, "".join(said))
