"""The figures that the benchmarks keep: read back as they were written, and what got worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kept import PERFORMANCE, figures, keep, worse
from benchmarks.results import Result, compare, memory, wait

DOCUMENT = "# How fast\n\nBefore.\n\n```\n```\n\nAfter.\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "performance.md"
    path.write_text(DOCUMENT, "utf-8")
    return path


def test_what_was_kept_is_read_back(document: Path) -> None:
    results = [
        compare("import", 6.0, 4.0, "sqlite3 .import", 1.3),
        memory("import, peak memory", 1_234.0, 400),
        wait("rerun of home.py, 1,000 lines", 0.0405, 40),
        Result("peer", skipped="it is not installed"),
    ]
    keep("A machine", results, document)
    assert figures(document.read_text("utf-8")) == {
        "import": 1.5,
        "import, peak memory": 1234.0,
        "rerun of home.py, 1,000 lines": 40.5,
    }
    assert document.read_text("utf-8").startswith("# How fast\n\nBefore.\n\n```\nA machine\n")
    assert document.read_text("utf-8").endswith("```\n\nAfter.\n")


def test_what_was_not_measured_again_stays(document: Path) -> None:
    keep("A machine", [wait("one", 1.0, None), wait("two", 2.0, None)], document)
    keep("A machine", [wait("two", 1.0, None)], document)
    assert figures(document.read_text("utf-8")) == {"two": 1000.0, "one": 1000.0}


def test_what_got_worse_is_told(document: Path) -> None:
    keep("A machine", [compare("import", 4.0, 4.0, "", 1.3), wait("rerun", 0.04, 40)], document)
    now = [compare("import", 8.0, 4.0, "", 1.3), wait("rerun", 0.044, 40), wait("new", 9.0, 1)]
    assert list(worse(now, document)) == ["import: 2 instead of 1"]


def test_the_document_of_the_project_has_figures() -> None:
    assert figures(PERFORMANCE.read_text("utf-8"))
