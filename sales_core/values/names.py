"""Names of products, locations and payment methods, cleaned by one rule.

Unicode NFC, trimmed, inner white space folded to one blank; otherwise as
written. ``---``, ``--`` and the empty cell are "no value" and become the empty
name; a product really called ``NA`` or ``null`` stays.
"""

from __future__ import annotations

import unicodedata

NO_VALUE = frozenset({"", "--", "---"})

LONGEST_NAME = 500
"""Characters a name may have before the row is an issue rather than a name."""


def clean_name(text: str) -> str:
    """Clean one name; "" stands for no value.

    Example:
        >>> clean_name("  Mineral   Water "), clean_name("---"), clean_name("NA")
        ('Mineral Water', '', 'NA')
    """
    name = " ".join(unicodedata.normalize("NFC", text).replace("\x00", "").split())
    return "" if name in NO_VALUE else name


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"  # within words of Persian, and within emoji


def visible_line(written: str) -> str:
    r"""Make what a person wrote one line in NFC, without signs that cannot be seen.

    Example:
        >>> visible_line("  Street\n fair\u200b ")
        'Street fair'
    """
    seen = (
        sign
        for sign in " ".join(written.split())
        if sign in _JOINERS or unicodedata.category(sign) not in _HIDDEN
    )
    words = (word.strip(_JOINERS) for word in "".join(seen).split())
    return unicodedata.normalize("NFC", " ".join(word for word in words if word))
