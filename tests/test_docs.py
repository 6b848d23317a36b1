"""What can be called, set, shown or told is in the documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from sales_core.cli import commands
from sales_core.importing.catalogue import CATALOGUE
from sales_core.importing.interpretation.columns import FIELDS
from sales_core.reporting.figures import DEFINITIONS
from sales_core.settings import Settings
from sales_core.values.periods import GRAINS

ROOT = Path(__file__).parents[1]
TEXT = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
)


class Asked(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.names.append(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def missing(names: Iterable[str]) -> list[str]:
    """Give the names that no document has as a word of its own."""
    return [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", TEXT)]


def test_every_command_is_documented() -> None:
    assert commands.commands
    assert missing(f"sales_core {name}" for name in commands.commands) == []


def test_every_option_of_a_command_is_documented() -> None:
    options = {
        option
        for command in commands.commands.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
    assert missing(sorted(options)) == []


def test_every_setting_is_documented() -> None:
    asked = Asked()
    Settings.from_env(asked)
    assert "DATABASE_URL" in asked.names
    assert missing(asked.names) == []


def test_every_field_and_every_grain_is_documented() -> None:
    assert missing([*FIELDS, *GRAINS]) == []


def test_every_figure_is_documented() -> None:
    assert missing(DEFINITIONS) == []


def test_every_issue_is_documented() -> None:
    assert missing(f"`{code}`" for code in CATALOGUE) == []


def test_every_link_leads_to_a_file() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} -> {target}"


def test_every_test_that_holds_a_line_of_the_standard_is_there() -> None:
    told = set(re.findall(r"`(tests/[\w/.]+)`", (ROOT / "docs/asvs.md").read_text("utf-8")))
    assert len(told) > 20
    assert [path for path in sorted(told) if not (ROOT / path).exists()] == []
