"""A server that is told to end says so for a while before it does.

Whoever sends people to servers asks ``/health`` and sends nobody to one that leaves; what is
begun there meanwhile is still answered.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT") if hasattr(signal, name))

_log = logging.getLogger("sales.leaving")


@dataclass
class Leaving:
    """Whether this server was told to end.

    Attributes:
        begun: It was, and ends soon.
    """

    begun: bool = False

    @contextmanager
    def announced(self, seconds: int) -> Iterator[None]:
        """Put off the end of the process by some seconds after it is told; told twice, it ends.

        Does nothing outside the main thread, where no signal can be waited for.

        Args:
            seconds: 0 ends it at once, as without this.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        before = {number: signal.getsignal(number) for number in _SIGNALS}

        def told(number: int, frame: FrameType | None) -> None:
            end = before[number]
            again, self.begun = self.begun, True
            if not callable(end):  # the system's own way, which nothing here may call
                return
            if seconds and not again:
                _log.info("Told to end; new visitors are sent elsewhere, it ends in %s s.", seconds)
                loop.call_soon_threadsafe(loop.call_later, seconds, end, number, None)
            else:
                end(number, frame)

        for number in _SIGNALS:
            signal.signal(number, told)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
