"""Amounts that a spreadsheet has made a thousand times as large."""

from __future__ import annotations

import pytest

from tests.builders import read, refusal

HEADER = "Date,Item,Quantity,Price,Tax,Total"


def _file(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        pytest.param(
            HEADER,
            ["2025-03-28,Tea,1,2.3,207,2507", "2025-03-29,Pass,1,88,7.92,95.92"],
            id="price and tax",
        ),
        pytest.param(
            "Datum;Artikel;Menge;Preis;Betrag",
            ["28.03.2025;Tee;2;1,234;2468", "29.03.2025;Kuchen;3;2,5;7,5"],
            id="decimal comma, quantity x price",
        ),
        pytest.param(
            "Fecha;Artículo;Cantidad;Precio;Total",
            ["28.03.2025;Queso;1375;8,5;11,69", "29.03.2025;Pan;2;1,5;3"],
            id="weight",
        ),
    ],
)
def test_arithmetic_shows_thousandfold_amounts(header: str, rows: list[str]) -> None:
    fault = refusal(_file(header, *rows))
    assert fault.issue.code == "thousandfold"
    assert "without opening it in a spreadsheet" in fault.issue.how_to_fix


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["2025-03-28,Van,1,2507,0,2507", "2025-03-29,Tea,2,1.5,0,3"], id="right"),
        pytest.param(["2025-03-28,Tea,1,3.5,0,3.5", "2025-03-29,Fee,1,7,0,0"], id="slip"),
    ],
)
def test_whole_numbers_that_arithmetic_supports_are_no_doubt(rows: list[str]) -> None:
    assert not read(_file(HEADER, *rows)).questions


def _amounts(*amounts: str) -> bytes:
    rows = [f"2025-03-{day + 1:02},{day},Tea,{amount}" for day, amount in enumerate(amounts)]
    return _file("Date,Order,Item,Total", *rows)


SMALL = [f"{euros}.{cents}" for euros, cents in zip(range(3, 15), range(21, 33), strict=True)]


def test_large_whole_numbers_beside_small_ones_with_decimals_are_asked() -> None:
    content = _amounts(*SMALL, "2507", "5668", "4796")
    question = read(content).questions[0]
    assert question.choices == ("as written", "divided")
    assert "2507" in question.text
    revenue = {c: f.revenue for c, f in zip(question.choices, question.figures, strict=True) if f}
    assert revenue["as written"] - revenue["divided"] == (2507 + 5668 + 4796) * 9990
    answered = read(content, choices={question.name: "divided"})
    assert answered.amount_read == revenue["divided"]


@pytest.mark.parametrize(
    "amounts",
    [
        pytest.param([*SMALL, "2500", "5600", "4790"], id="round numbers"),
        pytest.param([*SMALL, "2507.5", "5668", "4796", "4791"], id="large with decimals"),
        pytest.param([*SMALL, "2.507", "5668", "4796", "4791"], id="three decimals left"),
        pytest.param([*SMALL, "2507"], id="one"),
    ],
)
def test_what_may_well_be_is_no_doubt(amounts: list[str]) -> None:
    assert not [q for q in read(_amounts(*amounts)).questions if q.code == "damage"]
