"""Months and days of the week in all languages: none read wrong, hardly any not read."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from sales_core.values import date_words_from_cldr as cldr
from sales_core.values.date_languages import month_languages
from sales_core.values.date_words import date_words, month_named, weekday_named
from sales_core.values.dates import DATE_ORDERS, possible_dates, read_month

LANGUAGES = cldr.LANGUAGES
DAYS = [date(2025, month, 13 + month) for month in range(1, 13)]


def test_the_words_are_those_of_cldr() -> None:
    assert cldr.FILE.read_text(encoding="utf-8") == cldr.as_text(cldr.date_words())


def test_no_word_means_two_months_in_one_language() -> None:
    made = cldr.date_words()
    for language, months in made["months"].items():
        words = [word for month in months for word in month.split("|") if word]
        assert len(words) == len(set(words)), language


def writings(language: str) -> list[tuple[str, date]]:
    """Write the days as a language does, with names of every width and place."""
    locale = Locale.parse(language)
    found = []
    for day in DAYS:
        found += [(format_date(day, width, locale), day) for width in ("full", "long")]
        for written in locale.months.values():
            for width in ("wide", "abbreviated"):
                name = written[width][day.month]
                found += [
                    (f"{day.day} {name} {day.year}", day),
                    (f"{name} {day.day}, {day.year}", day),
                    (f"{day.day}-{name.upper()}-{day.year}", day),
                    (f"{day.day}. {unicodedata.normalize('NFD', name)} {day.year}, 10:30", day),
                ]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_in_one_language_is_read_right(language: str) -> None:
    texts = writings(language)
    said = month_languages(text for text, _ in texts)
    chosen = next((each.language for each in said if language in each.languages), "")
    right = 0
    for text, day in texts:
        days = possible_dates(text, "gregorian", chosen)
        assert set(days.values()) <= {day}, text
        right += set(days) == set(DATE_ORDERS)
    assert 10 * right >= 9 * len(texts), [
        text for text, _ in texts if not possible_dates(text, "gregorian", chosen)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_alone_is_read_right_or_left_open(language: str) -> None:
    for text, day in writings(language):
        assert set(possible_dates(text).values()) <= {day}, text


@pytest.mark.parametrize(
    ("texts", "readings"),
    [
        (["5. listopada 2025"], {"pl": date(2025, 11, 5), "hr": date(2025, 10, 5)}),
        (["5. listopad 2025"], {"pl": date(2025, 11, 5), "hr": date(2025, 10, 5)}),
        (["lip 5, 2025"], {"pl": date(2025, 7, 5), "hr": date(2025, 6, 5)}),
        (["5 srp 2025"], {"cs": date(2025, 8, 5), "hr": date(2025, 7, 5)}),
        (["5. listopada 2025", "1. prosinca 2025"], {"hr": date(2025, 10, 5)}),
        (["5 listopada 2025", "1 grudnia 2025"], {"pl": date(2025, 11, 5)}),
        (["5 listopada 2025", "tea", "", "2025-01-01"], {"pl": date(2025, 11, 5), "hr": None}),
        (["March 3, 2025", "3 märz 2025"], {"": None}),
        (["środa, 5 listopada 2025"], {"": None}),
        (["srijeda, 5. listopada 2025"], {"": None}),
        (["2025-03-22T10:00:00Z", "3/22/2025 2:05 PM"], {}),
        (["2025年3月22日", "22 tháng 3, 2025"], {}),
        ([], {}),
    ],
)
def test_languages_that_a_column_allows(texts: list[str], readings: dict[str, date | None]) -> None:
    found = {each.language: each.day for each in month_languages(texts)}
    assert found.keys() == readings.keys()
    assert all(found[language] == day for language, day in readings.items() if day)


def test_a_weekday_tells_the_language_of_its_month() -> None:
    assert set(possible_dates("środa, 5 listopada 2025").values()) == {date(2025, 11, 5)}
    assert set(possible_dates("nedjelja, 5. listopada 2025").values()) == {date(2025, 10, 5)}


def test_an_open_month_is_read_in_no_language_or_in_the_given_one() -> None:
    assert possible_dates("5. listopada 2025") == {}
    assert set(possible_dates("5. listopada 2025", language="hr").values()) == {date(2025, 10, 5)}
    assert set(possible_dates("5. listopada 2025", language="pl").values()) == {date(2025, 11, 5)}
    assert read_month("listopad 2025") is None
    assert read_month("listopad 2025", language="cs") == date(2025, 11, 1)


def test_languages_are_shown_by_name_with_an_example() -> None:
    polish, croatian = month_languages(["5. listopada 2025", "6. listopada 2025"])
    assert (polish.name, croatian.name) == ("Polish", "Croatian")
    assert polish.text == croatian.text == "5. listopada 2025"


def test_the_language_of_the_file_decides_where_it_is_known() -> None:
    (only,) = month_languages(["5. listopada 2025"], among=["hr", "sl"])
    assert only.language == "hr"
    assert len(month_languages(["5. listopada 2025"], among=["fr"])) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_alone(language: str) -> None:
    locale = Locale.parse(language)
    for number, name in locale.months["stand-alone"]["wide"].items():
        assert month_named(name, language) in (number, None)
    for day, name in locale.days["stand-alone"]["wide"].items():
        assert weekday_named(name) in (day, None)


def test_every_language_has_a_name_for_people() -> None:
    assert set(date_words().names) == set(LANGUAGES)
