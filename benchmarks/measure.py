"""Runs a command to its end and says how long it took and how much memory it held.

Keep heavy libraries out of the process that calls this: the kernel's peak of a child is never
below what its parent held when it started the child.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """One command run to its end: wall-clock seconds, peak memory in MB, what it printed."""

    seconds: float
    peak_mb: float
    output: str


class CommandFailedError(Exception):
    """A measured command did not succeed, so its time means nothing."""

    def __init__(self, command: Sequence[str], code: int, said: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {code}:\n{said.strip()}")


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a command from the project's root with these variables added to the environment.

    Raises:
        CommandFailedError: It ended with another code than 0.
    """
    os.sync()  # what the command before left unwritten is not this one's to wait for
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        started = perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise CommandFailedError(command, process.returncode, errors.read() + output.read())
        per_mb = 2**20 if sys.platform == "darwin" else 2**10
        return Run(seconds, usage.ru_maxrss / per_mb, output.read())
