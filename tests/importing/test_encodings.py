"""Text is read right, or the file is refused: never a wrong letter without a word about it."""

from __future__ import annotations

import pytest

from sales_core.importing.files.layout import HEAD
from tests.builders import lines_of, read, refusal

HEADER = "date,item,amount\n"
ROW = "2025-03-28,Café Ö €,5\n"
MANY = (HEADER + "2025-03-28,Tea,5\n" * (HEAD // 16)).encode()
"""More rows than are looked at before the file is read as a whole."""


def products(content: bytes) -> set[str]:
    return set(lines_of(read(content))["product"])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark", "utf-16-be-mark", "cp1252"]
)
def test_letters_are_read_as_written(encoding: str) -> None:
    text = HEADER + ROW
    content = {
        "utf-16-le-mark": b"\xff\xfe" + text.encode("utf-16-le"),
        "utf-16-be-mark": b"\xfe\xff" + text.encode("utf-16-be"),
    }.get(encoding) or text.encode(encoding)
    assert products(content) == {"Café Ö €"}


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_unicode_text_of_a_spreadsheet_is_read(delimiter: str) -> None:
    text = (HEADER + '2025-03-28,"a;b|c\td",5\n').replace(",", delimiter)
    assert products(text.encode("utf-16")) == {"a;b|c d"}


def test_letters_far_down_are_read_as_written() -> None:
    assert products(MANY + ROW.encode()) == {"Tea", "Café Ö €"}


def test_names_of_one_letter_written_two_ways_are_one_product() -> None:
    rows = "2025-03-28,Caf\u00e9,5\n2025-03-28,Cafe\u0301,5\n"
    assert products((HEADER + rows).encode()) == {"Café"}


@pytest.mark.parametrize("name", ["👩‍🍳", "שלום", "ﷺ", "a\u200db", "\u202eabc"])
def test_letters_of_any_script_are_kept(name: str) -> None:
    assert products(f"{HEADER}2025-03-28,{name},5\n".encode()) == {name}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((HEADER + ROW).encode() + b"2025-03-28,x\xff,5\n", id="one-bad-byte"),
        pytest.param((HEADER + ROW).encode() + b"2025-03-28,Th\xe9,5\n", id="two-encodings"),
    ],
)
def test_a_bad_byte_among_letters_of_utf_8_is_refused_at_its_line(content: bytes) -> None:
    fault = refusal(content)
    assert (fault.issue.code, fault.issue.line) == ("encoding", 3)


def test_a_bad_byte_far_down_is_refused_at_its_line() -> None:
    fault = refusal(MANY + b"2025-03-28,Th\xe9,5\n")
    assert (fault.issue.code, fault.issue.line) == ("encoding", HEAD // 16 + 2)


def test_a_text_that_is_not_utf_8_is_told_with_an_example() -> None:
    told = " ".join(read((HEADER + ROW).encode("cp1252")).evidence)
    assert "1252" in told
    assert "Café" in told


def test_a_cut_file_of_utf_16_is_refused_at_its_last_line() -> None:
    fault = refusal((HEADER + ROW * 3).encode("utf-16")[:-1])
    assert (fault.issue.code, fault.issue.line) == ("encoding", 4)


def test_a_nul_far_down_is_refused() -> None:
    assert refusal(MANY + b"2025-03-28,T\x00ea,5\n").issue.code == "binary"
