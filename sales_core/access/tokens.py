"""Tokens for programs: ``sp_<id>_<random>``, shown once and kept as a digest.

The random part has 256 bits, so a plain SHA-256 keeps it: there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime

from sales_core.errors import SalesError
from sales_core.values.actors import Role
from sales_core.values.names import visible_line

LONGEST_NAME = 80
"""Characters of a token's name."""

LONGEST = 500
"""Characters of a token that is looked at."""

ID_LENGTH, RANDOM_BYTES = 8, 32

_FORM = re.compile(r"sp_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")

NOBODY = "0" * 64
"""A digest that no text has, to compare with where there is no token."""


class TokenError(SalesError):
    """A token cannot be made or revoked as asked."""

    code = "token"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: all but the token itself.

    Attributes:
        id: Its public part.
        name: What it is for.
        role: What whoever shows it may do.
        created_at: When it was made.
        created_by: Who made it.
        until: The last day on which it holds, in UTC; None: it has no end.
        revoked_at: When it was revoked; None: it was not.
        used_at: When it was shown last, to within some minutes; None: never.
    """

    id: str
    name: str
    role: Role
    created_at: datetime
    created_by: str
    until: date | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None

    def state(self, now: datetime) -> str:
        """Say in a word whether it holds: active, revoked or ended."""
        if self.revoked_at is not None:
            return "revoked"
        return "ended" if self.until is not None and now.date() > self.until else "active"


def written(number: str, random: str) -> str:
    """Write a new token from its two parts."""
    return f"sp_{number}_{random}"


def id_of(shown: str) -> str | None:
    """Read the public part of what was shown; None where it is no token of this kind."""
    found = _FORM.fullmatch(shown) if len(shown) <= LONGEST else None
    return found[1] if found else None


def digest(shown: str) -> str:
    """Give the digest that is kept of a token, as 64 hexadecimal digits."""
    return hashlib.sha256(shown.encode("utf-8", "surrogateescape")).hexdigest()


def same(shown: str, kept: str | None) -> bool:
    """Tell whether a token is the one of a digest, in a time that does not tell how near it is."""
    return hmac.compare_digest(digest(shown), kept or NOBODY)


def token_name(name: str) -> str:
    """Make the name of a token one line of signs that can be seen.

    Raises:
        TokenError: Nothing is left of it, or it is too long.
    """
    clean = visible_line(name)
    if not clean:
        raise TokenError("A token needs a name that says what it is for.")
    if len(clean) > LONGEST_NAME:
        raise TokenError(f"The name of a token has at most {LONGEST_NAME} characters.")
    return clean
