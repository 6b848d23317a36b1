"""How long a login holds: as long as is set, and not after its owner has ended it.

A login is known by who was logged in by whom, and when: the claims ``iss``, ``sub`` and ``iat``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sales_core.access.vouched import Claims
from sales_core.errors import SalesError

AHEAD = timedelta(minutes=5)
"""How far the provider's clock may be ahead of ours."""

LATEST = 253_402_300_799
"""Seconds from 1970 to the end of the year 9999."""


class LoginEndedError(SalesError):
    """A login holds no longer, or never did."""

    code = "login-ended"


@dataclass(frozen=True, slots=True)
class Login:
    """One login of somebody.

    Attributes:
        key: What it is known by; it tells nobody who it was.
        begun: When the provider made it, in UTC.
    """

    key: str
    begun: datetime


def login_of(claims: Claims) -> Login:
    """Tell which login some claims are of.

    Raises:
        LoginEndedError: They do not say; such a login could never end.
    """
    issuer, subject, issued = (claims.get(name) for name in ("iss", "sub", "iat"))
    moment = isinstance(issued, int | float) and not isinstance(issued, bool)
    if not (isinstance(issuer, str) and isinstance(subject, str) and moment):
        raise LoginEndedError("The login does not say who made it for whom and when. Log in again.")
    if not 0 <= issued <= LATEST:  # type: ignore[operator]  # it is a number, as was just seen
        raise LoginEndedError("The login was made at a moment that there is not. Log in again.")
    seconds = int(issued)  # type: ignore[call-overload]
    known_by = json.dumps([issuer, subject, seconds])
    key = hashlib.sha256(known_by.encode()).hexdigest()
    return Login(key, datetime.fromtimestamp(seconds, UTC))


def still_holds(login: Login, longest: timedelta, ended: Container[str], now: datetime) -> None:
    """Look whether a login holds.

    Args:
        login: The login.
        longest: How long one may last.
        ended: The keys of logins that their owners have ended.
        now: The moment, in UTC.

    Raises:
        LoginEndedError: It does not; the sentence says why.
    """
    if login.key in ended:
        raise LoginEndedError("You have logged out. Log in again to go on.")
    if login.begun > now + AHEAD:
        raise LoginEndedError(
            "The login was made at a moment that is still to come: the clock of the provider or "
            "of this server is wrong."
        )
    if now - login.begun >= longest:
        hours = longest // timedelta(hours=1)
        raise LoginEndedError(
            f"Your login is older than {hours} {'hour' if hours == 1 else 'hours'} and has ended. "
            "Log in again to go on."
        )
