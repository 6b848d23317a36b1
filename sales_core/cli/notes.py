"""The commands of notes: what is to be remembered of a day."""

from __future__ import annotations

from datetime import date

import click

from sales_core.cli.output import table, tell, write_json
from sales_core.cli.reports import end_option, start_option
from sales_core.cli.session import Day, as_json_option, now, opened, settings
from sales_core.values.actors import BY_COMMAND


@click.command()
@click.argument("day", type=Day())
@click.argument("text")
@as_json_option
def note(day: date, text: str, *, as_json: bool) -> None:
    """Put a note on a day; it shows in the charts of the pages."""
    from sales_core.contract.answers import note_answer  # noqa: PLC0415 - loads pandas
    from sales_core.store.notes import add_note  # noqa: PLC0415

    with opened(settings()) as database:
        made = add_note(database, day, text, now=now(), actor=BY_COMMAND)
    if as_json:
        write_json(note_answer(made))
    else:
        tell(f"Noted on {made.day}: {made.text}")


@click.command()
@start_option
@end_option
@as_json_option
def notes(start: date | None, end: date | None, *, as_json: bool) -> None:
    """List the notes, by day."""
    from sales_core.contract.answers import note_answer  # noqa: PLC0415 - loads pandas
    from sales_core.store.notes import list_notes  # noqa: PLC0415
    from sales_core.values.periods import Period  # noqa: PLC0415

    period = Period(start or date.min, end or date.max)
    with opened(settings()) as database, database.reading() as connection:
        found = list_notes(connection, period)
    if as_json:
        write_json({"notes": [note_answer(each) for each in found]})
    elif found:
        tell(table(("day", "note"), [(str(each.day), each.text) for each in found]))
    else:
        tell("There are no notes in this period.")
