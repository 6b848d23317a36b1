"""Which products may be one, and what merging them would change."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sales_core.errors import UnknownNameError
from sales_core.reporting.daily import by_day
from sales_core.reporting.figures import Figures, figures_of, total
from sales_core.reporting.filters import Filters, choose
from sales_core.reporting.products import products_report
from sales_core.store.canonical import product_of_name, shown_names
from sales_core.store.database import Database
from sales_core.store.distinct_products import Pair, distinct_pairs, pairs_of
from sales_core.store.product_identity import mergeable
from sales_core.store.schema import products

SHORTEST_WORD = 6
"""Letters of a word in which one wrong letter is more likely a slip than another word."""

_ACCENTED = re.compile(r"(?<=[a-zA-Z])[\u0300-\u036f]+")
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_PUNCTUATION = re.compile(r"[^\w\s+#%$€£¥]|_")


@dataclass(frozen=True)
class Suggestion:
    """Products that may be one.

    Attributes:
        names: Two or more names, in the order they were given.
        reason: In what they differ, a sentence.
    """

    names: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class MergePreview:
    """What merging would change, over all data.

    Attributes:
        before: The figures of each product as they are, by shown name; the one that stays last.
        after: Those of the one product they would be.
    """

    before: tuple[tuple[str, Figures], ...]
    after: Figures

    @property
    def shared_orders(self) -> int | None:
        """Give how many orders less: those that hold several of the products count once.

        None where the orders are not known.
        """
        before = [figures.orders for _, figures in self.before]
        if self.after.orders is None or None in before:
            return None
        return sum(orders or 0 for orders in before) - self.after.orders


@dataclass(frozen=True)
class ProductIdentity:
    """What a product counts as.

    Attributes:
        name: The name it is shown by.
        name_in_files: Its name in the files.
        members: The names in the files of the products merged into it, in alphabetical order.
    """

    name: str
    name_in_files: str
    members: tuple[str, ...]


def product_identity(database: Database, name: str) -> ProductIdentity:
    """Look up what a product counts as, by any of its names.

    Raises:
        UnknownNameError: The name is not there.
    """
    with database.reading() as connection:
        known, shown = product_of_name(connection), shown_names(connection)
        if name not in known:
            raise UnknownNameError("product", name, sorted(shown.values()))
        number = known[name]
        query = select(products.c.id, products.c.name, products.c.merged_into)
        rows = connection.execute(query).all()
    members = (row.name for row in rows if row.merged_into == number)
    (own,) = (row.name for row in rows if row.id == number)
    return ProductIdentity(shown[number], own, tuple(sorted(members, key=str.casefold)))


def preview_merge(database: Database, names: Iterable[str], into: str) -> MergePreview:
    """Tell what merging would change; nothing is written. Orders are counted from the lines.

    Raises:
        UnknownNameError: A name is not there.
        ProductMergeError: They cannot be merged.
    """
    with database.reading() as connection:
        sources, target = mergeable(connection, names, into)
        shown = shown_names(connection)
        wanted = tuple(shown[number] for number in (*sources, target))
        together = choose(connection, Filters(products=wanted))
        before = tuple(
            (name, figures_of(total(by_day(connection, choose(connection, one)))))
            for name, one in ((name, Filters(products=(name,))) for name in wanted)
        )
        after = figures_of(total(by_day(connection, together)))
    return MergePreview(before, after)


def merge_suggestions(database: Database) -> tuple[Suggestion, ...]:
    """Find products that may be one; of each suggestion the one with the highest revenue first."""
    names = products_report(database, Filters()).products["name"]
    return suggest_merges(names, kept_apart(database))


def kept_apart(database: Database) -> frozenset[Pair]:
    """Give the names that a person said are different products, in pairs."""
    with database.reading() as connection:
        return distinct_pairs(connection)


def suggest_merges(
    names: Iterable[str], apart: Collection[Pair] = frozenset()
) -> tuple[Suggestion, ...]:
    """Find names that may mean one product: those that differ hardly, and not in a digit.

    Args:
        names: Names of products; the most important first, so that it is suggested to stay.
        apart: Pairs known to be different; names of which every two are so are not suggested.

    Returns:
        Names that are the same but for capital letters, accents, punctuation and blanks,
        and pairs of names of which one long word differs in one letter (left out, added,
        changed or exchanged with its neighbour; not its first).
    """
    by_form: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        if form := _form(name):
            by_form[form].append(name)
    alike = [
        Suggestion(tuple(same), _difference(same)) for same in by_form.values() if len(same) > 1
    ]
    firsts = [same[0] for same in by_form.values()]
    found = (*alike, *_misspelt(firsts))
    return tuple(one for one in found if not pairs_of(one.names) <= frozenset(apart))


def _form(name: str) -> str:
    """Give what is left of a name without case, accents, punctuation and blanks.

    Its numbers stand at the end once more, so that 1.5 and 15 stay apart.
    """
    bare = _without_blanks(_without_punctuation(_without_accents(name.casefold())))
    return f"{bare} {_NUMBERS.findall(name)}" if bare else ""


def _without_accents(text: str) -> str:
    """Take accents off Latin letters; in other scripts such marks make another letter."""
    return unicodedata.normalize("NFC", _ACCENTED.sub("", unicodedata.normalize("NFD", text)))


def _without_punctuation(text: str) -> str:
    bare = text.replace("'", "").replace("’", "").replace("&", " and ")
    return " ".join(_PUNCTUATION.sub(" ", bare).split())


def _without_blanks(text: str) -> str:
    return "".join(text.split())


_STEPS: dict[str, Callable[[str], str]] = {
    "capital letters": str.casefold,
    "accents": _without_accents,
    "punctuation": _without_punctuation,
    "blanks": _without_blanks,
}


def _difference(names: Sequence[str]) -> str:
    """Say in what names of one form differ."""
    needed = []
    for left_out in _STEPS:
        forms = set(names)
        for what, step in _STEPS.items():
            if what != left_out:
                forms = {step(form) for form in forms}
        if len(forms) > 1:
            needed.append(left_out)
    *others, last = needed or ["blanks"]
    return f"They differ only in {', '.join(others) + ' and ' if others else ''}{last}."


def _misspelt(names: Sequence[str]) -> Iterator[Suggestion]:
    """Find pairs of names of which one long word differs in one letter."""
    seen: dict[object, list[tuple[int, str]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for at, name in enumerate(names):
        words = _without_punctuation(_without_accents(name.casefold())).split()
        for place, word in enumerate(words):
            if len(word) < SHORTEST_WORD - 1 or not word.isalpha():
                continue
            rest = (place, *words[:place], *words[place + 1 :])
            for variant in {word, *(word[:cut] + word[cut + 1 :] for cut in range(1, len(word)))}:
                for other, theirs in seen[rest, variant]:
                    if _one_letter(word, theirs):
                        found.add((other, at))
                seen[rest, variant].append((at, word))
    for first, second in sorted(found):
        yield Suggestion((names[first], names[second]), "They differ in one letter.")


def _one_letter(one: str, other: str) -> bool:
    """Tell whether two words that share a variant are one slip apart."""
    if max(len(one), len(other)) < SHORTEST_WORD or one == other:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(long[:cut] + long[cut + 1 :] == short for cut in range(1, len(long)))
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return True
    first, last = places[0], places[-1]
    return last == first + 1 and one[first] == other[last] and one[last] == other[first]
