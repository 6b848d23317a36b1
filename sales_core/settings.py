"""Settings from the environment, read once by a face and passed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sales_core.access.login_settings import LoginSettings, UserHeader, read_login, secret
from sales_core.access.network import Network
from sales_core.errors import SettingError
from sales_core.values.currencies import DEFAULT_CURRENCY

_DEFAULT_DATABASE = "sqlite:///data/sales.db"

_NOWHERE = "none"
"""As a folder of backups: there are none."""

_AT_START, _BY_COMMAND = "at-start", "by-command"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside.

    Attributes:
        database_url: SQLAlchemy address of the database.
        read_url: Address of a copy of it that questions are asked of; None: there is none.
        migrates: Whether opening the database may bring it to the newest schema; else only the
            command ``migrate`` does.
        leave_seconds: How long a server that is told to end says so before it ends.
        currency: ISO 4217 code of the one currency of the database.
        api_token: Wanted as ``Authorization: Bearer``; without one the API
            answers only to this machine.
        upload_limit: Largest upload in bytes, for the pages and the API.
        watch_folder: Exports that come into it are imported; None: no folder is watched.
        currency_is_set: Whether somebody said so, or the database keeps it; else it is only what
            holds until the first file says another one.
        backup_folder: Where a server backs up an SQLite database by itself; None: it does not.
        accounts: What accounts are called in journals, each as in ``revenue=4000``.
        login: How people log in; None: nobody has to.
        network: From where the server may be reached.
    """

    database_url: str = field(default=_DEFAULT_DATABASE, repr=False)
    currency: str = DEFAULT_CURRENCY
    api_token: str | None = field(default=None, repr=False)
    upload_limit: int = 100 * 1024 * 1024
    currency_is_set: bool = False
    watch_folder: Path | None = None
    accounts: tuple[str, ...] = ()
    read_url: str | None = field(default=None, repr=False)
    migrates: bool = True
    leave_seconds: int = 0
    login: LoginSettings | None = None
    network: Network = field(default_factory=Network)
    backup_folder: Path | None = None

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
        watched = environ.get("SALES_WATCH_FOLDER", "").strip()
        url = environ.get("DATABASE_URL", "").strip() or _DEFAULT_DATABASE
        read_url = environ.get("DATABASE_READ_URL", "").strip()
        _refuse_files(url, read_url, _whole(environ, "SALES_SERVERS", 1, "the number of servers"))
        migrate = environ.get("SALES_MIGRATE", "").strip() or _AT_START
        if migrate not in (_AT_START, _BY_COMMAND):
            raise SettingError("SALES_MIGRATE", migrate, f"{_AT_START} or {_BY_COMMAND}")
        megabytes = _whole(environ, "SALES_UPLOAD_LIMIT_MB", 100, "a whole number of megabytes")
        if not megabytes:
            raise SettingError("SALES_UPLOAD_LIMIT_MB", "0", "a whole number of megabytes")
        network, login = Network.from_env(environ), read_login(environ)
        if login and isinstance(login.way, UserHeader) and not network.proxies:
            wanted = "set together with SALES_PROXIES: only what they say counts"
            raise SettingError("SALES_USER_HEADER", login.way.name, wanted)
        return cls(
            database_url=url,
            read_url=read_url or None,
            migrates=migrate == _AT_START,
            leave_seconds=_whole(environ, "SALES_LEAVE_SECONDS", 0, "a whole number of seconds"),
            currency=currency,
            currency_is_set=bool(said),
            api_token=secret(environ, "SALES_API_TOKEN") or None,
            upload_limit=megabytes * 1024 * 1024,
            watch_folder=Path(watched).resolve() if watched else None,
            network=network,
            accounts=tuple(filter(None, environ.get("SALES_ACCOUNTS", "").split(";"))),
            login=login,
            backup_folder=_backups(environ, url),
        )


def _backups(environ: Mapping[str, str], url: str) -> Path | None:
    """Give the folder of the backups: beside the database unless somebody said where or nowhere."""
    said = environ.get("SALES_BACKUP_FOLDER", "").strip()
    if said == _NOWHERE or not url.startswith("sqlite:///"):
        return None
    file = Path(url.removeprefix("sqlite:///").partition("?")[0])
    return Path(said).absolute() if said else file.absolute().parent / "backups"


def _whole(environ: Mapping[str, str], name: str, default: int, wanted: str) -> int:
    """Read a whole number of at most six digits."""
    said = environ.get(name, "").strip() or str(default)
    if not re.fullmatch("[0-9]{1,6}", said):
        raise SettingError(name, said, wanted)
    return int(said)


def _refuse_files(url: str, read_url: str, servers: int) -> None:
    """Refuse what a database in a file cannot do: serve several servers, and have a copy."""
    if url.startswith("sqlite") and servers > 1:
        wanted = "1 with a database in a file (SQLite); several servers need PostgreSQL"
        raise SettingError("SALES_SERVERS", str(servers), wanted)
    if read_url and not (url.startswith("postgres") and read_url.startswith("postgres")):
        wanted = "the address of a copy of the PostgreSQL database that DATABASE_URL names"
        raise SettingError("DATABASE_READ_URL", "another address", wanted)
