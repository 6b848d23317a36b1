"""Dates as people and programs write them, with words and times around, taken apart.

What is found does not depend on a calendar, a language or an order yet. Every
piece of a text must be understood; one that is not makes it no date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from sales_core.values.calendars import Calendar
from sales_core.values.date_pieces import Piece, cleaned, pieces_of
from sales_core.values.date_words import LONGEST_PHRASE, date_words
from sales_core.values.word_folding import fold

_NUMBERS = re.compile(r"\d+")
_ENOUGH = re.compile(r"(?:\D*\d){2}")
"""Digits that the shortest text has: Mar '25."""
_ZONE = re.compile(r"^[A-Z]{1,5}$")
_YEAR_UNITS = ("年", "년")
_MOST_PIECES = 40


@dataclass(frozen=True, slots=True)
class DateText:
    """The parts of one date.

    Attributes:
        numbers: Three numbers as written, whose order is open; None where a month is certain.
        year: Digits of the year.
        day: Digits of the day; "" where the text is a month and its year.
        month: The month, by the language of its word; "" stands for all languages.
        weekdays: The days of the week that words in the text name, Monday 0; none where none does.
        calendar: The calendar that words in the text name; "" where none does.
    """

    numbers: tuple[str, str, str] | None = None
    year: str = ""
    day: str = ""
    month: Mapping[str, int] = field(default_factory=dict)
    weekdays: frozenset[int] = frozenset()
    calendar: Calendar | Literal[""] = ""


@lru_cache(16_384)
def date_text(text: str) -> DateText | None:
    """Take a date apart; None where the text is none."""
    text = cleaned(text)
    if not _ENOUGH.match(text):
        return None
    pieces = pieces_of(text)
    if not pieces or len(pieces) > _MOST_PIECES:
        return None
    scan = _Scan()
    return scan.result() if scan.understands(pieces) else None


@dataclass(slots=True)
class _Month:
    """A word that can be a month; a weak one can be something else as well."""

    meanings: Mapping[str, int]
    weak: bool = False


@dataclass(slots=True)
class _Scan:
    """Reads pieces from left to right."""

    slots: list[str | _Month | tuple[str, str, str]] = field(default_factory=list)
    days: list[Mapping[str, frozenset[int]]] = field(default_factory=list)
    calendar: Calendar | Literal[""] = ""
    clock: bool = False
    hour: bool = False
    year_first: bool = False
    month_next: bool = False

    def understands(self, pieces: list[Piece]) -> bool:
        """Take in all pieces; False where one is not understood."""
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            if piece.kind in ("word", "unit"):
                taken = self._words(pieces, at)
                if not taken:
                    return False
                at += taken
                continue
            if not self._is_offset(pieces, at):
                if piece.kind == "clock" and self.clock:
                    return False
                self._number(piece)
            at += 1
        return True

    def _number(self, piece: Piece) -> None:
        if piece.kind == "clock":
            self.clock = True
        elif piece.kind == "date":
            first, second, third = _NUMBERS.findall(piece.text)
            self.slots.append((first, second, third))
        elif self.month_next and len(piece.text) <= 2:
            self.slots.append(_Month({"": int(piece.text)}))
            self.month_next = False
        else:
            self.slots.append(piece.text)

    def _is_offset(self, pieces: list[Piece], at: int) -> bool:
        """Tell whether a number is how far a time is from another, such as +01:00."""
        before = pieces[at - 1] if at else None
        if before is None or not (self.clock or self.hour) or pieces[at].kind == "date":
            return False
        signed = pieces[at].before.strip() in ("+", "-") and not pieces[at].before[-1:].isspace()
        beside = before.kind == "clock" or (
            before.kind == "word" and fold(before.text) not in date_words().months
        )
        return signed and beside

    def _words(self, pieces: list[Piece], at: int) -> int:
        """Understand the longest name that begins at a piece; give its pieces, 0 for none."""
        words: list[str] = []
        for piece in pieces[at : at + LONGEST_PHRASE]:
            if piece.kind != pieces[at].kind or (words and piece.before.strip(" -.") != ""):
                break
            words.append(fold(piece.text))
        for count in range(len(words), 0, -1):
            if self._phrase(" ".join(words[:count]), pieces[at].before):
                return count
        return int(self.clock and bool(_ZONE.match(pieces[at].text)))

    def _phrase(self, phrase: str, before: str) -> bool:
        known = date_words()
        meanings = known.months.get(phrase)
        weekday = known.weekdays.get(phrase)
        quiet = phrase in known.quiet or phrase in known.clock
        if meanings or phrase in known.solar_months:
            if not meanings:
                self.calendar = "solar-hijri"
                meanings = {"": known.solar_months[phrase]}
            self.slots.append(_Month(meanings, weak=bool(weekday) or quiet))
        elif phrase in known.calendars:
            self.calendar = known.calendars[phrase]
        elif phrase in known.after and before in ("", "-", " ") and self._month_before():
            return True
        elif phrase in known.before:
            self.month_next = True
        elif not quiet and not weekday:
            return False
        if weekday and not quiet:
            self.days.append(weekday)
        self.hour |= phrase in known.clock
        self.year_first |= phrase in _YEAR_UNITS and len(self.slots) == 1
        return True

    def _month_before(self) -> bool:
        """Make the number before a word such as 月 a month."""
        last = self.slots[-1] if self.slots else None
        if not isinstance(last, str) or len(last) > 2:
            return False
        self.slots[-1] = _Month({"": int(last)})
        return True

    def result(self) -> DateText | None:
        """Give the date that the pieces make."""
        slots = self._one_month()
        if slots and isinstance(slots[0], tuple):
            if any(not isinstance(slot, str) for slot in slots[1:]) or not self._is_time(slots[1:]):
                return None
            return DateText(numbers=slots[0], weekdays=self._weekdays(), calendar=self.calendar)
        months = [slot for slot in slots[:3] if isinstance(slot, _Month)]
        numbers = [slot for slot in slots[:3] if isinstance(slot, str)]
        rest = slots[3:]
        if len(months) != 1 or len(numbers) + 1 != len(slots[:3]) or not self._is_time(rest):
            return None
        year_day = self._year_and_day(numbers, word_first=isinstance(slots[0], _Month))
        if year_day is None:
            return None
        return DateText(
            year=year_day[0],
            day=year_day[1],
            month=self._spoken(months[0].meanings),
            weekdays=self._weekdays(),
            calendar=self.calendar,
        )

    def _one_month(self) -> list[str | _Month | tuple[str, str, str]]:
        """Leave out words that can be a month but need not, where another one is it."""
        months = [slot for slot in self.slots if isinstance(slot, _Month)]
        certain = any(not month.weak for month in months)
        certain |= any(isinstance(slot, tuple) for slot in self.slots)
        last = months[-1] if months else None
        return [
            slot
            for slot in self.slots
            if not isinstance(slot, _Month) or not slot.weak or (not certain and slot is last)
        ]

    def _year_and_day(self, numbers: list[str], *, word_first: bool) -> tuple[str, str] | None:
        """Tell year and day beside a month; the day is "" where there is but one number."""
        if len(numbers) == 1:
            return (numbers[0], "") if len(numbers[0]) in ((2, 4) if word_first else (4,)) else None
        long = [number for number in numbers if len(number) > 2]
        if len(long) > 1 or not numbers:
            return None
        if long:
            year = long[0]
            day = numbers[1] if numbers[0] == year else numbers[0]
        elif self.year_first:
            year, day = numbers
        else:
            day, year = numbers
            if len(year) != 2:
                return None
        return (year, day) if len(year) <= 4 else None

    def _is_time(self, rest: list[str | _Month | tuple[str, str, str]]) -> bool:
        """Tell whether the numbers behind a date are a time: 14.05, 10 h 30, 5 p.m."""
        numbers = [slot for slot in rest if isinstance(slot, str)]
        if len(numbers) < len(rest) or any(len(number) > 2 for number in numbers[:3]):
            return False
        if not numbers:
            return True
        if self.clock or len(numbers) > 3 or int(numbers[0]) > 24:
            return False
        minutes = numbers[1:]
        if any(len(number) != 2 or int(number) > 60 for number in minutes):
            return False
        return bool(minutes) or self.hour

    def _spoken(self, meanings: Mapping[str, int]) -> Mapping[str, int]:
        """Keep the languages that the words for the day of the week are in, too."""
        spoken = {language for names in self.days for language in names}
        left = {language: month for language, month in meanings.items() if language in spoken}
        return left or meanings

    def _weekdays(self) -> frozenset[int]:
        return frozenset(day for names in self.days for days in names.values() for day in days)
