"""The receipt of a number: all it takes to check it again, as one JSON object.

What it means, what it is about, what it comes to by the daily tables and by the lines
themselves, and the very files the lines came from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, cast, func, select

from sales_core.reporting.daily import by_day
from sales_core.reporting.download import figure_texts
from sales_core.reporting.figures import DEFINITIONS, figures_of, total
from sales_core.reporting.filters import Chosen, Filters, choose
from sales_core.reporting.matching_lines import figures_of_lines, matching
from sales_core.store.database import Database
from sales_core.store.schema import data_version, imports, sales
from sales_core.values.money import amount_text
from sales_core.values.traits import shown_kind


def number_receipt(
    database: Database,
    filters: Filters,
    currency: str,
    *,
    now: datetime,
) -> bytes:
    """Write the receipt of the figures of a question; only its time differs between two calls.

    Args:
        database: Where the lines are.
        filters: The period and the names it is about.
        currency: Of all amounts.
        now: When it is made, with its zone.

    Returns:
        JSON in UTF-8, indented. Amounts and quantities are exact decimal texts, days and
        moments ISO 8601. An empty list of names means all of that kind.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        chosen = choose(connection, filters)
        figures = figures_of(total(by_day(connection, chosen)))
        counted = figures_of_lines(connection, chosen)
        receipt = {
            "made_at": now.isoformat(timespec="seconds"),
            "start": _day(chosen, "start"),
            "end": _day(chosen, "end"),
            "range": "both days included",
            "filters": {
                "locations": list(filters.locations),
                "payment_methods": list(filters.payment_methods),
                "products": list(filters.products),
                **{shown_kind(kind): list(names) for kind, names in filters.traits},
            },
            "currency": currency,
            "figures": _texts(figure_texts(figures)),
            "figures_counted_from_lines": _texts(figure_texts(counted)),
            "agree": figures == counted,
            "definitions": DEFINITIONS,
            "lines": counted.lines,
            "imports": _imports(connection, chosen),
            "data_version": connection.execute(select(data_version.c.version)).scalar_one(),
        }
    text = json.dumps(receipt, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _imports(connection: Connection, chosen: Chosen) -> list[dict[str, Any]]:
    """Give the imports that the lines come from, oldest first, and what came from each."""
    if chosen.period is None:
        return []
    came = (
        select(
            sales.c.import_id,
            func.count().label("lines"),
            cast(func.sum(sales.c.amount), BigInteger).label("amount"),
        )
        .where(*matching(chosen))
        .group_by(sales.c.import_id)
        .subquery()
    )
    query = (
        select(
            imports.c.id, imports.c.file_name, imports.c.file_sha256, came.c.lines, came.c.amount
        )
        .join(came, came.c.import_id == imports.c.id)
        .order_by(imports.c.id)
    )
    return [
        {"id": number, "file": file, "sha256": sha256, "lines": lines, "amount": amount_text(units)}
        for number, file, sha256, lines, units in connection.execute(query)
    ]


def _day(chosen: Chosen, end: str) -> str | None:
    return None if chosen.period is None else str(getattr(chosen.period, end))


def _texts(figures: Mapping[str, str]) -> dict[str, str | None]:
    """Write no value as null, as the command line does."""
    return {name: text or None for name, text in figures.items()}
