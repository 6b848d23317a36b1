"""docs/adding-an-export-format.md is true: a declaration and a golden pair, nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sales_core.importing.files import header_row
from sales_core.importing.formats import export_formats
from sales_core.importing.formats.declarations import ExportFormat, RowRule
from sales_core.importing.interpretation import columns as fields
from tests.importing.test_formats import outcome

PAGE = Path(__file__).parents[2] / "docs" / "adding-an-export-format.md"


def shown(language: str) -> str:
    """Give the one block of the page in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def test_a_declaration_and_a_golden_pair_are_all_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "corner-till-sales.csv"
    file.write_text(shown("csv"), encoding="utf-8")
    assert outcome(file)["format"] is None
    words = {"ExportFormat": ExportFormat, "RowRule": RowRule}
    declared = eval(shown("python"), words)  # noqa: S307 - our own documentation
    formats = (*export_formats.EXPORT_FORMATS, declared)
    for module in (export_formats, fields, header_row):
        monkeypatch.setattr(module, "EXPORT_FORMATS", formats)
    assert outcome(file) == json.loads(shown("json"))
    assert export_formats.format_title("corner-till-sales") == "Corner Till sales export"
