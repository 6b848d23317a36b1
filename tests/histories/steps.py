"""Drawing a history from its seed, and what a step of it means where it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal, TypeVar

from tests.histories.deeds import CORRECTED, Deed, Line, file_of
from tests.histories.model import Model

Thing = TypeVar("Thing")
What = Literal[
    "bring", "again", "complete", "undo", "redo", "merge", "unmerge", "rename", "rebuild",
    "backup", "restore",
]  # fmt: skip

_OFTEN: dict[What, int] = {
    "bring": 10,
    "again": 1,
    "complete": 2,
    "undo": 4,
    "redo": 2,
    "merge": 2,
    "unmerge": 1,
    "rename": 2,
    "rebuild": 1,
    "backup": 1,
    "restore": 1,
}
"""What is done in a history, and how often beside the others."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong during a step.

    Attributes:
        kind: A key of ``faults.FAULTS``.
        at: When or where, as each kind counts.
    """

    kind: str
    at: int


@dataclass(frozen=True)
class Step:
    """One step of a history; which import or product it means shows when it is taken.

    Attributes:
        what: What is done.
        pick: Chooses among what there is then.
        lines: What a file brings.
        bad: Its rows that cannot be read.
        replaces: Whether the file's orders come from it alone.
        clock: How far the clock is off then.
        fault: What goes wrong.
        beside: What another one does in the midst of it, where that is what goes wrong.
    """

    what: What
    pick: int
    lines: tuple[Line, ...]
    bad: tuple[Line, ...]
    replaces: bool
    clock: timedelta
    fault: Fault | None = None
    beside: Step | None = None


def history(seed: int, kinds: Sequence[str], most: int = 7) -> list[Step]:
    """Draw the steps of a history.

    Args:
        seed: Its number.
        kinds: The faults that there may be.
        most: How many steps it has at most.
    """
    random = Random(seed)
    return [_step(random, kinds) for _ in range(random.randint(3, most))]


def _step(random: Random, kinds: Sequence[str], *, beside: bool = True) -> Step:
    (what,) = random.choices(list(_OFTEN), list(_OFTEN.values()))
    fault = None
    if kinds and random.random() < 0.6:
        fault = Fault(random.choice(kinds), int(2 ** (random.random() * 12)))
    return Step(
        what,
        random.randrange(1 << 30),
        tuple(_line(random) for _ in range(random.randint(1, 6))),
        tuple(_line(random) for _ in range(random.choice([0, 0, 0, 1, 2]))),
        random.random() < 0.3,
        timedelta(days=random.choice([0, 0, -30, 1, 400, 9_000]), seconds=random.randrange(86_400)),
        fault,
        _step(random, (), beside=False)
        if beside and fault and fault.kind in ("inside", "race")
        else None,
    )


def _line(random: Random) -> Line:
    return Line(
        random.choice([date(2025, 3, 31), date(2025, 3, 31), date(2025, 4, 13)]),
        random.choice(["Hall", "Online"]),
        random.choice(["7", "8", ""]),
        random.choice(["Tea", "Cake", "Scone", ""]),
        random.choice([1_000, 1_000, -1_000, 500]),
        random.choice([100_000, -100_000, 0, 101_250]),
        random.choice(["Cash", "Card"]),
    )


def deed_of(step: Step, model: Model) -> Deed | None:
    """Say what a step does to what is there; None where there is nothing to do it to."""
    return _DEEDS.get(step.what, _bring)(step, model)


def _bring(step: Step, _model: Model) -> Deed:
    content = file_of(step.lines, step.bad)
    return Deed("bring", step.lines, step.bad, step.replaces, content)


def _again(step: Step, model: Model) -> Deed | None:
    whole = [one.deed for one in model.imports if not one.deed.completes]
    return _picked(step, whole)


def _complete(step: Step, model: Model) -> Deed | None:
    known = {one.deed.completes for one in model.imports if not one.undone_by}
    number = _picked(
        step,
        [
            number
            for number, one in enumerate(model.imports, 1)
            if not one.undone_by and one.deed.bad and number not in known
        ],
    )
    if number is None:
        return None
    whole = model.imports[number - 1].deed
    return Deed(
        "bring",
        whole.bad,
        replaces=whole.replaces,
        content=CORRECTED + whole.content,
        completes=number,
    )


def _undo(step: Step, model: Model) -> Deed | None:
    active = [number for number, one in enumerate(model.imports, 1) if not one.undone_by]
    number = _picked(step, active)
    return Deed("undo", number=number) if number else None


def _redo(step: Step, model: Model) -> Deed | None:
    active = [one.deed for one in model.imports if not one.undone_by]
    contents = {deed.content for deed in active}
    number = _picked(
        step,
        [
            number
            for number, one in enumerate(model.imports, 1)
            if one.undone_by == number
            and not contents & _contents_undone_by(number, model)
            and not (one.deed.completes and model.imports[one.deed.completes - 1].undone_by)
        ],
    )
    return Deed("redo", number=number) if number else None


def _contents_undone_by(number: int, model: Model) -> set[bytes]:
    return {one.deed.content for one in model.imports if one.undone_by == number}


def _merge(step: Step, model: Model) -> Deed | None:
    own = sorted(model.products() - set(model.merged) - {""})
    into = _picked(step, sorted(model.products() - {""}))
    if into is None:
        return None
    rest = [name for name in own if name != model.counts_as(into)]
    some = tuple(name for at, name in enumerate(rest) if step.pick >> at + 9 & 1) or rest[:1]
    return Deed("merge", products=tuple(some), text=into) if some else None


def _unmerge(step: Step, model: Model) -> Deed | None:
    name = _picked(step, sorted(model.merged))
    return Deed("unmerge", products=(name,)) if name else None


def _rename(step: Step, model: Model) -> Deed | None:
    name = _picked(step, sorted(model.products() - set(model.merged) - {""}))
    text = ("", "House blend", "Small", "Large")[step.pick >> 20 & 3]
    return Deed("rename", products=(name,), text=text) if name else None


def _picked(step: Step, things: Sequence[Thing]) -> Thing | None:
    return things[step.pick % len(things)] if things else None


_DEEDS: dict[What, Callable[[Step, Model], Deed | None]] = {
    "again": _again,
    "complete": _complete,
    "undo": _undo,
    "redo": _redo,
    "merge": _merge,
    "unmerge": _unmerge,
    "rename": _rename,
    "rebuild": lambda *_: Deed("rebuild"),
    "backup": lambda *_: Deed("backup"),
    "restore": lambda *_: Deed("restore"),
}
