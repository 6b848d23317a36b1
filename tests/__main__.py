"""Runs every check, several at a time: ``python -m tests``.

All of them run even if one fails, so that one run tells everything; the exit code is 1 if any did.
Options are handed to pytest: ``python -m tests -k revenue``.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
AT_ONCE = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
}
BESIDE = {
    "types": [PYTHON, "-m", "mypy"],
    "layers": [str(Path(PYTHON).with_name("lint-imports"))],
}
"""They use one core for a minute, so they run while the tests do, and are told after them."""

TESTS = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *sys.argv[1:]]

Told = tuple[bool, str]


def main() -> int:
    """Run the checks from the project's root and name those that failed."""
    succeeded = {name: _tell(name, _run(command)) for name, command in AT_ONCE.items()}
    with ThreadPoolExecutor(1) as pool:
        beside = {name: pool.submit(_run, command) for name, command in BESIDE.items()}
        _say("== tests")
        succeeded["tests"] = subprocess.run(TESTS, cwd=ROOT, check=False).returncode == 0
        succeeded |= {name: _tell(name, check.result()) for name, check in beside.items()}
    failed = [name for name, well in succeeded.items() if not well]
    _say(f"failed: {', '.join(failed)}" if failed else f"passed: {', '.join(succeeded)}")
    return 1 if failed else 0


def _tell(name: str, told: Told) -> bool:
    succeeded, output = told
    _say(f"== {name}\n{output.rstrip()}")
    return succeeded


def _run(command: list[str]) -> Told:
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return False, _missing(command)
    return done.returncode == 0, done.stdout + done.stderr


def _missing(command: list[str]) -> str:
    return f"{command[0]} is not there: install requirements-dev.txt"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
