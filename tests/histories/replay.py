"""Replaying histories, and finding the shortest one that fails."""

from __future__ import annotations

import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import text

from sales_core.store import database as store
from sales_core.store.database import open_database
from tests.histories.faults import ANYWHERE, ON_POSTGRESQL, ON_SQLITE
from tests.histories.steps import Step, history
from tests.histories.world import World
from tests.states import empty as make_empty

ALWAYS = (*ANYWHERE, "kill", "kill", "inside", "inside", "race", "every")
KINDS = (*ALWAYS, *ON_SQLITE, "torn", "torn", "torn")
"""What goes wrong in histories of a file."""

KINDS_OF_SERVERS = (*ALWAYS, *ON_POSTGRESQL)
"""What goes wrong in histories on PostgreSQL."""


@dataclass(frozen=True)
class Failure:
    """A history that does not hold.

    Attributes:
        seed: Its number.
        steps: The fewest of its first steps that do not hold.
        needed: Those of them that it takes.
        told: What is wrong after them.
    """

    seed: int
    steps: tuple[Step, ...]
    needed: tuple[Step, ...]
    told: str

    def __str__(self) -> str:
        """Say how to see it again, and what it takes."""
        numbered = "\n".join(
            f"  {number}. {step}"
            for number, step in enumerate(self.steps, 1)
            if step in self.needed
        )
        return (
            f"history {self.seed} fails after {len(self.steps)} steps:\n{self.told}\n"
            f"of these it takes\n{numbered}\n"
            f"again: python -m tests.histories {self.seed}"
        )


@contextmanager
def copies(folder: Path, empty: Path) -> Iterator[str]:
    """Give the address of a database of its own, a copy of an empty one."""
    own = folder / "history"
    own.mkdir()
    try:
        yield f"sqlite:///{shutil.copyfile(empty, own / 'sales.db')}"
    finally:
        shutil.rmtree(own)


@contextmanager
def emptied(url: str) -> Iterator[str]:
    """Give the address of a database, emptied before.

    What it has acknowledged outlives its server, though the server be set otherwise for tests.
    """
    database = open_database(url)
    make_empty(database)
    with database.engine.begin() as connection:
        name = database.engine.url.database
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = on'))
    database.close()
    yield url


class Place:
    """Where histories are replayed.

    Attributes:
        fresh: Gives the address of an empty database, for one history.
        kinds: What may go wrong there.
        counts: How often what was done, and what went wrong.
    """

    def __init__(
        self, fresh: Callable[[], AbstractContextManager[str]], kinds: Sequence[str]
    ) -> None:
        self.fresh = fresh
        self.kinds = tuple(kinds)
        self.counts: Counter[str] = Counter()

    def replay(self, seed: int) -> Failure | None:
        """Replay a history; give what is wrong with it, if anything is."""
        steps = history(seed, self.kinds)
        told, length = self._told(steps)
        if told is None:
            return None
        again, sooner = self._told(steps, every=True)  # the step that did it, not one behind it
        if again is None:
            return Failure(seed, tuple(steps[:length]), (), f"{told}\nIt held when tried again.")
        shortest = steps[:sooner]
        return Failure(seed, tuple(shortest), tuple(self._needed(shortest)), again)

    def _needed(self, steps: Sequence[Step]) -> list[Step]:
        """Leave out every step without which it still fails."""
        needed = list(steps)
        for step in steps[:-1]:
            without = [one for one in needed if one is not step]
            if self._told(without, every=True)[0] is not None:
                needed = without
        return needed

    def _told(self, steps: Sequence[Step], *, every: bool = False) -> tuple[str | None, int]:
        """Take steps: what is wrong, and after how many; None where nothing is.

        Args:
            steps: The steps.
            every: Whether to verify after each of them, and not only at the end.
        """
        torn = any(step.fault and step.fault.kind == "torn" for step in steps)
        settling = patch.object(store, "settle_log", lambda _: None) if torn else nullcontext()
        with self.fresh() as url, settling:  # what may be torn has to stay in the log
            world = World(url, self.counts)
            try:
                for number, step in enumerate(steps, 1):
                    try:
                        world.take(step)
                        if every or number == len(steps):
                            world.clean()
                    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
                        return traceback.format_exc(), number
            finally:
                world.close()
        self.counts["histories"] += 1
        self.counts["steps"] += len(steps)
        return None, len(steps)
