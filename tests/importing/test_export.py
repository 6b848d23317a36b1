from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sales_core.importing.files.export import SalesExport


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", 0),
        (b"a", 1),
        (b"a\n", 1),
        (b"a\nb", 2),
        (b"a\r\nb\r\n", 2),
        (b"\n\n", 0),
        (b"a\n\nb\n\r\n", 3),
    ],
)
def test_a_file_is_the_same_in_memory_and_on_disk(
    content: bytes, lines: int, tmp_path: Path
) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(content)
    for export in (SalesExport("sales.csv", content), SalesExport.on_disk(path)):
        assert export.name == "sales.csv"
        assert export.size == len(content)
        assert export.head(1) == content[:1]
        with export.open() as stream:
            assert stream.read() == content
        assert b"".join(export.blocks()) == content
        assert export.fingerprint() == (hashlib.sha256(content).hexdigest(), lines)
        assert export.sha256() == hashlib.sha256(content).hexdigest()


def test_lines_are_counted_over_blocks(tmp_path: Path) -> None:
    content = b"0123456789\n" * 200_000 + b"end"
    path = tmp_path / "sales.csv"
    for end in (b"", b"\n", b"\n" * 2_000_000):
        path.write_bytes(content + end)
        assert SalesExport.on_disk(path).fingerprint()[1] == 200_001
