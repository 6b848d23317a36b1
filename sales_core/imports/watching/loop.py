"""Watching a folder until told to stop: at once when something changes, and now and then anyway."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sales_core.errors import SalesError
from sales_core.imports.watching.places import alone
from sales_core.imports.watching.taking import Inbox, Taken

_log = logging.getLogger("sales.watch")

ANYWAY = 10
"""Seconds after which the folder is looked at though no change was told, as on network shares."""

Tell = Callable[[Taken], None]


def watch_folder(
    folder: Path, open_inbox: Callable[[], Inbox], stop: threading.Event, tell: Tell
) -> None:
    """Take what comes into a folder until told to stop.

    Of several processes that watch one folder one works, and another takes over when it ends.

    Args:
        folder: Which must be there.
        open_inbox: Opens it; tried again where the database does not answer.
        stop: Ends the watching; a file that is begun is finished.
        tell: Is told of each file.
    """
    while not stop.is_set():
        with alone(folder) as ours:
            if ours:
                _watch(folder, open_inbox, stop, tell)
                return
        _log.info("Another process watches %s; this one waits until it ends.", folder)
        stop.wait(ANYWAY / 5)


def _watch(
    folder: Path, open_inbox: Callable[[], Inbox], stop: threading.Event, tell: Tell
) -> None:
    from watchfiles import watch  # noqa: PLC0415 - only those who watch need it

    inbox: Inbox | None = None
    quiet, said = ANYWAY, ""
    changes = watch(
        folder,
        watch_filter=None,
        debounce=500,
        stop_event=stop,
        rust_timeout=1000,
        yield_on_timeout=True,
        raise_interrupt=False,
        recursive=False,
        ignore_permission_denied=True,
    )
    for changed in changes:
        if stop.is_set():
            return
        quiet += 1  # second without a change
        if not changed and quiet < ANYWAY and (inbox is None or inbox.is_empty):
            continue
        quiet = 0
        try:
            inbox = inbox or open_inbox()
            for taken in inbox.take():
                tell(taken)
            said = ""
        except (SalesError, OSError) as fault:
            if str(fault) != said:
                _log.warning("%s It is tried again.", fault)
            said = str(fault)
