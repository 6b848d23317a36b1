"""Names (85 to 90), large files (91 to 93) and malicious texts (99)."""

from __future__ import annotations

from tests.bad_inputs.case import Case, imports, refuses, rejects
from tests.builders import csv_bytes

EMOJI = ("👩‍🍳 Menu", "שלום", "a\u200db")
MALICIOUS = (
    '=HYPERLINK("http://x.y","z")',
    "@SUM(A1)",
    "+1+1",
    "-2+3",
    "'; DROP TABLE sales; --",
    "<script>alert(1)</script>",
    "![x](http://x.y/z.png)",
    ":red[x]",
)
FILES = (
    "../../etc/passwd.csv",
    "CON",
    "a" * 300 + ".csv",
    "a\r\nb.csv",
    "<b>.csv",
    "\u202evsc.csv",
)


def _sold(*names: str) -> bytes:
    return csv_bytes(["date", "item", "amount"], *(["2025-03-01", name, "5"] for name in names))


def _file_named(name: str) -> Case:
    return imports(99, f"a file called {name[:20]!r}", _sold("Tea"), 1, "5").named(name)


CASES = (
    imports(85, "NA, null, None, nan", _sold("NA", "null", "None", "nan"), 4, "20").selling(
        "NA", "null", "None", "nan"
    ),
    imports(86, "letters of any kind", _sold(*EMOJI), 3, "15").selling(*EMOJI),
    rejects(
        87,
        "a cell of a megabyte",
        _sold("Tea", "x" * 1_000_000, "Cake"),
        [("length", 3, "item")],
        (2, "10"),
    ).selling("Tea", "Cake"),
    refuses(87, "a cell of five megabytes", _sold("Tea", "x" * 5_000_000), "line-length", 3),
    imports(88, "control characters", _sold("T\x07ea", "Te\x1ba"), 2, "10").selling(
        "T\x07ea", "Te\x1ba"
    ),
    imports(89, "blanks as a product", _sold("   ", "Tea"), 2, "10").selling("", "Tea"),
    imports(
        90, "names in other blanks", _sold("Ice  Tea", " Ice Tea", "Ice\u00a0Tea"), 3, "15"
    ).selling("Ice Tea"),
    imports(90, "names in other letters", _sold("Tea", "TEA"), 2, "10").selling("Tea", "TEA"),
    refuses(
        93,
        "a line of 200 megabytes",
        lambda: b"date,item,amount\n2025-03-01," + b"x" * 200_000_000 + b",5\n",
        "line-length",
        2,
    ).within(seconds=10, mebibytes=64),
    imports(99, "texts that do something elsewhere", _sold(*MALICIOUS), 8, "40").selling(
        *MALICIOUS
    ),
    *map(_file_named, FILES),
)
