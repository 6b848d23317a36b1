from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.imports import undo_import
from sales_core.store.backup import backup
from sales_core.store.database import Database, open_database
from sales_core.store.notes import (
    LONGEST,
    Note,
    NoteError,
    add_note,
    change_note,
    list_notes,
    note_text,
    remove_note,
    restore_note,
)
from sales_core.store.verify import rebuild
from sales_core.values.actors import BY_COMMAND
from sales_core.values.periods import Period
from tests.builders import NOON, load, mindbody_csv, sale

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
FAIR = date(2025, 3, 28)
LATER = datetime(2025, 6, 1, tzinfo=UTC)


def found(database: Database, period: Period | None = None) -> list[Note]:
    with database.reading() as connection:
        return list(list_notes(connection, period))


def test_notes_are_listed_by_day_and_by_period(database: Database) -> None:
    later = add_note(database, date(2025, 4, 2), "Till broken", now=NOON, actor=BY_COMMAND)
    fair = add_note(database, FAIR, "Street fair", now=NOON, actor=BY_COMMAND)
    rain = add_note(database, FAIR, "Rain", now=NOON, actor=BY_COMMAND)
    assert found(database) == [fair, rain, later]
    assert found(database, Period(FAIR, FAIR)) == [fair, rain]


def test_a_note_is_changed_removed_and_put_back(database: Database) -> None:
    note = add_note(database, FAIR, "Steet fair", now=NOON, actor=BY_COMMAND)
    changed = change_note(
        database, note.id, date(2025, 3, 29), "Street fair", now=LATER, actor=BY_COMMAND
    )
    assert found(database) == [changed] == [Note(note.id, date(2025, 3, 29), "Street fair")]
    remove_note(database, note.id, now=LATER, actor=BY_COMMAND)
    assert found(database) == []
    restore_note(database, note.id, now=NOON, actor=BY_COMMAND)
    assert found(database) == [changed]


@SQLITE
def test_what_is_not_there_can_be_neither_changed_nor_removed_nor_put_back(
    database: Database,
) -> None:
    note = add_note(database, FAIR, "Fair", now=NOON, actor=BY_COMMAND)
    with pytest.raises(NoteError):
        restore_note(database, note.id, now=NOON, actor=BY_COMMAND)
    remove_note(database, note.id, now=NOON, actor=BY_COMMAND)
    with pytest.raises(NoteError):
        remove_note(database, note.id, now=NOON, actor=BY_COMMAND)
    with pytest.raises(NoteError):
        change_note(database, note.id, FAIR, "Fair", now=NOON, actor=BY_COMMAND)


def test_each_change_raises_the_data_version(database: Database) -> None:
    before = database.data_version()
    add_note(database, FAIR, "Fair", now=NOON, actor=BY_COMMAND)
    assert database.data_version() > before


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u202e", "x" * (LONGEST + 1)])
@SQLITE
def test_a_text_that_says_nothing_or_too_much_is_refused(database: Database, text: str) -> None:
    with pytest.raises(NoteError):
        add_note(database, FAIR, text, now=NOON, actor=BY_COMMAND)
    assert found(database) == []


@pytest.mark.parametrize("day", [date(1979, 12, 31), date(2200, 1, 1), date.max])
@SQLITE
def test_a_day_that_no_sale_can_have_is_refused(database: Database, day: date) -> None:
    with pytest.raises(NoteError):
        add_note(database, day, "Fair", now=NOON, actor=BY_COMMAND)


@given(st.text())
def test_a_text_is_one_line_that_stays_as_it_is(written: str) -> None:
    try:
        text = note_text(written)
    except NoteError:
        return
    assert note_text(text) == text
    assert 0 < len(text) <= LONGEST
    assert len(text.splitlines()) == 1


def test_notes_outlive_undo_and_rebuild(database: Database) -> None:
    result = load(database, mindbody_csv(sale()))
    note = add_note(database, FAIR, "Fair", now=NOON, actor=BY_COMMAND)
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert result.import_id
    undo_import(database, result.import_id, now=NOON, actor=BY_COMMAND)
    assert found(database) == [note]


@SQLITE
def test_notes_are_in_the_backup(database: Database, tmp_path: Path) -> None:
    note = add_note(database, FAIR, "Fair", now=NOON, actor=BY_COMMAND)
    backup(database, tmp_path / "copy.db")
    copy = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    assert found(copy) == [note]
    copy.close()
