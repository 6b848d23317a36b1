"""Reading the address of a database: what it names, and what the app refuses to use.

No sentence about an address repeats it: it may hold a password.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sales_core.errors import DatabaseUnreachableError

_SAFE_OPTIONS = frozenset(("timeout", "check_same_thread"))
"""What an address of a file may say besides; the app has its own values."""

_LAST_AT = re.compile(r"([a-z0-9+]+)://([^:/?@]*):([^?]*)@([^?]*)(.*)", re.IGNORECASE | re.DOTALL)

_SERVERS = ("postgres", "postgresql")


def read_address(url: str, setting: str = "DATABASE_URL") -> URL:
    """Read the address of a database.

    ``postgres://`` means PostgreSQL, an ``@`` in a password needs no escape, and several
    ``options`` are all given to the server.

    Raises:
        DatabaseUnreachableError: It is none, or of a kind that the app does not use.
    """
    try:
        address = make_url(_with_plain_at(url))
        if address.drivername in _SERVERS:
            address = address.set(drivername="postgresql+psycopg")
        address.get_dialect()
    except (ArgumentError, ImportError, ValueError) as fault:
        raise _refused(setting, "is no address of a database that the app knows") from fault
    if address.get_backend_name() == "sqlite":
        _refuse_what_is_no_file(address, setting)
    elif address.get_backend_name() != "postgresql":
        raise _refused(setting, "is no address of a database that the app knows")
    options = address.query.get("options")
    if isinstance(options, tuple):
        address = address.update_query_dict({"options": " ".join(options)})
    return address


def path_of(address: URL) -> Path | None:
    """Give the file of a database on disk; None for one on a server."""
    return Path(str(address.database)) if address.get_backend_name() == "sqlite" else None


def _with_plain_at(url: str) -> str:
    """Write every @ of a password but the last, which ends it, as addresses want it."""
    found = _LAST_AT.fullmatch(url)
    if found is None or "@" not in found[3]:
        return url
    scheme, user, password, host, rest = found.groups()
    return f"{scheme}://{user}:{password.replace('@', '%40')}@{host}{rest}"


def _refuse_what_is_no_file(address: URL, setting: str) -> None:
    name = address.database or ""
    mode = str(address.query.get("mode", ""))
    if name in ("", ":memory:") or "mode=memory" in name or mode == "memory" or ":memory:" in name:
        raise _refused(
            setting,
            "asks for a database in memory, which would be lost when the app ends",
            "Let it name a file, as in sqlite:///data/sales.db.",
        )
    if "mode=ro" in name or "immutable" in name or mode == "ro" or "immutable" in address.query:
        raise _refused(
            setting,
            "asks for a database that is only read, and the app has to write",
            "Leave mode and immutable out of it; programs that only read open the file themselves.",
        )
    if name.startswith("file:") or not address.query.keys() <= _SAFE_OPTIONS:
        raise _refused(
            setting,
            "says more than the file of the database",
            "Let it name the file alone, as in sqlite:///data/sales.db.",
        )


def _refused(setting: str, why: str, advice: str = "") -> DatabaseUnreachableError:
    then = advice or (
        "Write it as in sqlite:///data/sales.db or postgresql://user:password@host/sales."
    )
    sentence = f"{setting} {why}. {then}"
    return DatabaseUnreachableError(sentence, sentence)
