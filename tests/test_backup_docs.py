"""The commands of docs/backup-and-restore.md do what is said of them, in their order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sales_core.store.database import open_database
from tests.builders import load, mindbody_csv, sale

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "backup-and-restore.md").read_text(encoding="utf-8")


def test_every_command_works(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'sales.db'}")
    load(database, mindbody_csv(sale(), sale(order_id="2")))
    database.close()
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL))
    assert commands.count("\n") > 8
    known = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-ex", "-c", commands],
        cwd=tmp_path,
        env={**known, "PYTHONPATH": str(ROOT), "DATABASE_URL": "sqlite:///data/sales.db"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Everything agrees") == commands.count("verify")
    assert done.stdout.count("Restored 2 lines of 1 imports") == commands.count("restore ")
