"""The currency that a file proves, for a database that has none yet where nobody has set one.

Witnesses are its column of currencies, the names of its columns of money, the lines above its
header and the signs of its amounts; all of them must agree on one. Only the first rows are looked
at: the file is then read in that currency, and any row in another one is told as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sales_core.importing.files.looks import values_of
from sales_core.importing.files.table import Layout
from sales_core.importing.formats.declarations import ExportFormat, Field
from sales_core.importing.interpretation.column_looks import Columns
from sales_core.importing.interpretation.columns import choose_columns
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers, Question
from sales_core.importing.reading import Reading
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import joined
from sales_core.values.currencies import DEFAULT_CURRENCY, currency_codes, meanings, the_one_of
from sales_core.values.currency_mentions import named_currencies
from sales_core.values.money import DecimalMark, NumberTextError, read_number

_MONEY: tuple[Field, ...] = ("amount", "unit_price", "credit", "debit")

_MARKS: tuple[DecimalMark, ...] = ("point", "comma")

NAME: Literal["own-currency"] = "own-currency"
"""Name of the question which currency an empty database is to hold."""

UNSAID: Literal["no-currency"] = "no-currency"
"""Name of the same question about a file that names none."""

_OFFERED = 6
"""Currencies that are offered where the file names none."""

_MOST = 4
"""Currencies that are offered as its answers."""

_QUESTION = "currency:"
"""How the name of the question begins whether a column says the currency."""

Witness = tuple[frozenset[str], str]
"""The codes that something in a file can mean, and what that is, in words."""


@dataclass(frozen=True)
class FileCurrency:
    """What a file says of its currency.

    Attributes:
        code: An ISO 4217 code, to read it in.
        told: Why it is this one, for the evidence.
        several: The codes of which a person must choose one; empty where nothing is to be asked.
        likely: Codes and names of which a person is asked to choose one, where the file names none.
    """

    code: str
    told: str
    several: tuple[str, ...] = ()
    likely: tuple[tuple[str, str], ...] = ()

    def reading(self, read_in: Callable[[str], Reading]) -> Reading:
        """Give the file as read in its currency, or with the question which one that is.

        Args:
            read_in: Reads the file in a currency.

        Raises:
            FileRefusedError: It cannot be read.
        """
        if self.likely:
            return self._asked(read_in(self.code))
        if not self.several:
            read = read_in(self.code)
            return replace(read, evidence=(self.told, *read.evidence))
        found: dict[str, Reading] = {}
        for code in self.several:
            try:
                found[code] = read_in(code)
            except FileRefusedError as fault:
                why = fault
        if not found:
            raise why
        figures = tuple(found[code].figures if code in found else None for code in self.several)
        question = Question(
            NAME,
            f"The file names {' and '.join(self.several)}, and a database holds one currency. "
            "Which currency is this database to hold?",
            self.several,
            name=NAME,
            labels=tuple(f"{code}; rows in another one are not imported" for code in self.several),
            figures=figures,
        )
        first = next(iter(found.values()))
        return replace(first, plan=None, lines=None, questions=(question,))

    def _asked(self, read: Reading) -> Reading:
        """Ask what the amounts are in, which changes none of them."""
        codes, names = zip(*self.likely, strict=True)
        question = Question(
            UNSAID,
            "The file does not say which currency its amounts are in. Which currency is it? "
            "Others can be chosen on the Settings page.",
            codes,
            name=UNSAID,
            labels=names,
            figures=(read.figures,) * len(codes),
        )
        return replace(read, plan=None, lines=None, questions=(question, *read.questions))


def currency_of_file(
    layout: Layout,
    known: ExportFormat | None,
    answers: Answers,
    likely: Sequence[tuple[str, str]] = (),
) -> FileCurrency:
    """Find the currency of a file.

    Args:
        layout: Its header and first rows.
        known: The declared export format, if it is one.
        answers: What a person has said about it.
        likely: Code and name of currencies to ask about where the file names none, the likeliest
            first; empty: the usual one is taken, and told.

    Raises:
        FileRefusedError: A column that a person has named is not there.
    """
    columns = choose_columns(layout, known, _said(answers))
    witnesses = [each for each in _mentions(layout, columns) if each[0]]
    several = _contradicting(witnesses)
    answer = answers.choices.get(NAME)
    if answer in several:
        return FileCurrency(answer, f"You said: this database is to hold {answer}.")
    if several:
        return FileCurrency(several[0], "", several)
    if code := _agreed(witnesses):
        return FileCurrency(
            code,
            f"No currency is set, so that of the file is taken: {witnesses[0][1]} {code}. This "
            f"database holds {code} from this import on.",
        )
    can_be = _possible(witnesses)
    said = answers.choices.get(UNSAID)
    if said in can_be:
        return FileCurrency(said, f"You said: the amounts are in {said}.")
    if offered := tuple(each for each in likely if each[0] in can_be)[:_OFFERED]:
        return FileCurrency(offered[0][0], "", likely=offered)
    return FileCurrency(
        DEFAULT_CURRENCY,
        f"Attention: no currency is set and the file does not prove one, so its amounts are "
        f"taken as {DEFAULT_CURRENCY}, and this database holds {DEFAULT_CURRENCY} from this "
        "import on. If that is wrong, set SALES_CURRENCY before importing.",
    )


def _said(answers: Answers) -> Mapping[str, str]:
    """Give the columns that a person named, that of the currencies also where it was asked for."""
    for name, choice in answers.choices.items():
        if name.startswith(_QUESTION) and choice == "column":
            return {"currency": name.removeprefix(_QUESTION), **answers.columns}
    return answers.columns


def _possible(witnesses: list[Witness]) -> frozenset[str]:
    """Give all currencies that the witnesses can mean; a dollar sign leaves some twenty."""
    return frozenset.intersection(currency_codes(), *(codes for codes, _ in witnesses))


def _agreed(witnesses: list[Witness]) -> str | None:
    """Give the one currency that all witnesses can mean."""
    if not witnesses:
        return None
    return the_one_of(frozenset.intersection(*(codes for codes, _ in witnesses)))


def _contradicting(witnesses: list[Witness]) -> tuple[str, ...]:
    """Give the first currencies that are named for certain, where there is none all can mean."""
    if not witnesses or frozenset.intersection(*(codes for codes, _ in witnesses)):
        return ()
    named = dict.fromkeys(the_one_of(codes) for codes, _ in witnesses)
    certain = tuple(code for code in named if code)[:_MOST]
    return certain if len(certain) > 1 else ()


def _mentions(layout: Layout, columns: Columns) -> Iterator[Witness]:
    """Give what may name currencies, the plainest first; no codes where it does not."""
    money = _of_money(columns)
    for at in _of_currencies(layout, columns):
        for text in values_of(layout, at):
            yield _named(text), f"its column {layout.header[at].strip()!r} says"
    for at in money:
        header = layout.header[at].strip()
        yield named_currencies(header), f"the name of its column {header!r} says"
    for title in layout.above:
        yield named_currencies(title), "a line above its rows says"
    for sign in dict.fromkeys(_sign(text) for at in money for text in values_of(layout, at)):
        yield meanings(sign), "the signs of its amounts say"


def _of_money(columns: Columns) -> list[int]:
    """Find the columns of money that are read, or could be."""
    read = (columns.at[name] for name in _MONEY if name in columns.at)
    rivals = (at for name in _MONEY for at in columns.rivals.get(name, ()))
    return sorted({*read, *rivals})


def _of_currencies(layout: Layout, columns: Columns) -> list[int]:
    """Find the columns that hold currencies: the one that is read, or those of that name."""
    if "currency" in columns.at:
        return [columns.at["currency"]]
    return [at for at, header in enumerate(layout.header) if key(header) in joined("currency")]


def _named(text: str) -> frozenset[str]:
    """Give what a cell of a column of currencies can mean: a code, a sign or a name."""
    if text.upper() in currency_codes():
        return frozenset([text.upper()])
    return meanings(text) or named_currencies(text)


def _sign(text: str) -> str:
    """Give the sign, name or code of a currency beside an amount; "" where there is none."""
    for mark in _MARKS:
        try:
            return read_number(text, mark).currency
        except NumberTextError:
            continue
    return ""
