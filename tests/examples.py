"""How many examples a property is tried with: few in every run, more where somebody asks for them.

``SALES_TEST_EXAMPLES=10`` tries each with ten times as many.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

TIMES = float(os.environ.get("SALES_TEST_EXAMPLES", "1"))


def as_many(number: int) -> int:
    """Give how many examples there are where usually there are so many."""
    return max(1, round(number * TIMES))


def examples(number: int, **more: Any) -> settings:
    """Give settings for a number of examples other than that of most properties."""
    return settings(max_examples=as_many(number), **more)
