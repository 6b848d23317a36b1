"""The number of a request: in its answer, in the audit trail, and in the log where it fails."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers
from starlette.types import Scope

from sales_core.api.callers import caller_of

HEADER = "X-Request-Id"


def request_id(scope: Scope) -> str:
    """Give the number of a request: that of a listed proxy, else a new one.

    Nobody else may choose one, so that none stands in the audit trail for what another did.
    """
    said = Headers(scope=scope).getlist(HEADER)
    believed = caller_of(scope).through_proxy and len(said) == 1
    if believed and re.fullmatch("[A-Za-z0-9._-]{8,64}", said[0]):
        return said[0]
    return secrets.token_hex(8)
