"""Telling the encoding of a text from its first bytes; where certainty ends, the file is refused.

Text that is no UTF-8 is tried in the double-byte encodings of East Asia, whose
rules random text breaks soon, then in single-byte pages, where only the look of
the words decides; the evidence of the import shows a sample.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from sales_core.importing.files.frequent_signs import DOUBLE_BYTE, decoded, told_by_signs
from sales_core.importing.files.known_names import most_known_names
from sales_core.importing.issues import refused

HEAD = 1 << 20
"""Bytes looked at before the file is read as a whole."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TWICE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â‚¬")
_WORD = re.compile(r"[^\s,;|\"]+")
_NO_PAGE = "it is no UTF-8 and no page of letters fits"
_WORDS, _LONGEST = 200, 40
_FRAMED = re.compile(r"[^\W\d_][\u2500-\u259f]|[\u2500-\u259f][^\W\d_]")

_PAGES = (
    "cp1252", "cp1250", "iso8859-2", "cp852", "cp850", "cp1254", "cp1257", "cp1251", "koi8-u",
    "koi8-r", "cp866", "cp1253", "cp1255", "cp1256", "cp1258", "cp874", "mac_roman", "iso8859-15",
)  # fmt: skip
"""Encodings of one byte a letter in which tills, shops and spreadsheets write."""

_USUAL = "cp1252"
_WORDS_OF_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]{1,200}")
_EURO, _CONTROLS = "€".encode("iso8859-15"), re.compile(rb"[\x80-\x9f]")
_TURKISH, _NORDIC = re.compile("[ðþýÐÞÝ]"), re.compile("[æáíúÆÁÍÚ]")
_FOREIGN = re.compile(r"[a-z][A-ZÀ-ÞŠŽŒŸ]|[a-z][^\w\n]|[^\w\n][a-z]")
_NEARLY, _FEWEST = 0.97, 3


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
    """Tell the encoding of a text that is no UTF-8: by column names, by signs, by letters."""
    able = [name for name in (*_PAGES, *DOUBLE_BYTE) if decoded(head, name) is not None]
    named = most_known_names(head, able)
    likely = named or able
    found = told_by_signs(head)
    if found not in likely:
        pages = [name for name in likely if name in _PAGES]
        found = _by_letters(head, pages, sure=bool(named)) if len(pages) > 1 else likely[0]
    if _FRAMED.search(head.decode(found, errors="replace")):
        raise refused("encoding", line=_first_other(head), found=_NO_PAGE)
    return found


def _by_letters(head: bytes, pages: list[str], *, sure: bool) -> str:
    """Tell the page under which the words look most like words of some language.

    Raises:
        FileRefusedError: One or two letters tell nothing, and they are none of the usual page.
    """
    import chardet  # noqa: PLC0415 - its models take a twentieth of a second at each start

    found_words = dict.fromkeys(_WORDS_OF_LETTERS.findall(head))
    words = b"\n".join(word for word in found_words if not word.isascii())
    names = [codecs.lookup(page).name for page in pages]
    each = chardet.detect_all(words, include_encodings=names, ignore_threshold=True)
    scores = {codecs.lookup(str(one["encoding"])).name: one["confidence"] for one in each}
    most = max(scores.values())
    near = [page for page in pages if scores.get(codecs.lookup(page).name, 0) >= _NEARLY * most]
    found = near[0] if near else pages[0]
    text = words.decode(_USUAL, errors="replace")
    if found == _USUAL and "cp1254" in near and _TURKISH.search(text):
        found = found if _NORDIC.search(text) else "cp1254"
    elif found == _USUAL and _EURO in words and not _CONTROLS.search(words):
        found = "iso8859-15"  # the sign that stands there in cp1252 is one that nobody writes
    few = len({byte for byte in words if byte > 0x7F}) < _FEWEST
    if few and not sure and (found not in (_USUAL, "cp1254") or _FOREIGN.search(text)):
        raise refused("encoding", line=_first_other(head), found=_NO_PAGE)
    return found


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


def _first_other(head: bytes) -> int:
    """Give the number of the first line with other than ASCII letters."""
    return next(at for at, row in enumerate(head.splitlines(), start=1) if not row.isascii())
