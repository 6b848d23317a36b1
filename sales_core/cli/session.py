"""What the commands share: the open database, the clock, and options that are read alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sales_core.errors import (
    DatabaseBusyError,
    DatabaseNewerError,
    DatabaseOlderError,
    DatabaseUnreachableError,
    SalesError,
    SettingError,
    StorageFullError,
)
from sales_core.settings import Settings
from sales_core.values.dates import parse_day

if TYPE_CHECKING:
    from sales_core.importing.files.export import SalesExport
    from sales_core.store.database import Database

FAILURES = (
    DatabaseBusyError,
    DatabaseNewerError,
    DatabaseOlderError,
    DatabaseUnreachableError,
    SettingError,
    StorageFullError,
)
"""What is no fault of the question: the command was right and may work another time."""

as_json_option = click.option("--json", "as_json", is_flag=True, help="Answer with a JSON object.")


class FileError(SalesError):
    """A file that a command was given cannot be used."""

    code = "file"


class Day(click.ParamType[date]):
    """A day as in 2025-03-05 or 2025-3-5."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or refuse it with a sentence."""
        try:
            return parse_day(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as in 2025-03-05.", param, ctx)


class Month(click.ParamType[date]):
    """A month as in 2025-03, as its first day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the month, or refuse it with a sentence."""
        try:
            return parse_day(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is not a month. Write it as in 2025-03.", param, ctx)


def settings() -> Settings:
    """Read the settings from the environment."""
    return Settings.from_env(os.environ)


def export_at(path: Path) -> SalesExport:
    """Give the export at a path, under a name that can be shown."""
    from sales_core.contract.answers import shown_name  # noqa: PLC0415 - loads pandas
    from sales_core.importing.files.export import SalesExport  # noqa: PLC0415

    return SalesExport(shown_name(os.fsencode(path.name).decode(errors="replace")), path)


def now() -> datetime:
    """Tell the moment, in UTC."""
    return datetime.now(UTC)


def in_its_currency(chosen: Settings, database: Database) -> Settings:
    """Give the settings with the currency of a database; commands that show or take money ask.

    Raises:
        CurrencyDiffersError: They are in another one than is set.
    """
    from sales_core.settled import settled  # noqa: PLC0415 - SQLAlchemy loads slowly

    return settled(chosen, database)


@contextmanager
def opened(chosen: Settings, *, migrate: bool = False) -> Iterator[Database]:
    """Open the database for one command; whatever currency is set, it can be looked after."""
    from sales_core.store.database import open_database  # noqa: PLC0415 - SQLAlchemy loads slowly

    database = open_database(chosen.database_url, migrate=chosen.migrates or migrate)
    try:
        yield database
    finally:
        database.close()
