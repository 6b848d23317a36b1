"""Two dates of which none is named as that of the sale, and the day of the shop beside UTC."""

from __future__ import annotations

import pytest

from tests.builders import csv_bytes, read


def _file(one: str, other: str, *days: tuple[str, str]) -> bytes:
    return csv_bytes([one, other, "Item", "Amount"], *([*pair, "Tea", "10.00"] for pair in days))


DAYS = (("2025-01-13", "2025-01-15"), ("2025-01-14", "2025-01-15"))


@pytest.mark.parametrize(
    "names",
    [
        ("Settlement Date", "Disbursement Date"),
        ("Value date", "Clearing date"),
        ("Processed", "Posted Date"),
        ("Wertstellung", "Freigabe am"),
    ],
)
def test_two_dates_are_asked(names: tuple[str, str]) -> None:
    question = read(_file(*names, *DAYS)).questions[0]
    assert (question.code, question.field) == ("column", "date")
    assert set(question.choices) == set(names)
    answered = read(_file(*names, *DAYS), columns={"date": names[0]})
    assert answered.lines
    assert [str(day) for day in answered.lines.period() or ()] == ["2025-01-13", "2025-01-14"]


@pytest.mark.parametrize(
    ("names", "days"),
    [
        pytest.param(("Sale Date", "Clearing date"), DAYS, id="one is named"),
        pytest.param(
            ("Clearing date", "Freed on"), [("2025-01-13", "13 Jan 2025")], id="one day in all rows"
        ),
        pytest.param(("Posted Date", "Member since"), [("2025-01-13", "2011-05-02")], id="far off"),
    ],
)
def test_what_is_plain_is_not_asked(names: tuple[str, str], days: list[tuple[str, str]]) -> None:
    assert not read(_file(*names, *days)).questions


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("Created (UTC)", "Created (Europe/Berlin)"),
        ("time_utc", "time_local"),
        ("created_at_utc", "sale_date_local"),
        ("Zeit (UTC)", "Belegdatum Ortszeit"),
    ],
)
def test_the_day_of_the_shop_counts(utc: str, local: str) -> None:
    reading = read(
        _file(
            utc,
            local,
            ("2023-01-01 01:50:00", "2022-12-31 19:50:00"),
            ("2023-01-02 16:00:00", "2023-01-02 10:00:00"),
        )
    )
    assert reading.lines, reading.questions
    assert [str(day) for day in reading.lines.period() or ()] == ["2022-12-31", "2023-01-02"]
    assert any("is the day of the shop" in said for said in reading.evidence)
