"""What holds for every database whatever was imported: properties, tried on real databases."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.errors import ImportAlreadyUndoneError, ImportNotFoundError
from sales_core.importing.questions import Answers
from sales_core.imports import (
    ImportOptions,
    ImportResult,
    list_imports,
    preview_import,
    undo_import,
)
from sales_core.sample.writing import write_sample
from sales_core.store.database import Database
from sales_core.store.verify import rebuild, verify
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, Row, export_of, load, mindbody_csv, sale
from tests.examples import examples
from tests.states import answers, assert_clean, empty, raw, state

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "mindbody__sales_2025.csv"
ANSWERS = Answers(date_order="mdy", decimal_mark="point")

Mode = Literal["keep", "replace"]

row = st.builds(
    sale,
    date=st.sampled_from(["3/28/2025", "3/29/2025", "4/2/2025"]),
    order_id=st.sampled_from(["1", "2", "10", ""]),
    item=st.sampled_from(["Tea", "Cake", "NA", "Crème brûlée", "---"]),
    location=st.sampled_from(["Hall", "Online", ""]),
    payment_method=st.sampled_from(["Cash", "Card"]),
    amount=st.sampled_from(["10", "10.125", "0", "-10", "0.0001"]),
    quantity=st.sampled_from(["1", "2", "-1", "0.5"]),
    unit_price=st.sampled_from(["10", "12.5", ""]),
)
rows = st.lists(row, min_size=1, max_size=12)
modes: st.SearchStrategy[Mode] = st.sampled_from(["keep", "replace"])
few = examples(5)


@cache
def lines_of_sample() -> tuple[str, list[str]]:
    """Give the header and the rows of a small generated export; a row has no line break."""
    stream = io.StringIO(newline="")
    write_sample(stream, 60, seed=5, days=25)
    header, *lines = stream.getvalue().splitlines()
    return header, lines


@cache
def lines_of_corpus() -> tuple[str, list[str]]:
    if not CORPUS.exists():
        pytest.skip(f"{CORPUS} is not there")
    header, *lines = CORPUS.read_text(encoding="utf-8-sig").splitlines()
    return header, lines


def parts_of(lines: Sequence[str], random: Random, count: int) -> list[list[str]]:
    """Split rows into overlapping parts; the rows of one sale on one day stay together."""
    orders: dict[tuple[str, ...], set[int]] = {}
    parts: list[list[str]] = [[] for _ in range(count)]
    for line in lines:
        day, _, number, *_ = line.split(",", 3)
        order = (*(text.lstrip("0") for text in day.split("/")), number)
        if order not in orders:
            wanted = {random.randrange(count)} | {
                part for part in range(count) if random.random() < 0.3
            }
            orders[order] = wanted
        for part in orders[order]:
            parts[part].append(line)
    return [part for part in parts if part]


def bring(database: Database, content: bytes, mode: Mode = "keep") -> ImportResult:
    """Import a file; it may be there already."""
    later = NOON.replace(year=2026, month=11)  # days far ahead of the moment are asked about
    result = load(database, content, now=later, answers=ANSWERS, on_changed=mode)
    assert result.status in ("imported", "already_imported"), result.message
    assert result.rows.adds_up
    assert result.amount.adds_up
    return result


def undo(database: Database, result: ImportResult) -> None:
    assert result.import_id is not None
    undo_import(database, result.import_id, now=NOON, actor=BY_COMMAND)


def file_of(header: str, lines: Sequence[str]) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def hold_for_parts(
    database: Database, whole: dict[str, Any], header: str, lines: Sequence[str], random: Random
) -> None:
    """Hold that parts make the whole, and without one of them what the others make."""
    empty(database)
    parts = parts_of(lines, random, random.randint(2, 3))
    random.shuffle(parts)
    results = [bring(database, file_of(header, part)) for part in parts]
    assert_clean(database)
    assert answers(database) == whole

    made = [at for at, result in enumerate(results) if result.status == "imported"]
    undone = random.choice(made)
    undo(database, results[undone])
    assert_clean(database)
    without = answers(database)

    empty(database)
    for part in (parts[at] for at in made if at != undone):
        bring(database, file_of(header, part))
    assert answers(database) == without


def test_overlapping_parts_make_the_whole(database: Database) -> None:
    header, lines = lines_of_sample()
    bring(database, file_of(header, lines))
    assert_clean(database)
    whole = answers(database)

    @examples(4)
    @given(seed=st.integers(0, 2**32))
    def holds(seed: int) -> None:
        hold_for_parts(database, whole, header, lines, Random(seed))

    holds()


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_overlapping_parts_of_a_real_export_make_the_whole(database: Database, seed: int) -> None:
    header, lines = lines_of_corpus()
    bring(database, file_of(header, lines))
    hold_for_parts(database, answers(database), header, lines, Random(seed))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_real_export_comes_to_its_known_figures(database: Database) -> None:
    header, lines = lines_of_corpus()
    bring(database, file_of(header, lines))
    found = answers(database)
    by_day = {period["start"]: period["revenue"] for period in found["revenue"]["periods"]}
    assert found["revenue"]["revenue"] == "64508.628"
    assert found["revenue"]["orders"] == 1387
    assert (by_day["2025-03-05"], by_day["2025-03-06"]) == ("408.096", "1055.556")


@few
@given(before=rows, brought=rows, first_mode=modes, second_mode=modes)
def test_import_then_undo_restores_every_table(
    database: Database, before: list[Row], brought: list[Row], first_mode: Mode, second_mode: Mode
) -> None:
    empty(database)
    bring(database, mindbody_csv(*before), first_mode)
    was = state(database)
    result = bring(database, mindbody_csv(*brought), second_mode)
    if result.status == "imported":
        assert_clean(database)
        undo(database, result)
    assert_clean(database)
    assert state(database) == was


@few
@given(brought=rows, random=st.randoms(use_true_random=False))
def test_the_same_lines_in_another_file_change_nothing_but_the_list_of_imports(
    database: Database, brought: list[Row], random: Random
) -> None:
    empty(database)
    first = bring(database, mindbody_csv(*brought))
    was, figures = raw(database), answers(database)
    random.shuffle(brought)
    other = b"\xef\xbb\xbf" + mindbody_csv(*brought).replace(b"\n", b"\r\n")
    again = bring(database, other)
    assert again.status == "imported"
    assert (again.rows.imported, again.rows.already_imported) == (0, len(brought))
    assert raw(database) == was
    assert len(list_imports(database)) == 2
    assert_clean(database)

    undo(database, first)
    assert_clean(database)
    assert answers(database) == figures


@few
@given(brought=rows, random=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    database: Database, brought: list[Row], random: Random
) -> None:
    empty(database)
    bring(database, mindbody_csv(*brought))
    one = state(database, "source_line")
    empty(database)
    random.shuffle(brought)
    bring(database, mindbody_csv(*brought))
    assert state(database, "source_line") == one


@few
@given(files=st.lists(st.tuples(rows, modes), min_size=1, max_size=3))
def test_rebuilding_changes_nothing(
    database: Database, files: list[tuple[list[Row], Mode]]
) -> None:
    empty(database)
    for brought, mode in files:
        bring(database, mindbody_csv(*brought), mode)
    was = raw(database)
    report = rebuild(database, now=NOON + timedelta(days=1), actor=BY_COMMAND)
    assert raw(database) == was
    assert report.lines == len(was["sales"])
    assert_clean(database)


def test_data_version_rises_with_every_change_and_with_nothing_else(database: Database) -> None:
    seen = [database.data_version()]

    def rises() -> bool:
        seen.append(database.data_version())
        return seen[-1] > seen[-2]

    first, second = mindbody_csv(sale()), mindbody_csv(sale(order_id="2"))
    preview_import(database, export_of(first), ImportOptions(), "SGD")
    assert not rises()
    load(database, first)
    assert rises()
    load(database, first)
    assert not rises()
    load(database, mindbody_csv(sale(amount="ten")))
    assert not rises()
    load(database, second)
    assert rises()
    preview_import(database, export_of(second), ImportOptions(), "SGD")
    verify(database)
    answers(database)
    assert not rises()
    undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    assert rises()
    with pytest.raises(ImportAlreadyUndoneError):
        undo_import(database, 1, now=NOON, actor=BY_COMMAND)
    with pytest.raises(ImportNotFoundError):
        undo_import(database, 99, now=NOON, actor=BY_COMMAND)
    assert not rises()
    rebuild(database, now=NOON, actor=BY_COMMAND)
    assert rises()
