"""Reading what pages show: amounts with their sign, exact digits, and the texts of cells."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pyarrow as pa

from sales_core.values.number_text import read_number


def amount_of(text: str) -> Decimal:
    """Read an amount of a page in English form."""
    return read_number(text.replace("\\", "")).value


def exact_of(metric: Any) -> Decimal:
    """Read a headline figure to its last digit: from its help where the figure is rounded."""
    found = re.search(r"Exactly (\S+)\. ", metric.help or "")
    return amount_of(found[1] if found else metric.value)


def cells_of(table: Any, column: str) -> list[str]:
    """Give what the cells of a table show."""
    shown = pa.ipc.open_stream(table.proto.arrow_data.styler.display_values).read_pandas()
    return list(shown[column])
