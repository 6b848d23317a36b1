"""Replays histories: ``python -m tests.histories SEED``, or ``--count N --from S``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sales_core.store.database import open_database
from tests.histories.replay import KINDS, KINDS_OF_SERVERS, Place, copies, emptied
from tests.histories.small_disk import small_disk
from tests.postgres_servers import embedded, with_template


def main() -> int:
    """Replay what was asked for; the exit code is 1 where a history does not hold."""
    asked = argparse.ArgumentParser(prog="python -m tests.histories", description=__doc__)
    asked.add_argument("seed", type=int, nargs="?", help="replay this history alone")
    asked.add_argument("--count", type=int, default=1, help="how many histories")
    asked.add_argument("--from", type=int, default=1, dest="first", help="the first of them")
    asked.add_argument("--postgresql", action="store_true", help="on a server of its own")
    chosen = asked.parse_args()
    first = chosen.first if chosen.seed is None else chosen.seed
    failed = 0
    started = time.monotonic()
    with on_server() if chosen.postgresql else on_disk() as place:
        for seed in range(first, first + chosen.count):
            if failure := place.replay(seed):
                failed += 1
                say(str(failure))
    counts = ", ".join(f"{what}: {count:,}" for what, count in sorted(place.counts.items()))
    say(f"{counts}; {failed} failed; {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


@contextmanager
def on_disk() -> Iterator[Place]:
    """Replay in files on a small disk."""
    with small_disk() as (folder, why):
        if why:
            say(f"no full disk: {why}")
        empty = folder / "empty.db"
        open_database(f"sqlite:///{empty}").close()
        kinds = [kind for kind in KINDS if not why or kind != "disk"]
        yield Place(lambda: copies(folder, empty), kinds)


@contextmanager
def on_server() -> Iterator[Place]:
    """Replay on a PostgreSQL server that may be killed."""
    with (
        TemporaryDirectory(prefix="sales-postgres-") as folder,
        embedded(Path(folder)) as server,
        with_template(server),
    ):
        yield Place(lambda: emptied(server.address(server.template)), KINDS_OF_SERVERS)


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
