"""A bad input and what it must get: imported, imported in part, asked about, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sales_core.importing.questions import Answers

NAMES = "date,item,amount"
"""The header of most of the files."""

Maker = Callable[[], bytes]
Place = tuple[str, int, str]
"""Code, line and column of a row that cannot be read."""


@dataclass(frozen=True)
class Case:
    """One input and its outcome.

    Attributes:
        number: In the list of bad inputs.
        name: What is bad about it.
        content: The bytes, or what makes them where they are many.
        rows: Stored in the end; where rows are bad, when these are left out.
        amount: What they add up to.
        refused: Code of the fault that refuses the whole file.
        line: Where that fault is; 0 where it has no place.
        asks: Code of the question that is left open.
        rejected: Rows that cannot be read.
        ignored: Rows that are no sales.
        says: Parts of what a person is told: message, evidence, questions.
        answers: What the person has said beforehand.
        products: Exactly the stored ones.
        days: Exactly the days with lines.
        file: Its name.
        seconds: Within which it is done.
        mebibytes: Beyond what is in use already; 0 where nothing is measured.
    """

    number: int
    name: str
    content: bytes | Maker
    rows: int = 0
    amount: str = "0"
    refused: str = ""
    line: int = 0
    asks: str = ""
    rejected: tuple[Place, ...] = ()
    ignored: int = 0
    says: tuple[str, ...] = ()
    answers: Answers = field(default_factory=Answers)
    products: frozenset[str] | None = None
    days: frozenset[date] | None = None
    file: str = "sales.csv"
    seconds: float = 5
    mebibytes: int = 0

    def told(self, *parts: str) -> Case:
        """Add what a person must be told."""
        return replace(self, says=self.says + parts)

    def selling(self, *names: str) -> Case:
        """Add which products are stored."""
        return replace(self, products=frozenset(names))

    def sold_on(self, *days: str) -> Case:
        """Add which days have lines."""
        return replace(self, days=frozenset(map(date.fromisoformat, days)))

    def leaving_out(self, rows: int) -> Case:
        """Add how many rows are no sales."""
        return replace(self, ignored=rows)

    def answered(
        self,
        *,
        columns: Mapping[str, str] | None = None,
        answers: Answers | None = None,
    ) -> Case:
        """Add what a person has said."""
        return replace(self, answers=answers or Answers(columns=columns or {}))

    def within(self, *, seconds: float = 5, mebibytes: int = 0) -> Case:
        """Add what it may cost."""
        return replace(self, seconds=seconds, mebibytes=mebibytes)

    def named(self, file: str) -> Case:
        """Add the name of the file."""
        return replace(self, file=file)


def imports(number: int, name: str, content: bytes | Maker, rows: int, amount: str) -> Case:
    """Make the case of a file that is imported wholly."""
    return Case(number, name, content, rows, amount)


def rejects(
    number: int,
    name: str,
    content: bytes | Maker,
    bad: Iterable[Place],
    stored: tuple[int, str],
) -> Case:
    """Make the case of a file with rows that cannot be read beside good ones.

    The good ones are counted, and their amounts added up, in ``stored``.
    """
    return Case(number, name, content, *stored, rejected=tuple(bad))


def refuses(number: int, name: str, content: bytes | Maker, code: str, line: int = 0) -> Case:
    """Make the case of a file that cannot be read at all."""
    return Case(number, name, content, refused=code, line=line)


def asks(number: int, name: str, content: bytes | Maker, code: str) -> Case:
    """Make the case of a file that leaves a question open."""
    return Case(number, name, content, asks=code)


def text(*rows: str, header: str = NAMES, end: str = "\n") -> str:
    """Write lines, the header first."""
    return end.join((header, *rows, ""))


def utf8(*rows: str, header: str = NAMES, end: str = "\n") -> bytes:
    """Write lines in UTF-8, the header first."""
    return text(*rows, header=header, end=end).encode()
