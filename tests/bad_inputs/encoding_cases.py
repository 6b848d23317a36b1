"""Encodings (1 to 14)."""

from __future__ import annotations

from tests.bad_inputs.case import imports, refuses, text, utf8

ACCENTS = text("2025-03-01,Café €5,5", "2025-03-02,Crème brûlée,6.50")
PLAIN = text("2025-03-01,Tea,5", "2025-03-02,Cake,6.50")


def _at_line(line: int, row: bytes) -> bytes:
    """Write a thousand rows of which one is other bytes."""
    rows = [b"2025-03-01,Tea,5"] * 1_000
    rows[line - 2] = row
    return b"\n".join((b"date,item,amount", *rows, b""))


CASES = (
    imports(1, "UTF-8", ACCENTS.encode(), 2, "11.5").selling("Café €5", "Crème brûlée"),
    imports(2, "UTF-8 with a mark", ACCENTS.encode("utf-8-sig"), 2, "11.5").selling(
        "Café €5", "Crème brûlée"
    ),
    imports(
        3,
        "UTF-16 LE with a mark, tabs",
        b"\xff\xfe" + ACCENTS.replace(",", "\t").encode("utf-16-le"),
        2,
        "11.5",
    ).selling("Café €5", "Crème brûlée"),
    imports(4, "UTF-16 BE with a mark", b"\xfe\xff" + ACCENTS.encode("utf-16-be"), 2, "11.5"),
    refuses(5, "UTF-16 LE without a mark", PLAIN.encode("utf-16-le"), "encoding", 1).told("UTF-16"),
    refuses(5, "UTF-16 BE without a mark", PLAIN.encode("utf-16-be"), "encoding", 1).told("UTF-16"),
    imports(6, "Windows-1252", ACCENTS.encode("cp1252"), 2, "11.5")
    .selling("Café €5", "Crème brûlée")
    .told("cp1252", "Café"),
    imports(7, "ISO-8859-15 with a euro", ACCENTS.encode("iso8859-15"), 2, "11.5")
    .selling("Café €5", "Crème brûlée")
    .told("iso8859-15", "€5"),
    imports(8, "Mac Roman", ACCENTS.replace("€", "").encode("mac-roman"), 2, "11.5")
    .selling("Café 5", "Crème brûlée")
    .told("mac_roman", "Café"),
    refuses(
        8, "Mac Roman, one letter", text("2025-03-01,Café,5").encode("mac-roman"), "encoding", 2
    ),
    imports(9, "Shift-JIS", utf8("2025-03-01,コーヒー,5").decode().encode("cp932"), 1, "5")
    .selling("コーヒー")
    .told("cp932", "コーヒー"),
    refuses(
        10, "one byte FF on line 900", _at_line(900, b"2025-03-01,T\xffea,5"), "encoding", 900
    ).told("line 900"),
    refuses(
        10,
        "one byte FF on line 90,000",
        PLAIN.encode() + b"2025-03-01,Tea,5\n" * 89_996 + b"2025-03-01,T\xffea,5\n",
        "encoding",
        90_000,
    ),
    refuses(
        10,
        "one byte FF in a column that is not read, far down",
        b"date,note,amount\n" + b"2025-03-01,a,5\n" * 89_998 + b"2025-03-01,\xff,5\n",
        "encoding",
        90_000,
    ),
    refuses(
        11,
        "lines in UTF-8 and in Windows-1252",
        utf8("2025-03-01,Tea,5", "2025-03-01,Café,5") + "2025-03-02,Thé,5\n".encode("cp1252"),
        "encoding",
        4,
    ).told("line 3", "line 4"),
    refuses(12, "NUL inside", utf8("2025-03-01,Tea,5", "2025-03-01,T\x00ea,5"), "binary", 3),
    refuses(
        12,
        "NUL far down",
        PLAIN.encode() + b"2025-03-01,Tea,5\n" * 89_996 + b"2025-03-01,T\x00ea,5\n",
        "binary",
        90_000,
    ),
    refuses(
        12,
        "NUL far down in UTF-16",
        (PLAIN + "2025-03-01,Tea,5\n" * 89_996 + "2025-03-01,T\x00ea,5\n").encode("utf-16"),
        "binary",
        90_000,
    ),
    imports(13, "encoded twice", utf8("2025-03-01,CafÃ©,5"), 1, "5")
    .selling("CafÃ©")
    .told("encoded twice"),
    imports(
        14,
        "one letter written two ways",
        utf8("2025-03-01,Caf\u00e9,5", "2025-03-02,Cafe\u0301,6"),
        2,
        "11",
    ).selling("Café"),
)
