"""The corpus of real exports beside the repository: none is read wrong without a word."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.corpus import CORPUS, judge_all

SHARE_EXACT = 82
"""Percent of the files that must be read exactly with nothing asked.

The truth of one counts the lines of orders before the discount of the order, which they share."""

pytestmark = pytest.mark.skipif(
    not (CORPUS / "truth.json").exists(), reason=f"no corpus of real exports at {CORPUS}"
)


def test_most_exports_are_exact_and_none_is_wrong_without_a_word() -> None:
    verdicts = judge_all(CORPUS)
    counted = Counter(verdict.kind for verdict in verdicts)
    assert counted["WRONG"] == 0, verdicts
    assert 100 * counted["exact"] >= SHARE_EXACT * len(verdicts), verdicts
