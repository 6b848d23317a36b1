"""What must be there after a history: sections 3 and 4 of the design in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.histories.deeds import Deed, Line


@dataclass
class Import:
    deed: Deed
    active: bool = True
    brought: int = 0


@dataclass
class Model:
    imports: list[Import] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def bring(self, deed: Deed) -> None:
        if not any(one.active and one.deed.content == deed.content for one in self.imports):
            self.imports.append(Import(deed))
            brought = list(self.lines().values()).count(len(self.imports))
            self.imports[-1].brought = brought

    def undo(self, deed: Deed) -> None:
        for number, one in enumerate(self.imports, 1):
            one.active &= deed.number not in (number, one.deed.completes)

    def merge(self, deed: Deed) -> None:
        moved = {name for name in self.products() if self.counts_as(name) in deed.products}
        self.merged |= dict.fromkeys(moved, self.counts_as(deed.text))

    def unmerge(self, deed: Deed) -> None:
        del self.merged[deed.products[0]]

    def rename(self, deed: Deed) -> None:
        (name,) = deed.products
        if deed.text not in {self.shown(other) for other in self.products() - {name, ""}}:
            self.given = {key: to for key, to in self.given.items() if key != name}
            self.given |= {name: deed.text} if deed.text else {}

    def lines(self) -> dict[tuple[Line, int], int]:
        there: dict[tuple[Line, int], int] = {}  # each line, its occurrence: its import
        counted: Counter[tuple[int, Line]] = Counter()  # over an import and what completes it
        family = {at: one.deed.completes or at for at, one in enumerate(self.imports, 1)}
        for number, one in enumerate(self.imports, 1):
            lines = one.deed.lines if one.active else ()
            if one.deed.replaces:
                orders, own = {line[:3] for line in lines}, family[number]
                for key in [key for key in there if key[0][:3] in orders]:
                    if family[there[key]] != own:
                        del there[key]
            for line in lines:
                counted[family[number], line] += 1
                there.setdefault((line, counted[family[number], line]), number)
        return there

    def counts_as(self, name: str) -> str:
        return self.merged.get(name, name)

    def products(self) -> set[str]:
        said = {*self.merged, *self.merged.values(), *self.given}
        return said | {line.item for line, _ in self.lines()}

    def shown(self, name: str) -> str:
        own = self.counts_as(name)
        given = [to for key, to in self.given.items() if key not in self.merged]
        return self.given[own] if given.count(self.given.get(own, "")) == 1 else own
