"""A bundle and its parts, both with prices, are the same money twice."""

from __future__ import annotations

import pytest

from tests.builders import read
from tests.importing.small_files import read_as

HEADER = "order_id,date,sku,parent,name,qty,row_total\n"
BUNDLE = "1,2026-03-02,SET,,Gift set,1,30.00\n"
PARTS = "1,2026-03-02,A,SET,Soap,1,12.00\n1,2026-03-02,B,SET,Cream,1,18.00\n"
SINGLE = "2,2026-03-13,A,,Soap,1,12.00\n3,2026-03-14,B,,Cream,2,36.00\n"


def test_parts_that_come_to_their_bundle_are_asked() -> None:
    content = (HEADER + BUNDLE + PARTS + SINGLE).encode()
    (question,) = read(content).questions
    assert (question.name, question.choices) == ("bundles:parent", ("leave", "count"))
    assert read_as(read(content, choices={question.name: "leave"}))[0] == 78
    assert read_as(read(content, choices={question.name: "count"}))[0] == 108


@pytest.mark.parametrize(
    "rows",
    [
        BUNDLE + PARTS.replace("12.00", "2.00") + SINGLE,  # extras have prices of their own
        BUNDLE + PARTS.replace("12.00", "0").replace("18.00", "0") + SINGLE,
        BUNDLE.replace("30.00", "0") + PARTS + SINGLE,
        BUNDLE + SINGLE,
    ],
)
def test_parts_of_another_amount_are_no_question(rows: str) -> None:
    assert read((HEADER + rows).encode()).questions == ()
