"""What people answered about files of one header, so that the next one asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sales_core.store.schema import remembered_answers


def are_there_any(connection: Connection) -> bool:
    """Tell whether anything is remembered at all."""
    return (
        connection.execute(select(remembered_answers.c.header_sha256).limit(1)).first() is not None
    )


def recall(
    connection: Connection, header_sha256: str
) -> tuple[Mapping[str, Any], str, datetime] | None:
    """Give what was answered about files of a header.

    Returns:
        The answers as plain data, the file they were given for, and when; None
        where nothing was.
    """
    table = remembered_answers.c
    query = select(table.answers, table.file_name, table.answered_at).where(
        table.header_sha256 == header_sha256
    )
    row = connection.execute(query).first()
    return None if row is None else (row.answers, row.file_name, row.answered_at)


def remember(
    connection: Connection,
    header_sha256: str,
    answers: Mapping[str, Any],
    file_name: str,
    now: datetime,
) -> None:
    """Keep answers about files of a header in place of those that were kept before.

    Args:
        connection: In a writing transaction.
        header_sha256: Of the header.
        answers: Plain data.
        file_name: The file they were given for.
        now: The moment, in UTC.
    """
    connection.execute(
        delete(remembered_answers).where(remembered_answers.c.header_sha256 == header_sha256)
    )
    connection.execute(
        insert(remembered_answers).values(
            header_sha256=header_sha256, answers=dict(answers), file_name=file_name, answered_at=now
        )
    )
