"""The command that tells who did what."""

from __future__ import annotations

from datetime import date

import click

from sales_core.cli.output import table, tell, write_bytes, write_json
from sales_core.cli.reports import as_csv_option, one_form
from sales_core.cli.session import Day, as_json_option, opened, settings


@click.command()
@click.option("--who", help="Only what this person, token or face did.")
@click.option("--event", help="Only this kind, such as undone.")
@click.option("--start", type=Day(), help="First day, of UTC.")
@click.option("--end", type=Day(), help="Last day, included.")
@as_json_option
@as_csv_option
def audit(
    who: str | None,
    event: str | None,
    start: date | None,
    end: date | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Tell who did what, the latest first; times are UTC."""
    from sales_core.contract.trail import asked_trail, trail_answer  # noqa: PLC0415 - loads pandas
    from sales_core.reporting.audit_trail import audit_table, audit_trail  # noqa: PLC0415
    from sales_core.reporting.files.csv_file import write_csv  # noqa: PLC0415

    one_form(as_json=as_json, as_csv=as_csv)
    asked = asked_trail(who, event, start, end)
    with opened(settings()) as database:
        found = audit_trail(database, asked)
    if as_csv:
        write_bytes(write_csv(audit_table(found)))
    elif as_json:
        write_json(trail_answer(found))
    elif found:
        rows = [
            (
                f"{trace.row.at:%Y-%m-%d %H:%M}",
                trace.row.actor,
                trace.row.event,
                " - ".join(filter(None, (trace.row.what, trace.file))),
            )
            for trace in found
        ]
        tell(table(("time", "who", "event", "what"), rows))
    else:
        tell("Nothing of this kind was done.")
