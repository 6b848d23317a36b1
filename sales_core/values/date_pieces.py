"""Texts of dates cut into pieces: numbers, words, times and the signs between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from sales_core.values.money import bare_text

LONGEST = 200
"""Characters of the longest text that is looked at."""

Kind = Literal["clock", "date", "number", "unit", "word"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text; ``before`` is what stands between it and the one before."""

    kind: Kind
    text: str
    before: str


_UNSEEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x061C, 0xAD]
)
"""Marks of direction and others that have no width."""

_ALIKE = str.maketrans("−‐‑–—٫٬，、。", "-----.,,,.")
_IN_BRACKETS = re.compile(r"\([^()\d]{1,60}\)|\[[^\[\]\d]{1,60}\]")
_ERA = re.compile(r"^(令和|平成|昭和|[RHS])\s?(\d{1,2}|元)(?=[年./\-])")
_ERA_STARTS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_PIECE = re.compile(
    r"(?P<clock>(?<![\d:])(?:[01]?\d|2[0-4])(?::(?:[0-5]\d|60)){1,2}(?:[.,]\d{1,9})?(?![\d:]))"
    r"|(?P<date>(?<![\d/.\-])\d{1,4}(?P<sign>[/.\-]\s?)\d{1,2}(?P=sign)\d{1,4}(?![\d/\-]))"
    r"|(?P<number>\d+)"
    r"|(?P<unit>(?<=\d)[年月日號号년월일時时分秒点點시분초])"
    r"|(?P<word>[^\W\d_][^\s\d,،;:/\\()\[\]{}\-|+\"]*)"
    r"|(?P<between>[\s,،;/\\()\[\]\-.|'’@·+]+)"
)


def cleaned(text: str) -> str:
    """Write a text with plain blanks and digits, and without what has no width; "" if too long."""
    if len(text) > LONGEST:
        text = text.strip()
        if len(text) > LONGEST:
            return ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_UNSEEN).translate(_ALIKE)
        text = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    return " ".join(text.split())


def pieces_of(text: str) -> list[Piece]:
    """Cut a cleaned text into pieces; none where it has a sign that no date has."""
    text = _IN_BRACKETS.sub(" ", bare_text(text))
    if era := _ERA.match(text):
        years = 1 if era[2] == "元" else int(era[2])
        text = f"{_ERA_STARTS[era[1]] + years}{text[era.end() :]}"
    pieces: list[Piece] = []
    at, between = 0, ""
    for found in _PIECE.finditer(text):
        if found.start() != at:
            return []
        at = found.end()
        if found.lastgroup == "between":
            between = found.group()
            continue
        pieces.append(Piece(_KINDS[found.lastgroup or ""], found.group(), between))
        between = ""
    return pieces if at == len(text) else []


_KINDS: dict[str, Kind] = {
    "clock": "clock",
    "date": "date",
    "number": "number",
    "unit": "unit",
    "word": "word",
}
