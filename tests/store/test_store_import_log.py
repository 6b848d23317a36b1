"""The list of imports: what is noted is what comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sales_core.errors import ImportAlreadyUndoneError, ImportNotFoundError
from sales_core.store import import_log
from sales_core.store.database import Database
from sales_core.store.import_log import AmountCounts, ImportRecord, RowCounts
from sales_core.store.undone import mark_undone
from tests.builders import NOON

RECORD = ImportRecord(
    id=1,
    file_name="März & Co. – 'sales'.csv",
    file_sha256="a" * 64,
    file_size=2**40,
    plan={"columns": {"date": "Sale Date"}, "header_line": 1, "format": None},
    evidence=("1 of 1 dates fit M/D/Y.",),
    mode="replace",
    imported_at=datetime(2025, 3, 28, 23, 59, 59, 999_999, UTC),
    imported_by="API",
    undone_at=None,
    rows=RowCounts(read=6, imported=1, already_imported=2, rejected=2, ignored=1, replaced=9),
    amount=AmountCounts(read=-(2**62), imported=2**62, already_imported=-(2**63), rejected=0),
    orders=4,
    first_date=date(2025, 3, 1),
    last_date=None,
)


@dataclass
class Rejection:
    line: int
    column: str = "Sale Date"
    value: str = "32/13/2025"
    code: str = "date"
    message: str = "'32/13/2025' is not a date."
    how_to_fix: str = "Correct the date."


def add(database: Database, *records: ImportRecord) -> None:
    with database.writing() as connection:
        for record in records:
            import_log.add_record(connection, record)


def test_a_record_comes_back_as_it_was(database: Database) -> None:
    add(database, RECORD)
    with database.reading() as connection:
        assert import_log.get_record(connection, 1) == RECORD
        assert import_log.all_records(connection) == [RECORD]
        assert import_log.active_record(connection, "a" * 64) == RECORD
        assert import_log.active_record(connection, "b" * 64) is None
        assert import_log.active_of_size(connection, 2**40)
        assert not import_log.active_of_size(connection, 1)


def test_the_receipt_is_written_over(database: Database) -> None:
    add(database, RECORD)
    final = replace(RECORD, rows=RowCounts(1, 1), last_date=date(2025, 4, 1), orders=1)
    with database.writing() as connection:
        import_log.update_receipt(connection, final)
        assert import_log.get_record(connection, 1) == final


def test_imports_are_numbered_in_the_order_they_are_made(database: Database) -> None:
    with database.writing() as connection:
        assert import_log.next_id(connection) == 1
    add(database, RECORD, replace(RECORD, id=7, file_sha256="b" * 64))
    with database.reading() as connection:
        assert import_log.next_id(connection) == 8
        assert [record.id for record in import_log.all_records(connection)] == [7, 1]


def test_undoing_is_noted_once(database: Database) -> None:
    add(database, RECORD)
    with database.writing() as connection:
        assert mark_undone(connection, 1, NOON) == RECORD
        assert import_log.get_record(connection, 1).undone_at == NOON
        assert import_log.active_record(connection, "a" * 64) is None
        assert not import_log.active_of_size(connection, 2**40)
        with pytest.raises(ImportAlreadyUndoneError, match=r"2025-05-01 12:00 UTC"):
            mark_undone(connection, 1, NOON + timedelta(days=1))
        with pytest.raises(ImportNotFoundError, match="There is no import 2"):
            mark_undone(connection, 2, NOON)


def test_one_file_has_one_active_import(database: Database) -> None:
    add(database, replace(RECORD, undone_at=NOON), replace(RECORD, id=2))
    with pytest.raises(IntegrityError):
        add(database, replace(RECORD, id=3))
    add(database, replace(RECORD, id=4, undone_at=NOON))
    with database.reading() as connection:
        assert [record.id for record in import_log.all_records(connection)] == [4, 2, 1]


def test_rejected_rows_come_back_in_their_order(database: Database) -> None:
    add(database, RECORD, replace(RECORD, id=2, file_sha256="b" * 64))
    with database.writing() as connection:
        import_log.add_rejected_rows(connection, 1, [Rejection(900), Rejection(17, value="")])
        import_log.add_rejected_rows(connection, 2, [])
    with database.reading() as connection:
        found = import_log.rejected_rows_of(connection, 1)
        none = import_log.rejected_rows_of(connection, 2)
    assert found["line"].tolist() == [900, 17]
    assert found["value"].tolist() == ["32/13/2025", ""]
    assert (len(none), list(none.columns)) == (0, list(found.columns))


def test_moments_are_utc_wherever_they_were_given(database: Database) -> None:
    singapore = timezone(timedelta(hours=8))
    add(database, replace(RECORD, imported_at=datetime(2025, 3, 29, 7, 30, tzinfo=singapore)))
    with database.reading() as connection:
        moment = import_log.get_record(connection, 1).imported_at
    assert moment.isoformat() == "2025-03-28T23:30:00+00:00"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_moments_are_utc_whatever_the_zone_of_the_server(database: Database) -> None:
    add(database, RECORD)
    with database.reading() as connection:
        connection.execute(text("SET LOCAL TIME ZONE 'Asia/Kolkata'"))
        moment = import_log.get_record(connection, 1).imported_at
    assert moment.utcoffset() == timedelta(0)
