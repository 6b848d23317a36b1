"""What must be there after a history: sections 3 and 4 of the design in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.histories.deeds import Deed, Line


@dataclass
class Import:
    deed: Deed
    undone_by: int = 0
    brought: int = 0


@dataclass
class Model:
    imports: list[Import] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def bring(self, deed: Deed) -> None:
        if not any(one.deed.content == deed.content for one in self.imports if not one.undone_by):
            self.imports.append(Import(deed))
            self.imports[-1].brought = [*self.lines().values()].count(len(self.imports))

    def undo(self, deed: Deed) -> None:
        for number, one in enumerate(self.imports, 1):
            if deed.number in (number, one.deed.completes):
                one.undone_by = one.undone_by or deed.number

    def redo(self, deed: Deed) -> None:
        for one in self.imports:
            one.undone_by *= one.undone_by != deed.number

    def merge(self, deed: Deed) -> None:
        moved = {name for name in self.products() if self.counts_as(name) in deed.products}
        self.merged |= dict.fromkeys(moved, self.counts_as(deed.text))

    def unmerge(self, deed: Deed) -> None:
        del self.merged[deed.products[0]]

    def rename(self, deed: Deed) -> None:
        name = deed.products[0]
        if deed.text not in {self.shown(other) for other in self.products() - {name, ""}}:
            self.given = {key: to for key, to in self.given.items() if key != name}
            self.given |= {name: deed.text} if deed.text else {}

    def lines(self) -> dict[tuple[Line, int], int]:
        there: dict[tuple[Line, int], int] = {}  # each line, its occurrence: its import
        counted: Counter[tuple[int, Line]] = Counter()  # over an import and what completes it
        family = {at: one.deed.completes or at for at, one in enumerate(self.imports, 1)}
        for number, one in enumerate(self.imports, 1):
            lines = () if one.undone_by else one.deed.lines
            orders = {line[:3] for line in lines if one.deed.replaces}
            for key in [key for key in there if key[0][:3] in orders]:
                if family[there[key]] != family[number]:
                    del there[key]
            for each in ((family[number], line) for line in lines):
                counted[each] += 1
                there.setdefault((each[1], counted[each]), number)
        return there

    def counts_as(self, name: str) -> str:
        return self.merged.get(name, name)

    def products(self) -> set[str]:
        sold = (line.item for line, _ in self.lines())
        return {*self.merged, *self.merged.values(), *self.given, *sold}

    def shown(self, name: str) -> str:
        own = self.merged.get(name, name)
        given = [to for key, to in self.given.items() if key not in self.merged]
        return self.given[own] if given.count(self.given.get(own, "")) == 1 else own
