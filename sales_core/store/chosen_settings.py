"""Settings that people choose on the pages; one that is not there has its default.

What is set from outside, by environment variables, is in ``sales_core.settings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sales_core.errors import SalesError
from sales_core.store.audit import Event, record
from sales_core.store.currency import currency_of
from sales_core.store.database import Database
from sales_core.store.kept_tables import settings
from sales_core.values.actors import Actor
from sales_core.values.currencies import currency_codes
from sales_core.values.dates import DATE_ORDERS, DateOrder
from sales_core.values.money import LARGEST, decimal_text

_TAG = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$")


class ChosenSettingError(SalesError):
    """A setting cannot have this value, or is none."""

    code = "chosen-setting"


@dataclass(frozen=True, slots=True)
class ChosenSettings:
    """What people have chosen; None where nobody has.

    Attributes:
        number_form: Language tag that says how amounts and numbers are written, such as ``de-CH``.
        date_form: Which part of a day comes first.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.
        currency: What amounts are in while no import says so, an ISO 4217 code.
        monthly_goal: The revenue of a month that is hoped for, in the currency of the database.
    """

    number_form: str | None = None
    date_form: DateOrder | None = None
    week_start: int | None = None
    currency: str | None = None
    monthly_goal: Decimal | None = None


def chosen_settings(connection: Connection) -> ChosenSettings:
    """Give what people have chosen; a value that no version would write counts as none."""
    rows = connection.execute(select(settings.c.name, settings.c.value)).all()
    kept: dict[str, Any] = {}
    for name, value in rows:
        if name in _CHECKS:
            try:
                kept[name] = _CHECKS[name](value)
            except ChosenSettingError:
                continue
    return ChosenSettings(**kept)


def change_setting(
    database: Database, name: str, value: object, *, now: datetime, actor: Actor
) -> None:
    """Choose a setting, or go back to its default.

    Args:
        database: Where it is kept.
        name: A field of ``ChosenSettings``.
        value: What it is from now on, also as text; None for its default.
        now: The moment, in UTC.
        actor: Who chooses.

    Raises:
        ChosenSettingError: There is no such setting, it cannot have this value, or the currency of
            a database with imports would change.
    """
    if name not in _CHECKS:
        raise ChosenSettingError(f"There is no setting {name!r}. There are: {', '.join(_CHECKS)}.")
    checked = None if value is None else _CHECKS[name](value)
    with database.writing() as connection:
        if name == "currency" and (kept := currency_of(connection, None)) not in (None, checked):
            raise ChosenSettingError(
                f"The amounts of this database are in {kept}. Its currency can only change "
                "while it has no imports."
            )
        connection.execute(delete(settings).where(settings.c.name == name))
        if checked is not None:
            stored = decimal_text(checked) if isinstance(checked, Decimal) else checked
            connection.execute(insert(settings).values(name=name, value=stored, changed_at=now))
        what = f"The setting {name} was {_told(checked)}."
        record(connection, actor, Event.SETTING, what, now=now)


def _told(checked: object) -> str:
    """Say what a setting was set to, but for an amount."""
    if checked is None:
        return "set back to its default"
    return "changed" if isinstance(checked, Decimal) else f"set to {checked}"


def _tag(value: object) -> str:
    if not isinstance(value, str) or not _TAG.match(value):
        raise ChosenSettingError(f"{value!r} is no language tag such as de-CH.")
    return value


def _date_form(value: object) -> str:
    if value not in DATE_ORDERS:
        raise ChosenSettingError(f"{value!r} is no order of a day: {', '.join(DATE_ORDERS)}.")
    return str(value)


def _week_start(value: object) -> int:
    if str(value) not in "0123456" or len(str(value)) != 1:
        raise ChosenSettingError(f"{value!r} is no day of the week: 0 for Monday to 6 for Sunday.")
    return int(str(value))


def _currency(value: object) -> str:
    code = str(value).strip().upper()
    if code not in currency_codes():
        raise ChosenSettingError(f"{value!r} is no code of a currency such as EUR.")
    return code


def _goal(value: object) -> Decimal:
    try:
        goal = Decimal(str(value))
    except InvalidOperation:
        raise ChosenSettingError(f"{value!r} is no amount.") from None
    if not goal.is_finite() or not 0 < goal <= LARGEST:
        raise ChosenSettingError("A goal is an amount above 0.")
    return goal


_CHECKS: Mapping[str, Callable[[object], Any]] = {
    "number_form": _tag,
    "date_form": _date_form,
    "week_start": _week_start,
    "currency": _currency,
    "monthly_goal": _goal,
}
