"""docs/adding-an-export-format.md is true: a declaration and a golden pair, nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sales_core.importing.formats import export_formats
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.formats.plain_data import DeclarationError
from tests.importing.test_formats import outcome

PAGE = Path(__file__).parents[2] / "docs" / "adding-an-export-format.md"


def shown(language: str) -> str:
    """Give the one block of the page in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def _forget() -> None:
    export_formats.export_formats.cache_clear()
    export_formats.signatures.cache_clear()


@pytest.fixture(autouse=True)
def _read_again() -> Iterator[None]:
    _forget()
    yield
    _forget()


def test_a_declaration_and_a_golden_pair_are_all_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "corner-till-sales.csv"
    file.write_text(shown("csv"), encoding="utf-8")
    assert outcome(file)["format"] is None
    (tmp_path / "corner_till.toml").write_text(shown("toml"), encoding="utf-8")
    monkeypatch.setattr(export_formats, "FOLDER", tmp_path)
    _forget()
    assert outcome(file) == json.loads(shown("json"))
    assert export_formats.format_title("corner-till-sales") == "Corner Till sales export"


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("title", "titel", "unknown key 'titel'"),
        ('title = "Corner Till sales export"', "", "no 'title'"),
        ("order_id", "order_no", "columns: 'order_no' is not allowed here"),
        ('never = "$voided"', 'never = "$gone"', "rules, never: no list 'gone'"),
        ('never = "$voided"', "never = [1]", "never: 1 is no text"),
        ('never = "$voided"', "never = 1", "never: 1 is not allowed here"),
        ("[[format.rules]]", "[[format.rule]]", "unknown key 'rule'"),
        ('name = "corner', 'date_order = "dm"\nname = "corner', "date_order: 'dm' is not allowed"),
        ("[lists]", "[words]", "unknown key 'words'"),
        ("[lists]", "[lists", "corner.toml: "),
    ],
)
def test_a_mistake_in_a_declaration_is_told_with_its_place(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    path = tmp_path / "corner.toml"
    assert wrong in shown("toml")
    path.write_text(shown("toml").replace(wrong, right), encoding="utf-8")
    with pytest.raises(DeclarationError, match=re.escape(said)) as fault:
        export_formats.formats_in(path)
    assert str(fault.value).startswith("corner.toml")


def test_a_stored_rule_holds_the_texts_of_a_file_as_they_are() -> None:
    rule = RowRule(("Price",), "free", never=("$0", "$voided"))
    assert RowRule.from_json(json.loads(json.dumps(rule.as_json()))) == rule
