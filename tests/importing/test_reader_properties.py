"""What must never change a figure does not, and damage to a file is not overlooked."""

from __future__ import annotations

import gzip
import io
import os
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mutations import MUTATIONS, figures, outcomes, read
from benchmarks.small_exports import STYLES, Export, Style, small_export
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.unpacking import unpacked
from sales_core.importing.inspection import read_export
from sales_core.importing.questions import Answers
from tests.examples import examples

TIMES = int(os.environ.get("SALES_TEST_SHUFFLES", "200"))
"""How many shuffles of small files are read; 1,000 on request."""

DAMAGED = 280
"""How many damaged files are read."""

SAMPLE = Path(__file__).parents[2] / "sales.csv"

exports = st.builds(
    lambda style, seed: small_export(style, Random(seed)),
    st.sampled_from(STYLES),
    st.integers(0, 2**20),
)


def shuffled(export: Export, chance: Random) -> Export:
    rows = tuple(chance.sample(export.rows, len(export.rows)))
    return Export(export.style, export.header, rows)


@examples(TIMES)
@given(exports, st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_figures(export: Export, chance: Random) -> None:
    assert figures(read(shuffled(export, chance).content())) == figures(read(export.content()))


@pytest.mark.parametrize("seed", range(max(3, TIMES // 20)))
def test_shuffled_rows_of_the_sample_give_the_same_figures(seed: int) -> None:
    header, *rows = SAMPLE.read_bytes().splitlines(keepends=True)
    mixed = header + b"".join(Random(seed).sample(rows, len(rows)))
    assert figures(read(mixed)) == figures(read(SAMPLE.read_bytes()))


@examples(40)
@given(
    exports,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from([";", "\t", "|"]),
    st.booleans(),
)
def test_a_file_written_otherwise_gives_the_same_figures(
    export: Export,
    encoding: str,
    delimiter: str,
    quoted: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    other = export.content(delimiter=delimiter, encoding=encoding, quoted=quoted)
    assert figures(read(other)) == figures(read(export.content()))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_packed_file_gives_the_same_figures(style: Style) -> None:
    export = small_export(style, Random(5))
    expected = figures(read(export.content()))
    for name, content in [
        ("sales.csv.gz", gzip.compress(export.content())),
        ("sales.xlsx", workbook(export)),
    ]:
        with unpacked(SalesExport(name, content)) as text:
            assert figures(read_export(text, Answers(), "SGD")) == expected, name


def workbook(export: Export) -> bytes:
    """Save as a spreadsheet does: numbers as numbers, days as days."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(export.header))
    numbers = [export.at(name) for name in ("quantity", "price", "tax", "amount")]
    for row in export.rows:
        cells: list[object] = list(row)
        for at in numbers:
            if at >= 0:
                cells[at] = float(row[at].replace(",", "."))
        cells[export.at("date")] = datetime.strptime(  # noqa: DTZ007 - a day
            row[export.at("date")], export.style.dates
        )
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_damage_to_a_file_with_arithmetic_is_noticed() -> None:
    """Hundreds of damaged files; ``python -m benchmarks.mutations`` reads any number of them."""
    shares: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, style, became in outcomes(DAMAGED, seed=8):
        counted = "amount alone" if "amounts alone" in style and "amount" in kind else kind
        shares[counted][became] += 1
    unnoticed = {kind for kind, counts in shares.items() if counts["unnoticed"]}
    assert unnoticed <= {"amount alone", "row repeated", "day and month swapped"}, shares
    assert 5 * shares["day and month swapped"]["unnoticed"] <= DAMAGED // len(MUTATIONS), shares
