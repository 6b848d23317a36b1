"""How the latest files of a header were read, for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from sales_core.store.schema import imports


def latest_plans(
    connection: Connection, header: str, most: int, names: Sequence[str]
) -> list[dict[str, Any]]:
    """Give a part of the plans of the latest active imports of a header, newest first.

    Args:
        connection: To read with.
        header: Fingerprint of the columns.
        most: Imports of any header that are looked at.
        names: Parts of the plan.
    """
    latest = (
        select(imports.c.id, imports.c.plan)
        .where(imports.c.undone_at.is_(None))
        .order_by(imports.c.id.desc())
        .limit(most)
        .subquery()
    )
    plan = latest.c.plan
    query = (
        select(*(plan[name].label(name) for name in names))
        .where(plan["header_sha256"].as_string() == header)
        .order_by(latest.c.id.desc())
    )
    return [dict(row) for row in connection.execute(query).mappings()]
