"""The command line: ``python -m sales_core COMMAND``.

Exit code 0: done; 2: refused, and the reason is told; 1: anything else. With
``--json`` exactly one object goes to stdout, whatever happens; without it
answers go to stdout and reasons to stderr, never a traceback. pandas,
SQLAlchemy and the like are loaded only by the command that needs them.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from sales_core import __version__
from sales_core.cli.audit import audit
from sales_core.cli.breakdowns import breakdown, hours, taxes
from sales_core.cli.exporting import export, report
from sales_core.cli.importing import import_file, imports
from sales_core.cli.month import pace
from sales_core.cli.notes import note, notes
from sales_core.cli.output import UnheardError, let_go, tell_error
from sales_core.cli.reports import products, revenue
from sales_core.cli.session import FAILURES
from sales_core.cli.tokens import token, tokens
from sales_core.cli.undoing import redo, undo
from sales_core.cli.upkeep import backup, distribute, migrate, rebuild, restore, sample
from sales_core.cli.verifying import verify
from sales_core.cli.watch import watch
from sales_core.cli.where import where
from sales_core.errors import SalesError
from sales_core.values.periods import PeriodReversedError

DONE, FAILED, REFUSED = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sales_core")
def commands() -> None:
    """From a sales export to revenue where every number can be proved.

    The database is set with DATABASE_URL (default sqlite:///data/sales.db), its currency with
    SALES_CURRENCY (default: that of the database, or of the first file).
    """


for command in (
    import_file, watch, imports, undo, redo, revenue, products, breakdown, taxes, hours, pace, note,
    notes, token, tokens, export, report, where, verify, rebuild, audit, backup, restore, migrate,
    distribute, sample,
):  # fmt: skip
    commands.add_command(command)


def main() -> NoReturn:
    """Run the command the process was started with, and end the process."""
    _start_lightly()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a narrow terminal is no reason to fail
    code = run(sys.argv[1:])
    let_go(sys.stdout)
    let_go(sys.stderr)
    gc.freeze()  # Python would look through all objects once more before it ends
    sys.exit(code)


def _start_lightly() -> None:
    """Leave out what a process of one command does not need: together a fourth of its start."""
    gc.disable()  # what a command makes is freed by counting references
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here is linear algebra


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What stands behind ``python -m sales_core``.

    Returns:
        The exit code.
    """
    try:
        return _run(arguments, as_json="--json" in arguments)
    except UnheardError as fault:
        with suppress(UnheardError):
            if not isinstance(fault.__cause__, BrokenPipeError):  # as behind `| head`
                tell_error(str(fault), "unheard", as_json=False)
        return FAILED


def _run(arguments: Sequence[str], *, as_json: bool) -> int:
    try:
        code = commands.main(
            list(arguments), prog_name="python -m sales_core", standalone_mode=False
        )
    except UnheardError:
        raise
    except click.ClickException as fault:
        return _misused(fault, as_json=as_json)
    except (SalesError, PeriodReversedError) as refusal:
        tell_error(str(refusal), getattr(refusal, "code", "period-reversed"), as_json=as_json)
        return FAILED if isinstance(refusal, FAILURES) else REFUSED
    except (click.Abort, KeyboardInterrupt):
        tell_error("Stopped before it was done.", "stopped", as_json=as_json)
        return FAILED
    except Exception as fault:  # noqa: BLE001 - the outermost place: whatever it is, it is told
        return _failed(fault, as_json=as_json)
    return code or DONE


def _misused(fault: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        tell_error(fault.format_message(), "usage", as_json=True)
    else:
        fault.show()
    return fault.exit_code


def _failed(fault: Exception, *, as_json: bool) -> int:
    if os.environ.get("SALES_DEBUG") == "1":
        traceback.print_exception(fault)
    what = fault if isinstance(fault, OSError) else f"{type(fault).__name__}: {fault}"
    sentence = f"This did not work: {what}. With SALES_DEBUG=1 it tells where."
    tell_error(" ".join(sentence.split()), "failed", as_json=as_json)
    return FAILED
