"""Telling the encoding of a text from its first bytes; where certainty ends, the file is refused.

Text that is no UTF-8 is tried in the double-byte encodings of East Asia, whose
rules random text breaks soon, then in single-byte pages, where only the look of
the words decides; the evidence of the import shows a sample.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from sales_core.importing.files.frequent_letters import (
    nearest,
    told_by_letters,
    told_by_names,
    told_by_signs,
    western_or_near,
)
from sales_core.importing.issues import FileRefusedError, refused

HEAD = 1 << 20
"""Bytes looked at before the file is read as a whole."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KANA = re.compile("[\u3040-\u30ff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_CYRILLIC = re.compile("[\u0400-\u045f]{3,}")
_OTHER = re.compile(r"[^\x00-\x7f]")
_FOREIGN = re.compile(r"[^\x00-\x7f\W\d_]{4,}|[^\W\d_][¤³¹¿¥ˆŽŸ‰‡†‚„¢¬¦‹›]|[³¹¿¥ˆ‰‡†‚„¢¬¦][a-z]")
_TWICE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â‚¬")
_WORD = re.compile(r"[^\s,;|\"]+")
_NO_PAGE = "it is no UTF-8 and no page of letters fits"
_WORDS, _LONGEST = 200, 40
_POLISH = re.compile("[ąćęłńśźżěščřžýůőűĄĆĘŁŃŚŹŻĚŠČŘŮŐŰ]")


def find_encoding(head: bytes) -> str:
    """Tell the encoding from a byte order mark or from what the bytes allow.

    Raises:
        FileRefusedError: The text is in no encoding that can be told for certain.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if _is_unmarked_utf_16(head):
        raise refused("encoding", line=1, found="it seems to be UTF-16 without a byte order mark")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        _refuse_mixed(head)
        return _of_other_letters(head)
    return "utf-8"


def _of_other_letters(head: bytes) -> str:
    """Tell the encoding of a text that is no UTF-8."""
    named = told_by_names(head, None)
    found = told_by_signs(head) or _east_asian(head) or told_by_letters(head)
    if found is None:
        try:
            found = _single_byte(head)
        except FileRefusedError:
            if named is None:
                raise
    sure = told_by_names(head, found) or found or named or "cp1252"
    if near := nearest(head, sure):
        return near
    raise refused("encoding", line=_first_other(head), found=_NO_PAGE)


def encoding_told(text: str, encoding: str) -> tuple[str, ...]:
    """Say what a person should check about an encoding, with words of the text."""
    if encoding.startswith(("utf-8", "utf-16")):
        if found := _TWICE.findall(text):
            shown = f"The text was encoded twice before it came here, e.g. {found[0]!r}"
            return (f"{shown}: names are kept as they are.",)
        return ()
    words = (word for word in _WORD.findall(text) if not word.isascii())
    cut = (word[:_LONGEST] for word in islice(words, _WORDS))
    sample = ", ".join(dict.fromkeys(cut))[:80]
    return (f"The text is no UTF-8; read as {encoding} it says e.g. {sample}.",)


def _refuse_mixed(head: bytes) -> None:
    """Refuse UTF-8 with lines in something else, or with bytes that no text holds."""
    good_line = bad_line = 0
    for number, line in enumerate(head.splitlines()[: -1 if len(head) == HEAD else None], start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good_line = good_line or number
        except UnicodeDecodeError:
            bad_line = bad_line or number
    odd_bytes = {byte for byte in head if byte > 0x7F} <= {0xFE, 0xFF}
    if bad_line and (good_line or odd_bytes):
        others = f"line {good_line} is" if good_line else "all others are"
        raise refused("encoding", line=bad_line, found=f"{others} UTF-8, this line is not")


def _is_unmarked_utf_16(head: bytes) -> bool:
    """Tell whether every second byte is mostly NUL, as in UTF-16 of Western letters."""
    fewer, more = sorted((head[::2].count(0), head[1::2].count(0)))
    return 4 * more > len(head) and 20 * fewer < more


def _decoded(head: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return None


def _east_asian(head: bytes) -> str | None:
    """Tell Shift-JIS by its kana and the Chinese and Korean encodings by frequent characters."""
    japanese = _decoded(head, "cp932")
    if japanese and len(_KANA.findall(japanese)) > 2 * len(_HALF_KANA.findall(japanese)):
        return "cp932"
    pairs = [pair for pair in re.findall(rb"[\x80-\xff]+", head) if len(pair) % 2 == 0]
    paired = 2 * sum(len(pair) for pair in pairs) > sum(byte > 0x7F for byte in head)
    chinese = _decoded(head, "gb18030")
    if chinese and paired:
        others = _OTHER.findall(chinese)
        frequent = sum(0xB0 <= sign.encode("gb18030")[0] <= 0xD7 for sign in others)
        if 10 * frequent >= 6 * len(others):
            return "gb18030"
    return None


def _single_byte(head: bytes) -> str:
    western = _decoded(head, "cp1252")
    euro = head.decode("iso8859-15")
    latin = not re.search(r"[\x80-\x9f]", euro) and not _FOREIGN.search(euro)
    if western and "¤" in western and latin:  # which hardly anybody writes, but many write €
        return "iso8859-15"
    if western and not _FOREIGN.search(western):
        return western_or_near(western)
    cyrillic = _decoded(head, "cp1251")
    if cyrillic:
        inside = sum(map(len, _CYRILLIC.findall(cyrillic)))
        if 10 * inside >= 8 * len(_OTHER.findall(cyrillic)):
            return "cp1251"
    central = _decoded(head, "cp1250")
    if (
        central
        and _POLISH.search(central)
        and not re.search(r"[¤¦¬‰†‡‚„][a-z]|[a-z][A-ZĄĆĘŁŃŚŹŻĚŠČŘŮŐŰŽ]", central)
    ):
        return "cp1250"
    raise refused("encoding", line=_first_other(head), found=_NO_PAGE)


def _first_other(head: bytes) -> int:
    """Give the number of the first line with other than ASCII letters."""
    return next(at for at, row in enumerate(head.splitlines(), start=1) if not row.isascii())
