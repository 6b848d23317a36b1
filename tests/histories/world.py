"""A database with its history so far: taking a step of it, and holding what is there then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from pathlib import Path
from unittest.mock import patch

from sales_core.errors import SalesError
from sales_core.store.backup import backup
from sales_core.store.backups import making
from sales_core.store.backups.restoring import restore
from sales_core.store.database import Database, open_database
from sales_core.store.verify import verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON
from tests.histories.children import doing_meanwhile, killed_while_doing
from tests.histories.deeds import Deed
from tests.histories.doing import State, do, expected, figures_differ, seen
from tests.histories.faults import CALLS, LASTING, MOMENT, at_call, fail, patience
from tests.histories.model import Model
from tests.histories.steps import Fault, Step, deed_of
from tests.histories.torn import torn_copy

BEGINNING = NOON.replace(year=2026)
"""The clock of a history is off from here."""


class BrokenError(AssertionError):
    """What is there is not what must be there."""


@dataclass
class World:
    """A database, and what must be in it.

    Attributes:
        url: Its address.
        counts: How often what was done, and what went wrong.
        database: Open, as one process holds it.
        other: Open, as another process holds it.
        model: What must be there.
        versions: What was, or may have been, there at each version of the data.
        backups: Copies, and what must be in them.
    """

    url: str
    counts: Counter[str]
    database: Database = field(init=False)
    other: Database = field(init=False)
    model: Model = field(default_factory=Model)
    versions: dict[int, list[State]] = field(default_factory=dict)
    backups: list[tuple[Path, Model]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()
        self.look()

    def open(self) -> None:
        """Open the database as two processes do."""
        with patience(MOMENT):
            self.database, self.other = open_database(self.url), open_database(self.url)

    def close(self) -> None:
        """Let go of the database, as if both processes ended."""
        self.database.close()
        self.other.close()

    def look(self) -> State:
        """See what is there, and remember it."""
        version, state = seen(self.database)
        self.versions[version] = [state]
        return state

    def take(self, step: Step) -> None:
        """Take a step, and hold what is there then.

        Raises:
            BrokenError: It is not what must be there.
        """
        deed = deed_of(step, self.model)
        if deed is None or (deed.name in ("backup", "restore") and not self.database.path):
            return
        self.counts[deed.name] += 1
        now = BEGINNING + step.clock
        if deed.name == "restore":
            self._restore(step, now)
        elif deed.name == "backup":
            self._back_up(step)
        else:
            self._do(step, deed, now)

    def clean(self, database: Database | None = None) -> None:
        """Hold that all that is stored is what the ledger makes of it, and so are the figures."""
        found = verify(database or self.database).found
        if not database:
            found += figures_differ(self.database, self.model)
        if found:
            raise BrokenError("\n".join(found))

    def _do(self, step: Step, deed: Deed, now: datetime) -> None:
        after = after_deed(self.model, deed)
        fault = step.fault
        if fault is None:
            do(self.database, deed, now)
            self._became(after)
            return
        self.counts[f"fault: {fault.kind}"] += 1
        if fault.kind == "torn":
            do(self.database, deed, now)
            self._became(after)
            self._tear(fault.at)
        elif fault.kind == "every":
            self._fail_at_every_call(deed, now, after)
        elif fault.kind in ("inside", "race"):
            between = deed_of(step.beside, self.model) if step.beside else None
            if between is None or between.name in ("backup", "restore"):
                between = Deed("rebuild")
            how = self._beside if fault.kind == "inside" else self._race
            how(fault.at, deed, between, now)
        else:
            done = self._failing(fault, deed, now)
            self._settle(done, after)
            if step.pick & 1 and self.model is not after:
                do(self.database, deed, now)  # what failed works when nothing is wrong any more
                self._became(after)

    def _failing(self, fault: Fault, deed: Deed, now: datetime) -> bool | None:
        """Do a deed while something is wrong: whether it was done; None where nobody knows."""
        if fault.kind == "kill":
            if fault.at & 8:
                self.close()
            done = killed_while_doing(self.url, deed, now, fault.at)
            if fault.at & 8:
                self.open()
            return done
        try:
            with patience(MOMENT), LASTING[fault.kind](self.database, fault.at):
                do(self.database, deed, now)
        except SalesError:
            self.counts[f"failed: {fault.kind}"] += 1
            return None if fault.kind in ("dropped", "server") else False
        return True

    def _settle(self, done: bool | None, after: Model) -> None:  # noqa: FBT001
        """Hold that a deed was done wholly, or not at all."""
        if done is None:
            done = not expected(after).differences(self.look())
        self._became(after if done else self.model)

    def _became(self, model: Model) -> None:
        self.model = model
        if differing := expected(model).differences(self.look()):
            raise BrokenError("\n".join(differing))

    def _fail_at_every_call(self, deed: Deed, now: datetime, after: Model) -> None:
        for number in range(1, 1_000):
            try:
                with at_call(self.database, number, fail):
                    do(self.database, deed, now)
            except SalesError:
                self.counts["failed: every"] += 1
                self._became(self.model)
            else:
                break
        self._became(after)

    def _beside(self, at: int, deed: Deed, between: Deed, now: datetime) -> None:
        """Let another process do something in the midst of a deed."""
        refused: list[SalesError] = []

        def intervene(_: object) -> None:
            try:
                do(self.other, between, now + timedelta(seconds=1))
            except SalesError as fault:
                refused.append(fault)
            else:
                self.counts["inside"] += 1
                self._became(after_deed(self.model, between))

        call = at % (8 if at & 1 else CALLS) + 1
        try:
            with patience(MOMENT), at_call(self.database, call, intervene):
                do(self.database, deed, now)
        except SalesError:
            self.counts["failed: inside"] += 1
            self._became(self.model)
        else:
            self._became(after_deed(self.model, deed))

    def _race(self, _at: int, deed: Deed, other: Deed, now: datetime) -> None:
        """Let another process do something at the same time; either may be first."""
        mine = True
        with doing_meanwhile(self.url, other, now + timedelta(seconds=1)) as theirs:
            try:
                do(self.database, deed, now)
            except SalesError:
                self.counts["failed: race"] += 1
                mine = False
            done = ([deed] if mine else []) + ([other] if theirs() else [])
        orders = [reduce(after_deed, order, self.model) for order in (done, done[::-1])]
        between = [expected(after_deed(self.model, first)) for first in done]
        state = self.look()
        self.versions.setdefault(max(self.versions) - 1, between)
        held = [model for model in orders if not expected(model).differences(state)]
        self._became((held or orders)[0])

    def _tear(self, at: int) -> None:
        """Hold that a copy with a torn log holds what was there after some step."""
        assert self.database.path
        with torn_copy(self.database.path, at) as path:
            copy = open_database(f"sqlite:///{path}")
            try:
                version, state = seen(copy)
                if version not in self.versions:
                    raise BrokenError(f"the torn copy has version {version}, which never was")
                differing = [one.differences(state) for one in self.versions[version]]
                if all(differing):
                    raise BrokenError("\n".join(differing[0]))
                self.clean(copy)
            finally:
                copy.close()

    def _back_up(self, step: Step) -> None:
        assert self.database.path
        path = self.database.path.with_name(f"backup{len(self.backups)}.db")
        kind = step.fault.kind if step.fault else ""
        if step.fault and kind in ("disk", "write"):
            try:
                with no_spare_room(), LASTING[kind](self.database, step.fault.at):
                    backup(self.database, path)
            except SalesError:
                self.counts[f"failed: {kind}"] += 1
                if left := sorted(path.parent.glob(f"{path.name}*")):
                    raise BrokenError(f"a backup that failed left {left}") from None
                return
        else:
            with no_spare_room():
                backup(self.database, path)
        self.backups.append((path, deepcopy(self.model)))

    def _restore(self, step: Step, now: datetime) -> None:
        """Go back to a backup while the database is in use."""
        if not self.backups:
            return
        path, model = self.backups[step.pick % len(self.backups)]
        with no_spare_room():
            restore(self.url, path, now=now, actor=BY_COMMAND)
        self.versions.clear()
        self._became(deepcopy(model))


def no_spare_room() -> AbstractContextManager[object]:
    """Let backups leave no room for the app: the disks of histories are small."""
    return patch.object(making, "SPARE", 0)


def after_deed(model: Model, deed: Deed) -> Model:
    """Give what must be there when a deed is done."""
    after = deepcopy(model)
    meant: dict[str, Callable[[Deed], None]] = {
        "bring": after.bring,
        "undo": after.undo,
        "redo": after.redo,
        "merge": after.merge,
        "unmerge": after.unmerge,
        "rename": after.rename,
    }
    if deed.name in meant:
        meant[deed.name](deed)
    return after
