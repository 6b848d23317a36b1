"""Some histories in every run; ``python -m tests.histories`` replays as many as anybody wants."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.examples import as_many
from tests.histories.deeds import Line
from tests.histories.replay import KINDS, KINDS_OF_SERVERS, Place, copies, emptied
from tests.histories.small_disk import small_disk
from tests.histories.steps import Step, What, history
from tests.postgres_servers import Server

pytestmark = pytest.mark.slow

PARTS = 8
IN_A_PART = as_many(12)
ON_A_SERVER = as_many(8)


@pytest.fixture
def place(empty_file: Path) -> Iterator[Place]:
    with small_disk() as (folder, why):
        kinds = [kind for kind in KINDS if not why or kind != "disk"]
        yield Place(lambda: copies(folder, empty_file), kinds)


@pytest.mark.parametrize("part", range(PARTS))
def test_histories_of_a_file_hold(place: Place, part: int) -> None:
    hold(place, part * IN_A_PART + 1, IN_A_PART)
    assert place.counts["histories"] == IN_A_PART


def test_histories_on_postgresql_hold(postgres_url: str, postgres_server: Server) -> None:
    ours = postgres_server.ours
    kinds = [kind for kind in KINDS_OF_SERVERS if ours or kind != "server"]
    hold(Place(lambda: emptied(postgres_url), kinds), 1, ON_A_SERVER)


def hold(place: Place, first: int, count: int) -> None:
    for seed in range(first, first + count):
        if failure := place.replay(seed):
            pytest.fail(str(failure))


def test_a_full_disk_is_tried_where_one_can_be_mounted() -> None:
    with small_disk() as (_, why):
        if why:
            pytest.skip(why)


def test_a_number_is_always_the_same_history() -> None:
    assert history(7, KINDS) == history(7, KINDS) != history(8, KINDS)


def step(what: What, *lines: Line) -> Step:
    return Step(what, 0, lines, (), replaces=False, clock=timedelta())


def test_the_shortest_history_that_fails_is_told(place: Place) -> None:
    line = Line(date(2025, 3, 31), "Hall", "7", "Tea", 1_000, 100_000, "Cash")
    first, second, third = (line._replace(order=order) for order in "789")
    steps = [step("bring", first), step("rebuild"), step("bring", second), step("bring", third)]
    undone = step("undo")
    module = sys.modules["tests.histories.doing"]
    with (
        patch("tests.histories.replay.history", return_value=[*steps[:2], undone, *steps[2:]]),
        patch.object(module, "undo_import", lambda *_, **__: None),
    ):
        failure = place.replay(3)
    assert failure
    assert failure.steps == (*steps[:2], undone)
    assert failure.needed == (steps[0], undone)
    assert "python -m tests.histories 3" in str(failure)
    assert "imports should be [(False, 1, 0)], is [(True, 1, 0)]" in str(failure)
