"""Every language says every key, words are written alike, and none means two things."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from sales_core import importing
from sales_core.importing.interpretation.columns import FIELDS
from sales_core.importing.vocabulary.header_names import listed, plain, words
from sales_core.importing.vocabulary.languages import (
    GROUPS,
    field_names,
    field_tiers,
    joined,
    languages,
    says,
    words_of,
)

HOUSE = Path(importing.__file__).parent
FILES = sorted((HOUSE / "vocabulary").glob("*.toml"))
ENGLISH = tomllib.loads((HOUSE / "vocabulary" / "en.toml").read_text("utf-8"))

EXCLUSIVE = (
    "sale", "order", "refund", "moves", "fees", "paid", "failed", "authorised", "unpaid",
    "cancelled", "partly", "expenses", "totals",
)  # fmt: skip
"""Values of which a text is one, if any."""

BOTH = {
    ("en", "purchase"),  # a sale to a till, an expense to a book of accounts
    ("de", "storno"),  # of a sale that was paid, or before it was
    ("ko", "취소"),  # the same
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_language_has_every_key(path: Path) -> None:
    said = tomllib.loads(path.read_text("utf-8"))
    assert said.keys() == ENGLISH.keys() == {"rank", "fields", "names", "values"}
    for section in ("fields", "names", "values"):
        assert list(said[section]) == list(ENGLISH[section])
    assert {field: len(tiers) for field, tiers in said["fields"].items()} == {
        field: len(tiers) for field, tiers in ENGLISH["fields"].items()
    }
    assert set(said["fields"]) == set(FIELDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_read_as_toml_is(path: Path) -> None:
    said = tomllib.loads(path.read_text("utf-8"))
    known = languages()[path.stem]
    assert int(known["rank"][0]) == said["rank"]
    for key, texts in {**said["fields"], **said["names"], **said["values"]}.items():
        expected = texts if isinstance(texts, list) else [texts]
        assert [listed(text) for text in known[key]] == [listed(text) for text in expected], key


def test_ranks_tell_the_order_and_are_not_shared() -> None:
    ranks = [int(said["rank"][0]) for said in languages().values()]
    assert ranks == list(range(1, len(FILES) + 1))
    assert next(iter(languages())) == "en"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_word_is_compared_as_a_name_or_a_cell_is(path: Path) -> None:
    for key, texts in languages()[path.stem].items():
        found = listed(",".join(texts))
        wrong = [word for word in found if words(word) != word or plain(word) != word]
        assert key == "rank" or not set(wrong) - {"credit eur"}, key
        assert len(found) == len(set(found)), (key, sorted(w for w in found if found.count(w) > 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_means_two_things_in_one_language(path: Path) -> None:
    said = {key: set(listed(",".join(texts))) for key, texts in languages()[path.stem].items()}
    twice = {
        (word, one, other)
        for one, other in combinations(EXCLUSIVE, 2)
        for word in said[one] & said[other]
        if (path.stem, word) not in BOTH
    }
    assert not twice
    assert not said["yes"] & said["no"]
    assert not said["sale_letters"] & said["refund_letters"]
    assert not said["in_letters"] & said["out_letters"]
    assert not said["totals"] & said["perhaps_totals"]


def test_a_name_of_a_column_is_that_of_one_field() -> None:
    names = [(name, field) for field in FIELDS for name in field_names(field)]
    fields = dict(names)
    assert [(name, field) for name, field in names if fields[name] != field] == []


def test_groups_and_accessors_agree() -> None:
    assert words_of("never_paid") == words_of(*GROUPS["never_paid"])
    assert {"total sales", "umsatz", "売上"} <= set(field_tiers("amount")[0])
    assert {"totalsales", "orderid"} <= joined("amount", "order_id")
    assert says("12 Record(s) downloaded.", "footers")
    assert not says("Recorder downloaded", "footers")
    with pytest.raises(KeyError):
        words_of("no such key")


LEFT_IN_CODE = {
    "rows/numbers.py": "codes of currencies",
    "clues/grouping.py": "codes of currencies",
    "files/frequent_signs.py": "signs, no words",
    "files/encodings.py": "names of encodings",
    "files/folders.py": "endings of files",
}


def _lists(tree: ast.AST) -> Iterator[str]:
    """Give the texts of sets, tuples and calls that hold three plain words or more."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            texts = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            said = [text for text in texts if isinstance(text, str) and _plain_words(text)]
            if len(said) == len(node.elts) >= 6:
                yield ", ".join(said)
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            text = node.args[0].value
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if isinstance(text, str) and called not in ("Question", "issue", "refused", "append"):
                parts = text.split(", ") if ", " in text else text.split()
                if len(parts) >= 6 and all(map(_plain_words, parts)):
                    yield text


def _plain_words(text: str) -> bool:
    return 0 < len(text) <= 40 and words(text) == text.casefold() and not text.isupper()


def test_no_list_of_words_is_left_in_code() -> None:
    found = {}
    for path in sorted(HOUSE.rglob("*.py")):
        name = str(path.relative_to(HOUSE))
        if any(name.startswith(each) for each in LEFT_IN_CODE):
            continue
        fields = set(FIELDS)
        for text in _lists(ast.parse(path.read_text("utf-8"))):
            if not {word.replace(" ", "_") for word in text.split(", ")} <= fields:
                found[name] = text
    assert not found
