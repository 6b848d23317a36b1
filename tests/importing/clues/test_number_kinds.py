"""Numbers that begin as those of credit notes do are told where their amounts bear no minus."""

from __future__ import annotations

import pytest

from tests.builders import read

OF_CREDIT_NOTES = "begins with"


@pytest.mark.parametrize(
    ("name", "numbers", "told"),
    [
        ("Belegnr", ("RE-2026-001", "RE-2026-002", "GS-2026-001", "RE-2026-003"), "'GS'"),
        ("Number", ("INV-41", "INV-42", "CN-7", "INV-43"), "'CN'"),
        ("Documento", ("FT 1", "FT 2", "NC 1", "FT 3"), "'NC'"),
        ("Dokument", ("FV/1/26", "FV/2/26", "KOR/1/26", "FV/3/26"), "'KOR'"),
        ("Document", ("S-101", "S-102", "R-103", "S-104"), "'R'"),
        ("Order", ("A1", "A2", "A3", "A4"), ""),
        ("Order", ("R1", "R2", "Q3", "R4"), ""),
        ("Receipt", ("CN-1", "CN-2", "CN-3", "CN-4"), ""),
        ("Order", ("1001", "1002", "1003", "1004"), ""),
    ],
)
def test_the_fewer_numbers_of_credit_notes_are_told(
    name: str, numbers: tuple[str, ...], told: str
) -> None:
    rows = (f"2026-04-0{at},{each},Tea,12.00\n" for at, each in enumerate(numbers, 1))
    reading = read(f"Date,{name},Item,Amount\n{''.join(rows)}".encode())
    assert reading.questions == ()
    found = [each for each in reading.evidence if OF_CREDIT_NOTES in each]
    assert len(found) == bool(told)
    assert all(told in each and "1 row (12)" in each for each in found)


def test_numbers_whose_amounts_bear_a_minus_say_it_themselves() -> None:
    content = b"Date,No,Item,Amount\n2026-04-01,INV-1,Tea,12\n2026-04-13,CN-1,Tea,-12\n"
    assert not any(OF_CREDIT_NOTES in each for each in read(content).evidence)
