"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sales_core.store.backups.rotation import DAYS, HOURS, WEEKS, kept

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


def hourly(hours: int) -> list[datetime]:
    return [MONDAY + timedelta(hours=hour, minutes=7) for hour in range(hours)]


def test_all_of_a_day_are_kept() -> None:
    assert kept(hourly(24)) == set(hourly(24))


def test_of_four_weeks_the_last_of_each_day_and_week_are_kept() -> None:
    every = hourly(28 * 24)
    keep = sorted(kept(every), reverse=True)
    assert keep[:24] == sorted(every, reverse=True)[:24]
    assert [at.date().day for at in keep[24:]] == [28, 27, 26, 25, 24, 23, 22, 15, 8]
    assert {at.hour for at in keep[24:]} == {23}


def test_of_one_hour_the_last_is_kept() -> None:
    several = [MONDAY + timedelta(minutes=minute) for minute in (0, 20, 59)]
    assert kept(several) == {several[-1]}


def test_hours_without_a_backup_do_not_count() -> None:
    yearly = [MONDAY + timedelta(days=365 * year) for year in range(3)]
    assert kept(yearly) == set(yearly)


def test_nothing_keeps_nothing() -> None:
    assert kept([]) == set()


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=80))  # noqa: DTZ001
def test_the_latest_stays_few_are_kept_and_choosing_twice_changes_nothing(
    moments: list[datetime],
) -> None:
    keep = kept(moments)
    assert keep <= set(moments)
    assert len(keep) <= HOURS + DAYS + WEEKS
    assert not moments or max(moments) in keep
    assert kept(keep) == keep
