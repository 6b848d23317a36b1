"""Makes ``date_words.json`` from the CLDR data that Babel carries.

Run as ``python -m sales_core.values.date_words_from_cldr`` after a new version
of Babel; a test compares the file with what this makes. The app itself does
not load Babel to read dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale, localedata

from sales_core.values.word_folding import fold

LANGUAGES = (
    "en", "es", "zh", "hi", "ar", "pt", "bn", "ru", "ja", "de", "fr", "ko", "tr", "vi", "ta",
    "ur", "it", "te", "mr", "th", "gu", "pl", "uk", "ro", "nl", "id", "ms", "fa", "kn", "ml",
    "or", "pa", "my", "cs", "el", "sv", "hu", "he", "hr", "sr", "bs", "sk", "bg", "sl", "da",
    "fi", "nb", "nn", "lt", "lv", "et", "is", "ga", "cy", "mt", "sq", "mk", "be", "ca", "gl",
    "eu", "ka", "hy", "az", "kk", "uz", "ky", "tk", "tg", "mn", "tt", "ug", "ku", "ps", "sd",
    "si", "ne", "as", "km", "lo", "fil", "jv", "su", "af", "sw", "zu", "xh", "am", "ti", "so",
    "om", "ha", "ig", "yo", "yue", "lb", "fo", "fy", "gd", "gsw", "rm", "oc", "ast", "br", "kl",
    "hsb", "dsb", "eo",
)  # fmt: skip
"""Languages that shops write in and that CLDR covers, those of most sales exports first.

Not all of CLDR: names of three letters in languages without exports would make plain words of
others mean two months (``mar`` is May in Teso).
"""

FILE = Path(__file__).with_name("date_words.json")

_WRITTEN = ("wide", "abbreviated")
_LETTERS_BESIDE = re.compile(r"([^\x00-\x7f\s]*)M{3,4}(?:'([^\W\d_]+)')?")
_LETTERS_BEHIND_DAY = re.compile(r"[Ec]{3,4}([^\x00-\x7f]+)")
_QUOTED = re.compile(r"'([^']*)'")
_UNNAMED = re.compile(r"^M\d*$")
_NUMBERED = re.compile(r"^(\D*)(\d+)(\D*)$")
_PIECE = re.compile(r"[^\s\d,،;:/\\()\[\]{}\-–—|+\"]+")


def date_words() -> dict[str, Any]:
    """Collect the words of dates of all languages.

    Returns:
        ``names``: language to its English name; ``months`` and ``weekdays``:
        language to twelve and seven texts of folded names parted by ``|``;
        ``after`` and ``before``: words that make a number beside them a month;
        ``around``: words between the parts of a date; ``clock``: words of a time of day.
    """
    made: dict[str, Any] = {"names": {}, "months": {}, "weekdays": {}}
    marks: dict[str, set[str]] = {"after": set(), "before": set()}
    around: set[str] = set()
    clock: set[str] = set()
    for language in LANGUAGES:
        locales = [Locale.parse(name) for name in _locales(language)]
        made["names"][language] = locales[0].get_display_name("en")
        months = [_months(locales, number, marks) for number in range(1, 13)]
        made["months"][language] = ["|".join(sorted(words)) for words in months]
        weekdays = [_weekdays(locales, number) for number in range(7)]
        made["weekdays"][language] = ["|".join(sorted(words)) for words in weekdays]
        for locale in locales:
            around |= set(_pieces(_around(locale)))
            clock |= set(_pieces(_clock(locale)))
    shown = {name: "|".join(sorted(words)) for name, words in marks.items()}
    return {**made, **shown, "around": "|".join(sorted(around)), "clock": "|".join(sorted(clock))}


def _locales(language: str) -> list[str]:
    names = [name for name in localedata.locale_identifiers() if name.split("_")[0] == language]
    return sorted(names, key=lambda name: (len(name), name))


def _months(locales: Iterable[Locale], number: int, marks: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    for locale in locales:
        for written in locale.months.values():
            for width in _WRITTEN:
                name = written.get(width, {}).get(number, "M")
                if _UNNAMED.match(name):
                    continue
                if numbered := _NUMBERED.match(name):
                    marks["before"] |= {_phrase(numbered[1])} - {""}
                    marks["after"] |= {_phrase(numbered[3])} - {""}
                elif phrase := _phrase(name):
                    found |= {phrase, *_attached(locale, name)}
    return found


def _attached(locale: Locale, name: str) -> Iterator[str]:
    """Give a name with the letters that dates of the language write on to it."""
    for width in ("full", "long", "medium"):
        for before, behind in _LETTERS_BESIDE.findall(str(locale.date_formats[width].pattern)):
            if before.isalpha() or behind:
                yield _phrase(before + name + behind)


def _weekdays(locales: Iterable[Locale], number: int) -> set[str]:
    names = {
        written[width][number] + behind
        for locale in locales
        for written in locale.days.values()
        for width in (*_WRITTEN, "short")
        if width in written
        for behind in ("", *_LETTERS_BEHIND_DAY.findall(str(locale.date_formats["full"].pattern)))
    }
    return {phrase for name in names if len(phrase := _phrase(name)) > 1 or not phrase.isascii()}


def _around(locale: Locale) -> Iterator[str]:
    for width in ("full", "long", "medium", "short"):
        yield from _literals(str(locale.date_formats[width].pattern))
    for written in locale.eras.values():
        yield from (name for number, name in written.items() if number == 1)


def _clock(locale: Locale) -> Iterator[str]:
    for width in ("full", "long", "medium", "short"):
        yield from _literals(str(locale.time_formats[width].pattern))
        yield from _literals(re.sub(r"\{\d\}", " ", str(locale.datetime_formats[width])))
    for written in locale.day_periods.values():
        for width in _WRITTEN:
            yield from written.get(width, {}).values()


def _literals(pattern: str) -> Iterator[str]:
    yield from _QUOTED.findall(pattern)
    yield re.sub(r"[A-Za-z]+", " ", _QUOTED.sub(" ", pattern))


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, map(fold, _PIECE.findall(text)))


def _phrase(name: str) -> str:
    """Write a name as its folded words, parted by single blanks."""
    return " ".join(_pieces([name]))


def as_text(words: dict[str, Any]) -> str:
    """Write the words as JSON with one language a line."""
    return json.dumps(words, ensure_ascii=False, indent=1).replace('",\n   "', '", "') + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(date_words()), encoding="utf-8")
