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
