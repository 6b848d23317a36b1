"""Questions that take turns: a few are worked on at once, the others wait in the order they came.

Python works on one at a time anyway. Thirty-two that share its attention all end late; one after
the other, half of them end in half of the time, and none ends later.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import Depends

from sales_core.api.context import Given


async def _in_turn(given: Given) -> AsyncIterator[None]:
    async with given.turns:
        yield


IN_TURN = Depends(_in_turn, scope="function")
"""What a route has that answers a question; its turn ends before the answer is sent."""
