"""Words of all languages, from one TOML file a language; read once, when first asked for.

Every inspection needs them, so the few forms of TOML that the files use are read with
two patterns, which takes a tenth of the time of ``tomllib``; a test holds that both
read the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from sales_core.importing.vocabulary.header_names import listed, plain

Texts = tuple[str, ...]
"""The texts of a key as written: one, or one a tier."""

Tiers = tuple[tuple[str, ...], ...]

GROUPS = {"never_paid": ("failed", "authorised", "unpaid")}
"""Keys that stand for several."""

_ASIDE = re.compile(r"^(?:#.*|\[\w+\])\n", re.MULTILINE)
_KEY = re.compile(r"^(\w+) = ", re.MULTILINE)


@cache
def languages() -> Mapping[str, Mapping[str, Texts]]:
    """Give what each file says, by the code of its language, the best known languages first."""
    files = Path(__file__).parent.glob("*.toml")
    found = [(path.stem, _read(path.read_text("utf-8"))) for path in files]
    return dict(sorted(found, key=lambda pair: (int(pair[1]["rank"][0]), pair[0])))


def _read(text: str) -> Mapping[str, Texts]:
    _, *parts = _KEY.split(_ASIDE.sub("", text).replace("'''", "'"))
    said = (tuple(part.split("'")[1::2]) or (part,) for part in parts[1::2])
    return dict(zip(parts[::2], said, strict=True))


@cache
def field_tiers(field: str) -> Tiers:
    """Give the names of the columns of a field by tier, the best known first.

    The first tier holds names that say plainly what the column is; two columns of one
    tier are rivals, which for the date and the amount is a question. Later tiers count
    only where the tiers before have nothing.
    """
    tiers = zip(*(known[field] for known in languages().values()), strict=True)
    return tuple(tuple(chain.from_iterable(map(listed, texts))) for texts in tiers)


@cache
def field_names(field: str) -> tuple[str, ...]:
    """Give all names of the columns of a field, the best known first."""
    return tuple(dict.fromkeys(chain.from_iterable(field_tiers(field))))


@cache
def words_of(*keys: str) -> frozenset[str]:
    """Give the words of some keys in all languages, as ``header_names.words`` writes them.

    Raises:
        KeyError: A language has no such key.
    """
    single = chain.from_iterable(GROUPS.get(key, (key,)) for key in keys)
    texts = (text for key in single for known in languages().values() for text in known[key])
    return frozenset(listed(",".join(texts)))


@cache
def signs_of(key: str) -> frozenset[str]:
    """Give the signs of a key in all languages, each of one character: "✓✔"."""
    return frozenset("".join(chain.from_iterable(known[key] for known in languages().values())))


@cache
def joined(*keys: str) -> frozenset[str]:
    """Give the words of some keys without blanks, as ``header_names.key`` writes names."""
    return frozenset(name.replace(" ", "") for name in words_of(*keys))


def says(text: str, *keys: str) -> bool:
    """Tell whether one of the words, or phrases, of some keys stands in a text."""
    said = f" {plain(text)} "
    return any(f" {word} " in said for word in words_of(*keys))
