"""Which encoding of East Asia makes sense of a text: the one that gives frequent characters.

A wrong one gives characters too, but not those that the language uses most. A text of a few
rows holds too few for a statistical model.
"""

from __future__ import annotations

import re

DOUBLE_BYTE = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
"""Encodings of two bytes a character."""

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

_LEAST, _CLEARLY = 0.15, 0.1
_KANA = re.compile("[\u3040-\u30fa]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_OTHER = re.compile(r"[^\x00-\x7f]")


def told_by_signs(head: bytes) -> str | None:
    """Give the encoding of East Asia under which kana or the most frequent characters appear."""
    for encoding in ("euc_jp", "cp932"):
        text = decoded(head, encoding) or ""
        kana, half = len(_KANA.findall(text)), len(_HALF_KANA.findall(text))
        if 5 * kana > len(_OTHER.findall(text)) and kana > 2 * half:
            return encoding
    shares = {encoding: _share(head, encoding, signs) for encoding, signs in _SIGNS.items()}
    first, second = sorted(shares, key=lambda encoding: -shares[encoding])[:2]
    clear = shares[first] >= max(_LEAST, shares[second] + _CLEARLY)
    return first if clear else None


def decoded(head: bytes, encoding: str) -> str | None:
    """Decode all but a last character that may be cut; None where the bytes are no such text."""
    for end in (len(head), len(head) - 1, len(head) - 2, len(head) - 3):
        try:
            return head[:end].decode(encoding)
        except UnicodeDecodeError as fault:
            if fault.start < end - 4:
                return None
    return None


def _share(head: bytes, encoding: str, signs: str) -> float:
    others = _OTHER.findall(decoded(head, encoding) or "")
    return sum(each in signs for each in others) / max(1, len(others))
