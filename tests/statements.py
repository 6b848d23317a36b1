"""Every statement of the app in the suite is held to what Citus can do, wherever it runs.

Words alone are looked at: which table a statement changes, and which others it names. That
finds these shapes, and says nothing of how Citus plans a question; for that the suite runs there.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

from sales_core.store.distribution import KEY, place_of
from sales_core.store.schema import metadata

_TEXTS = re.compile(r"'[^']*'")
_CHANGED = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_NAMED = re.compile(r"(?:\b(?:FROM|JOIN|INTO|UPDATE)|,)\s+\"?(\w+)", re.IGNORECASE)
_KEY_SET = re.compile(rf"\bSET\b(?:(?!\bWHERE\b).)*\b{KEY}\s*=", re.IGNORECASE | re.DOTALL)
_MOVED = re.compile(r"^\s*(CREATE|ALTER|DROP|INSERT INTO _alembic)", re.IGNORECASE)


def what_citus_refuses(statement: str) -> str:
    """Say which shape a statement has that Citus refuses; "" for none."""
    words = _TEXTS.sub("''", statement)
    if _MOVED.match(words):
        return ""  # the schema itself, and SQLite's way to change it
    there = {name for name in _NAMED.findall(words) if name in metadata.tables}
    by_place: dict[str, set[str]] = {"distributed": set(), "reference": set(), "local": set()}
    for name in there:
        by_place[place_of(metadata.tables[name])].add(name)
    if by_place["distributed"] and by_place["local"]:
        return "a distributed table is joined with one of the coordinator"
    if changed := _CHANGED.search(words):
        verb, name = changed.groups()
        if name in by_place["reference"] and by_place["distributed"]:
            return f"{name} is copied to every node and is changed by what a distributed table says"
        if verb.upper() == "UPDATE" and name in by_place["distributed"] and _KEY_SET.search(words):
            return f"the location of rows of {name} is changed"
    return ""


def watch_statements() -> None:
    """Let every engine of this process refuse what Citus would."""
    event.listen(Engine, "before_cursor_execute", _look)


def _asked_by_the_app() -> bool:
    """Tell whether the app made the statement, and not a test that looks into the tables."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        parts = Path(frame.f_code.co_filename).parts
        if frame.f_code.co_filename != __file__ and {"tests", "sales_core"} & set(parts):
            return "sales_core" in parts
        frame = frame.f_back
    return False


def _look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    if (why := what_citus_refuses(statement)) and _asked_by_the_app():
        raise AssertionError(f"Citus refuses this statement, {why}: {statement}")
