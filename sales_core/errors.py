"""The app's exceptions. Each writes its own sentence: what happened and what to do."""

from __future__ import annotations

from datetime import date

UNREACHABLE = "The database cannot be used at the moment. Nothing was changed; try again later."


class SalesError(Exception):
    """Something a person can be told in one sentence; ``code`` is stable."""

    code = "error"

    @property
    def shown(self) -> str:
        """What pages and API tell of it: nothing of the machine that the app runs on."""
        return str(self)


class SettingError(SalesError):
    """A setting in the environment has a value that cannot be used."""

    code = "setting"

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name} is {value!r}. It must be {wanted}.")


class DatabaseUnreachableError(SalesError):
    """The database cannot be opened or does not answer.

    Its own text names files and hosts, for whoever runs the app; ``shown`` does not.
    """

    code = "database-unreachable"

    def __init__(self, sentence: str, shown: str = "") -> None:
        super().__init__(sentence)
        self._shown = shown or UNREACHABLE

    @property
    def shown(self) -> str:
        """What pages and API tell of it."""
        return self._shown


class DatabaseBusyError(SalesError):
    """Another import holds the database."""

    code = "database-busy"

    def __init__(self) -> None:
        super().__init__(
            "Another import is running and did not finish in time. Nothing was changed; try again."
        )


class StorageFullError(SalesError):
    """There is no room left on the server's disk."""

    code = "storage-full"

    def __init__(self) -> None:
        super().__init__(
            "The server's disk is full. Nothing was changed; make room on it and try again."
        )


class DatabaseNewerError(SalesError):
    """The database was written by a newer version of this app."""

    code = "database-newer"

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The database has schema {found}, which this version of the app does not know. "
            "Nothing was touched; install the newer version of the app."
        )

    @property
    def shown(self) -> str:
        """What pages and API tell of it."""
        return (
            "A newer version of the app wrote the database. Nothing was touched; the app has to be "
            "updated."
        )


class DatabaseOlderError(SalesError):
    """The database has an older schema, or none, and this process is told not to change it."""

    code = "database-older"

    def __init__(self, found: str | None, needed: str) -> None:
        has = f"schema {found}" if found else "no tables"
        super().__init__(
            f"The database has {has}, this version of the app needs schema {needed}, and "
            "SALES_MIGRATE leaves that to a command. Run `python -m sales_core migrate` once."
        )

    @property
    def shown(self) -> str:
        """What pages and API tell of it."""
        return (
            "The database is that of an earlier version of the app. Nothing was touched; "
            "`python -m sales_core migrate` brings it up to date."
        )


class NotDistributableError(SalesError):
    """The tables cannot be spread over the nodes of Citus."""

    code = "not-distributable"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This database cannot be distributed: {why}. Nothing was changed; see docs/scaling.md."
        )


class LedgerDamagedError(SalesError):
    """A chunk of the ledger cannot be read."""

    code = "ledger-damaged"

    def __init__(self) -> None:
        super().__init__(
            "A part of the ledger is damaged: `python -m sales_core verify` says of which import. "
            "Nothing was changed; restore a backup, or undo that import and import its file again."
        )


class DailyRowsDamagedError(SalesError):
    """What is kept ready of a day cannot be read; its lines and the ledger may be whole."""

    code = "daily-rows-damaged"

    def __init__(self, day: date) -> None:
        super().__init__(
            f"What is kept ready of {day} is damaged. `python -m sales_core rebuild` makes it "
            "again from the ledger; nothing is lost."
        )


class BackupError(SalesError):
    """A backup cannot be made as asked."""

    code = "backup"


class PeriodTooLongError(SalesError):
    """A period has more days, weeks, ... than an answer can list."""

    code = "period-too-long"

    def __init__(self, grain: str, limit: int) -> None:
        super().__init__(
            f"The period has more than {limit:,} {grain}s. "
            "Choose a shorter period or a longer grain."
        )


class ImportNotFoundError(SalesError):
    """There is no import with this number."""

    code = "import-not-found"

    def __init__(self, import_id: int) -> None:
        super().__init__(
            f"There is no import {import_id}. The Imports page and `imports` list all of them."
        )


class ImportAlreadyUndoneError(SalesError):
    """The import was undone before."""

    code = "import-already-undone"

    def __init__(self, import_id: int, undone_at: str) -> None:
        super().__init__(f"Import {import_id} was already undone on {undone_at}.")


class ProductMergeError(SalesError):
    """Products cannot be merged or unmerged as asked."""

    code = "product-merge"


class ProductNameError(SalesError):
    """A product cannot be shown by this name."""

    code = "product-name"


class OptionError(SalesError):
    """A choice is none of those there are."""

    code = "option"


class UnknownNameError(SalesError):
    """A filter names a location, payment method, product or another thing that is not there."""

    code = "unknown-name"

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        some = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
        super().__init__(f"There is no {kind} {name!r}. There is: {some or 'none yet'}.")


class CurrencyDiffersError(SalesError):
    """The currency that is set is not that of the database."""

    code = "currency-differs"

    def __init__(self, wanted: str, stored: str) -> None:
        super().__init__(
            f"SALES_CURRENCY is {wanted}, but the amounts in this database are in {stored}. "
            f"Nothing was changed; set SALES_CURRENCY to {stored}, or use another database."
        )
