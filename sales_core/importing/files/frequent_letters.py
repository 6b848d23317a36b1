"""Which encoding makes sense of a text: by the column names in it, then by frequent letters.

A wrong encoding gives letters too, but neither known names nor the letters
that the language uses most.
"""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from sales_core.importing.formats.declarations import Field
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import field_names

_SINGLE = ("cp1252", "cp1250", "cp1254", "cp1251", "koi8-r", "cp866", "cp1253", "cp1255", "cp1256",
           "cp874", "mac_roman", "cp850")  # fmt: skip
_DOUBLE = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
_HEADER_LINES = 12
_CELLS = re.compile(r"[;,\t|\"]")

_CYRILLIC = "оеаинтсрвл"
_LETTERS = {
    "cp1251": _CYRILLIC, "koi8-r": _CYRILLIC, "cp866": _CYRILLIC,
    "cp1253": "αοειτσνηυρκίόά", "cp1255": "יוהלארתבשמ", "cp1256": "اليمنوترةب",
    "cp874": "นารกอเงทยล่้ัีิ็แ",
}  # fmt: skip
_SIGNS = {
    "cp949": (
        "이다는의가에을를고은한지도로하어서기사시리자인스아대일해나정수제주부그보라상전장구원비화마동공유여트"
        "소조면성국차떼커피메카노빵우물치김밥고기과자음료"
    ),
    "gb18030": (
        "的一是不了人我在有这中大来上国个到说们为子和地出也时年得就要下以生会自着去之过家学对可里后小么心"
        "多天能好都没日于起还发成事只作看文无开手用主行方如前所本见经头面公同老从动两长品名店商数量茶咖啡"
        "红绿白黑奶糖水果米油衣服鞋包鸡牛肉饭"
    ),
    "big5": (
        "的一是不了人我在有這中大來上國個到說們為子和地出也時年得就要下以生會自著去之過家學對可裡後小麼心"
        "多天能好都沒日於起還發成事只作看文無開手用主行方如前所本見經頭面公同老從動兩長品名店商數量茶咖啡"
        "紅綠白黑奶糖水果米麵油衣服鞋包雞牛肉飯"
    ),
}
"""The most frequent characters of each language, and some of what shops sell."""

_LEAST_LETTERS, _LEAST_SIGNS, _CLEARLY = 0.45, 0.15, 0.1
_NEARLY_ALL, _DIFFERENT = 0.9, 3
_KANA = re.compile("[\u3040-\u30fa]")
_OTHER = re.compile(r"[^\x00-\x7f]")
_TURKISH = re.compile("[ðþýÐÞÝ]")
_NORDIC = re.compile("[æáíúÆÁÍÚ]")
_CROWNS = re.compile(r"\d\s?Kè(?!\w)")
_HACEKS, _AS_GRAVES = frozenset("žšŽŠ"), frozenset("èøìùïò")
_FRAMES_OF_UKRAINE = re.compile(rb"[\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd]")
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_LATIN_2 = re.compile(r"[©®ˇ±¶¦¬][^\W\d_]|[^\W\d_][ˇ±¶¦¬]")
_FRAMED = re.compile(r"[^\W\d_][\u2500-\u259f]|[\u2500-\u259f][^\W\d_]")
_AMONG_LATIN = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_IN_WORDS = re.compile(r"([A-Za-z])([^\x00-\x7f])|([^\x00-\x7f])(?=[A-Za-z])")
_WESTERN = "äöüßéèêàâçôîûëïñáíóúãõåøæÄÖÜÉÈÀÇÑÁÓÚÍÅØÆ"


def told_by_names(head: bytes, found: str | None) -> str | None:
    """Give the encoding that makes more column names known than the one found so far.

    Args:
        head: The first bytes of the file.
        found: Python's name of the encoding found so far; None without one.
    """
    known = {encoding: _known_names(head, encoding) for encoding in (*_SINGLE, *_DOUBLE)}
    best = max(known, key=lambda encoding: known[encoding])
    so_far = _known_names(head, found) if found else 0
    return best if known[best] > so_far else found


def told_by_signs(head: bytes) -> str | None:
    """Give the encoding of East Asia under which the most frequent characters appear."""
    japanese = _decoded(head, "euc_jp")
    if japanese and 5 * len(_KANA.findall(japanese)) > len(_OTHER.findall(japanese)):
        return "euc_jp"
    return _best(head, _SIGNS, _LEAST_SIGNS)


def told_by_letters(head: bytes) -> str | None:
    """Give the encoding of one byte a letter whose language uses the letters most."""
    latin = head.decode("latin-1")
    if 10 * len(_AMONG_LATIN.findall(latin)) < len(_OTHER.findall(latin)):
        return _best(head, _LETTERS, _LEAST_LETTERS)
    western = {
        encoding: _western_share(head, encoding) for encoding in ("cp1252", "mac_roman", "cp850")
    }
    best = max(western, key=lambda encoding: western[encoding])
    sure = western[best] >= _NEARLY_ALL and western["cp1252"] <= 1 - _LEAST_LETTERS
    return best if sure else None


def western_or_near(text: str) -> str:
    """Tell Turkish and Czech from Western letters, which share most of their codes.

    Args:
        text: The text as cp1252 reads it.
    """
    if _TURKISH.search(text) and not _NORDIC.search(text):
        return "cp1254"
    letters = set(text)
    czech = _CROWNS.search(text) or (letters & _HACEKS and letters & _AS_GRAVES)
    return "cp1250" if czech else "cp1252"


def nearest(head: bytes, found: str) -> str | None:
    """Give the page that is meant by one that shares most of its letters.

    Args:
        head: The first bytes of the file.
        found: Python's name of the encoding found so far.

    Returns:
        Python's name of an encoding; None where lines of frames would stand in words.
    """
    if found == "koi8-r" and _FRAMES_OF_UKRAINE.search(head):
        found = "koi8-u"
    elif found == "cp1250" and not _CONTROLS.search(head):
        found = "iso8859-2" if _LATIN_2.search(head.decode("cp1250", errors="replace")) else found
    return None if _FRAMED.search(head.decode(found, errors="replace")) else found


def _known_names(head: bytes, encoding: str) -> int:
    lines = re.split(rb"[\r\n]+", head[:8192])[:_HEADER_LINES]
    if _decoded(head, encoding) is None:
        return 0
    text = "\n".join(line.decode(encoding, errors="ignore") for line in lines)
    rows = ([cell.strip() for cell in _CELLS.split(line)] for line in text.split("\n"))
    known = ([cell for cell in row if len(cell) > 1 and key(cell) in _names()] for row in rows)
    return max(sum(not cell.isascii() for cell in row) if len(row) > 1 else 0 for row in known)


@cache
def _names() -> frozenset[str]:
    return frozenset(
        name.replace(" ", "") for field in get_args(Field) for name in field_names(field)
    )


def _best(head: bytes, frequent: dict[str, str], least: float) -> str | None:
    """Give the encoding with clearly the largest share of frequent letters."""
    shares = {encoding: _share(head, encoding, letters) for encoding, letters in frequent.items()}
    first, second = sorted(shares, key=lambda encoding: -shares[encoding])[:2]
    clear = shares[first] >= least and shares[first] >= shares[second] + _CLEARLY
    return first if clear else None


def _share(head: bytes, encoding: str, letters: str) -> float:
    others = _OTHER.findall(_decoded(head, encoding) or "")
    return sum(each in letters for each in others) / max(1, len(others))


def _western_share(head: bytes, encoding: str) -> float:
    """Give the share of Western letters among those that stand beside plain ones in a word."""
    found = _IN_WORDS.findall(_decoded(head, encoding) or "")
    if len({inside or first for _, inside, first in found}) < _DIFFERENT:
        return 0.0
    right = sum(
        (inside or first) in _WESTERN and not (before.islower() and inside.isupper())
        for before, inside, first in found
    )
    return right / max(1, len(found))


def _decoded(head: bytes, encoding: str) -> str | None:
    """Decode all but a last character that may be cut; None where the bytes are no such text."""
    for end in (len(head), len(head) - 1, len(head) - 2, len(head) - 3):
        try:
            return head[:end].decode(encoding)
        except UnicodeDecodeError as fault:
            if fault.start < end - 4:
                return None
    return None
