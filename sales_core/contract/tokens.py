"""What is said of tokens outside: the same by command and by API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sales_core.access.tokens import Token


def token_answer(token: Token, now: datetime) -> dict[str, Any]:
    """Describe a token, without the token.

    Args:
        token: What is kept of it.
        now: The moment, in UTC.
    """
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role.value,
        "state": token.state(now),
        "until": token.until.isoformat() if token.until else None,
        "created_at": token.created_at.isoformat(),
        "created_by": token.created_by,
        "last_used": token.used_at.isoformat() if token.used_at else None,
    }
