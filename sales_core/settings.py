"""Settings from the environment, read once by a face and passed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sales_core.errors import SettingError
from sales_core.values.currencies import DEFAULT_CURRENCY

_DEFAULT_DATABASE = "sqlite:///data/sales.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside.

    Attributes:
        database_url: SQLAlchemy address of the database.
        currency: ISO 4217 code of the one currency of the database.
        api_token: Wanted as ``Authorization: Bearer``; without one the API
            answers only to this machine.
        upload_limit: Largest upload in bytes, for the pages and the API.
        watch_folder: Exports that come into it are imported; None: no folder is watched.
        currency_is_set: Whether somebody said so, or the database keeps it; else it is only what
            holds until the first file says another one.
        accounts: What accounts are called in journals, each as in ``revenue=4000``.
    """

    database_url: str = _DEFAULT_DATABASE
    currency: str = DEFAULT_CURRENCY
    api_token: str | None = field(default=None, repr=False)
    upload_limit: int = 100 * 1024 * 1024
    currency_is_set: bool = False
    watch_folder: Path | None = None
    accounts: tuple[str, ...] = ()

    @property
    def currency_of_imports(self) -> str | None:
        """What a file is read in; None where it is for the file to say."""
        return self.currency if self.currency_is_set else None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read settings; an unset or empty variable keeps its default.

        Raises:
            SettingError: A value cannot be used; the message names it.
        """
        said = environ.get("SALES_CURRENCY", "").strip().upper()
        currency = said or DEFAULT_CURRENCY
        if not re.fullmatch("[A-Z]{3}", currency):
            raise SettingError("SALES_CURRENCY", currency, "a code of three letters, such as SGD")
        megabytes = environ.get("SALES_UPLOAD_LIMIT_MB", "").strip() or "100"
        if not re.fullmatch("[1-9][0-9]{0,5}", megabytes):
            raise SettingError("SALES_UPLOAD_LIMIT_MB", megabytes, "a whole number of megabytes")
        watched = environ.get("SALES_WATCH_FOLDER", "").strip()
        return cls(
            database_url=environ.get("DATABASE_URL", "").strip() or _DEFAULT_DATABASE,
            currency=currency,
            currency_is_set=bool(said),
            api_token=environ.get("SALES_API_TOKEN", "").strip() or None,
            upload_limit=int(megabytes) * 1024 * 1024,
            watch_folder=Path(watched).resolve() if watched else None,
            accounts=tuple(filter(None, environ.get("SALES_ACCOUNTS", "").split(";"))),
        )
