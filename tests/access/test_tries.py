"""Whoever guesses has to wait; whoever shows a right token does not, or not for long."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.access import tries as module
from sales_core.access.tries import ALL_BACK, KNOWN, OF_ALL, OF_ONE, ONE_BACK, Tries, group_of


def test_some_mistakes_cost_nothing_and_guessing_has_to_wait() -> None:
    tries = Tries()
    for _ in range(OF_ONE):
        assert tries.wait("203.0.113.7", 0) == 0
        tries.failed("203.0.113.7", 0)
    assert 0 < tries.wait("203.0.113.7", 0) <= ONE_BACK
    assert tries.wait("203.0.113.8", 0) == 0
    assert tries.wait("203.0.113.7", ONE_BACK) == 0


def test_many_addresses_together_have_to_wait_too_but_not_who_is_known() -> None:
    tries = Tries()
    tries.succeeded("192.0.2.1", 0)
    for number in range(OF_ALL + 1):
        tries.failed(f"203.0.{number}.1", 0)
    assert tries.wait("198.51.100.9", 0) == 1
    assert tries.wait("192.0.2.1", 0) == 0
    assert tries.wait("192.0.2.1", KNOWN + 1) == 0  # by then all are back
    assert tries.wait("198.51.100.9", ALL_BACK * 2) == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "192.0.2.1"]),
            st.sampled_from([0.0, 0.1, 5.0]),
            st.booleans(),
        )
    )
)
def test_nobody_is_ever_locked_out_for_long(done: list[tuple[str, float, bool]]) -> None:
    tries, now = Tries(), 0.0
    for address, passed, right in done:
        now += passed
        (tries.succeeded if right else tries.failed)(address, now)
        for one in ("a", "b", "192.0.2.1", "new"):
            assert tries.wait(one, now) <= ONE_BACK
            assert tries.wait(one, now + ONE_BACK) == 0


def test_how_fast_can_be_guessed() -> None:
    tries, guessed, moments = Tries(), 0, count()
    for moment in moments:
        now = moment / 10
        if now >= 3600:
            break
        if not tries.wait("203.0.113.7", now):
            tries.failed("203.0.113.7", now)
            guessed += 1
    assert guessed <= OF_ONE + 3600 / ONE_BACK + 1


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("no address", "no address", True),
    ],
)
def test_what_is_one_address(one: str, other: str, *, alike: bool) -> None:
    assert (group_of(one) == group_of(other)) == alike


def test_no_more_is_remembered_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 50)
    tries = Tries()
    for number in range(200):
        tries.failed(f"203.0.{number}.1", 0)
        tries.succeeded(f"198.51.{number}.1", 0)
    assert len(tries._of_one) == len(tries._known) == 50
