"""The columns of a frame of lines: what importing makes and the store keeps.

Grain: one row for each line (a product in an order, sold or refunded).

| column | dtype | meaning |
|---|---|---|
| sale_date | datetime64[s] | the day as written in the file, midnight |
| order_id | str | as written, trimmed; "" where the file has none |
| product, location, payment_method | category of str | cleaned names; "" for no value |
| traits | category of str | what else the line says of itself (``values.traits``); "" for nothing |
| quantity | int64 | thousandths; negative for a return |
| amount | int64 | ten-thousandths of the currency; negative for a refund |
| unit_price, discount, tax | Int64 | ten-thousandths; NA where the file says nothing |
| occurrence | int64 | 1 for the first line of this very content in its file, 2 for the second |
| source_line | int64 | line number in the file, from 1 |
"""

from __future__ import annotations

NAMES = ("product", "location", "payment_method", "traits")
"""Columns that hold names."""

CONTENT = ("sale_date", "order_id", "product", "quantity", "amount", "location", "payment_method")
"""Columns that say which line it is, but for its occurrence."""

IDENTITY = (*CONTENT, "occurrence")
"""Columns that together are there once; the only rule about duplicates there is."""

ORDER = ("sale_date", "location", "order_id")
"""Columns that lines of one order share."""

DETAILS = ("unit_price", "discount", "tax")
"""Columns that may have no value."""

STATED = ("discount", "tax")
"""Those of them that a later import of the same line fills in where they have none."""

LINE_COLUMNS = (*IDENTITY, *DETAILS, "traits", "source_line")
"""All columns, in this order."""
