"""Who may use the HTTP interface.

With a token: whoever shows it. Without one: only programs on this machine, which the door
knows (``callers``), as it knows pages of other sites. ``/health`` is open to everybody. Decided on
the ASGI scope, before a byte of the body is read.
"""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.types import Scope

from sales_core.api.callers import Refusal, caller_of

OPEN_PATHS = {"/health"}

ADVICE = "Set SALES_API_TOKEN on the server and send it as `Authorization: Bearer ...`."


def refusal(scope: Scope, token: str | None) -> Refusal | None:
    """Tell why a request may not come in; None lets it in.

    Args:
        scope: The ASGI scope of an HTTP request.
        token: What must be shown; None where none is set.
    """
    if scope["path"] in OPEN_PATHS:
        return None
    return _without_token(scope) if token is None else _with_token(Headers(scope=scope), token)


def _with_token(headers: Headers, token: str) -> Refusal | None:
    shown = headers.getlist("authorization")
    scheme, _, given = shown[0].partition(" ") if len(shown) == 1 else ("", "", "")
    same = hmac.compare_digest(given.strip().encode("latin-1"), token.encode())
    if same and scheme.lower() == "bearer":
        return None
    sentence = "This needs the API's token, sent as `Authorization: Bearer ...`."
    return Refusal(401, sentence, {"WWW-Authenticate": 'Bearer realm="sales"'})


def _without_token(scope: Scope) -> Refusal | None:
    if caller_of(scope).is_this_machine:
        return None
    return Refusal(
        403,
        "Without a token the API answers only to the machine it runs on, and to nobody where "
        f"there is a proxy. {ADVICE}",
    )
