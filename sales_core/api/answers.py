"""Answers: JSON whose numbers carry the exact decimal text, and what goes wrong as a sentence."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sales_core.errors import (
    CurrencyDiffersError,
    DatabaseBusyError,
    DatabaseNewerError,
    DatabaseOlderError,
    DatabaseUnreachableError,
    ImportAlreadyUndoneError,
    ImportNotFoundError,
    OptionError,
    PeriodTooLongError,
    SalesError,
    StorageFullError,
    UnknownNameError,
)
from sales_core.imports.redoable import RedoRefusedError
from sales_core.reporting.files.xlsx_file import TooManyRowsError
from sales_core.reporting.journals.accounts import AccountNameError, AccountTextError
from sales_core.reporting.journals.datev import FinancialYearError
from sales_core.reporting.journals.entries import NarrowedJournalError
from sales_core.reporting.monthly.month import NoSalesError
from sales_core.store.undone import ImportNotUndoneError
from sales_core.values.money import decimal_text
from sales_core.values.periods import PeriodReversedError

log = logging.getLogger(__name__)

STATUS: Mapping[type[Exception], int] = {
    AccountNameError: 400,
    AccountTextError: 400,
    CurrencyDiffersError: 503,
    DatabaseBusyError: 503,
    DatabaseNewerError: 503,
    DatabaseOlderError: 503,
    DatabaseUnreachableError: 503,
    FinancialYearError: 400,
    ImportAlreadyUndoneError: 409,
    ImportNotUndoneError: 409,
    RedoRefusedError: 409,
    ImportNotFoundError: 404,
    NarrowedJournalError: 400,
    NoSalesError: 404,
    OptionError: 400,
    PeriodReversedError: 400,
    PeriodTooLongError: 400,
    StorageFullError: 507,
    TooManyRowsError: 400,
    UnknownNameError: 400,
}
"""The status of each error a request can meet; any other is a fault of the server."""

OF_THE_DATABASE = (DatabaseUnreachableError, DatabaseNewerError, DatabaseOlderError)
"""What keeps the database from being used, whatever is asked."""

RETRY_SECONDS = "10"
"""When to try again after a 503."""

UNKNOWN = "Something went wrong on the server. Its log says what; try again or ask who runs it."


def exact_json(value: object) -> str:
    """Write plain data as JSON; a ``Decimal`` becomes a number with just its digits.

    Raises:
        TypeError: There is something in it that has no exact form, such as a float.

    Example:
        >>> exact_json({"revenue": Decimal("408.0960"), "orders": 12, "average": None})
        '{"revenue": 408.096, "orders": 12, "average": null}'
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, int):
        return json.dumps(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Mapping):
        pairs = [
            f"{encode_basestring_ascii(str(key))}: {exact_json(held)}"
            for key, held in value.items()
        ]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(exact_json, value)) + "]"
    raise TypeError(f"{value!r} has no exact form in JSON")


class ExactJSON(Response):
    """An answer in exact JSON."""

    media_type = "application/json"

    def __init__(
        self, content: object, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        always = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        super().__init__(content, status, always | dict(headers or {}))

    def render(self, content: object) -> bytes:
        """Write the body."""
        return exact_json(content).encode("utf-8", "backslashreplace")


def refused(
    status: int, sentence: str, headers: Mapping[str, str] | None = None, **more: str
) -> ExactJSON:
    """Answer with a reason."""
    return ExactJSON({"error": sentence, **more}, status, headers)


async def _told(request: Request, fault: Exception) -> Response:
    """Answer an error whose own sentence may be told."""
    status = next((STATUS[kind] for kind in type(fault).__mro__ if kind in STATUS), None)
    if status is None:
        return await _unknown(request, fault)
    retry = {"Retry-After": RETRY_SECONDS} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    if isinstance(fault, OF_THE_DATABASE):
        log.error("%s", fault)  # names the server's files or hosts, which nobody outside needs
        return refused(status, fault.shown, retry)
    if isinstance(fault, CurrencyDiffersError):  # trying again is no use, and a program must see it
        return refused(status, str(fault), code=fault.code)
    return refused(status, str(fault), retry)


async def _http(request: Request, fault: HTTPException) -> Response:
    path = request.scope["path"]
    sentence = {
        (404, "Not Found"): f"There is nothing at {path}. /api/docs lists what there is.",
        (405, "Method Not Allowed"): f"{request.method} cannot be used on {path}.",
    }.get((fault.status_code, fault.detail), fault.detail)
    return refused(fault.status_code, sentence, fault.headers)


async def _invalid(_: Request, fault: RequestValidationError) -> Response:
    first = fault.errors()[0]
    name = first["loc"][-1]
    if first["type"] == "missing":
        return refused(400, f"The parameter {name} is missing. /api/docs says what it is.")
    given, why = str(first["input"])[:80], first.get("ctx", {}).get("error") or first["msg"]
    return refused(400, f"{name} is {given!r}. {why}.")


async def _unknown(request: Request, fault: Exception) -> Response:
    if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
        return await _told(request, StorageFullError())
    log.error("%s %s", request.method, request.scope["path"], exc_info=fault)
    return refused(500, UNKNOWN)


async def _gone(_: Request, __: Exception) -> Response:
    return refused(400, "The request ended before its body was complete. Nothing was imported.")


Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]

EXCEPTION_HANDLERS: dict[int | type[Exception], Handler] = {
    HTTPException: _http,
    RequestValidationError: _invalid,
    SalesError: _told,
    PeriodReversedError: _told,
    ClientDisconnect: _gone,
    Exception: _unknown,
}
"""What answers which exception, for FastAPI."""
