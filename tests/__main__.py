"""Runs every check, one after the other: ``python -m tests``.

All of them run even if one fails, so that one run tells everything; the exit code is 1 if any did.
Options are handed to pytest: ``python -m tests -k revenue``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
STEPS = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "layers": [str(Path(PYTHON).with_name("lint-imports"))],
    "tests": [PYTHON, "-m", "pytest", "-n", "2", *sys.argv[1:]],
}


def main() -> int:
    """Run the steps from the project's root and name those that failed."""
    failed = [name for name, command in STEPS.items() if not _succeeds(name, command)]
    _say(f"failed: {', '.join(failed)}" if failed else f"passed: {', '.join(STEPS)}")
    return 1 if failed else 0


def _succeeds(name: str, command: list[str]) -> bool:
    _say(f"== {name}")
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    except FileNotFoundError:
        _say(f"{command[0]} is not there: install requirements-dev.txt")
        return False


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
