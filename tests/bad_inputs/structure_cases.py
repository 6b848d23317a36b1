"""Headers, rows and cells that are missing, too many or in the wrong place (27 to 45)."""

from __future__ import annotations

import json

from tests.bad_inputs.case import imports, refuses, rejects, utf8

TEA, CAKE = "2025-03-01,Tea,5", "2025-03-02,Cake,6.50"


def _never_closed() -> bytes:
    rows = [f"2025-03-01,Tea {at},5" for at in range(1_000)]
    rows[8] = '2025-03-01,"Tea,5'
    return utf8(*rows)


CASES = (
    refuses(27, "no byte", b"", "empty"),
    refuses(28, "white space only", b" \r\n\t\n \n", "empty"),
    refuses(28, "a byte order mark only", b"\xef\xbb\xbf", "empty"),
    refuses(29, "a header only", utf8(), "no-rows"),
    refuses(30, "no header", b"2025-03-01,Tea,5\n2025-03-02,Cake,6\n", "no-header").told(
        "Which column holds the date", "column 1: 2025-03-01"
    ),
    imports(30, "no header, columns said", b"2025-03-01,Tea,5\n2025-03-02,Cake,6\n", 2, "11")
    .answered(columns={"date": "1", "item": "2", "amount": "3"})
    .selling("Tea", "Cake"),
    imports(31, "the header twice", utf8("date,item,amount", TEA), 1, "5")
    .leaving_out(1)
    .told("1 repeated headers"),
    rejects(
        31,
        "a second header with units",
        utf8("(day),(name),(SGD)", TEA),
        [("amount", 2, "amount"), ("date", 2, "date")],
        (1, "5"),
    ),
    imports(
        32, "three lines above the header", b"Shop Ltd\nMarch 2025\n\n" + utf8(TEA), 1, "5"
    ).told("column names stand on line 4"),
    imports(33, "a total below", utf8(TEA, CAKE, "Total,,11.50"), 2, "11.5")
    .leaving_out(1)
    .told("1 totals"),
    imports(34, "blank lines between", utf8("", TEA, "", "", CAKE, ""), 2, "11.5"),
    rejects(
        35, "a cell too few", utf8(TEA, "2025-03-02,7", CAKE), [("columns", 3, "")], (2, "11.5")
    ).selling("Tea", "Cake"),
    rejects(
        36,
        "a cell too many",
        utf8(TEA, "2025-03-02,Tea, green,7", CAKE),
        [("columns", 3, "")],
        (2, "11.5"),
    ).selling("Tea", "Cake"),
    imports(
        37,
        "a comma at the end of every line",
        utf8(f"{TEA},", f"{CAKE},", header="date,item,amount,"),
        2,
        "11.5",
    ),
    rejects(
        38,
        "a stray quotation mark",
        utf8(TEA, '2025-03-02,"Tea"x,7', CAKE),
        [("quote", 3, "")],
        (2, "11.5"),
    ).selling("Tea", "Cake"),
    refuses(39, "a quotation mark that is never closed", _never_closed, "unclosed-quote", 10),
    refuses(
        39, "the same in the header", b'date,item,"amount\n2025-03-01,Tea,5\n', "unclosed-quote", 1
    ),
    refuses(
        40,
        "two tables",
        utf8(TEA, CAKE, "", "Date,Refund,Total Amount,Reason", "2025-03-03,Tea,-5,cold"),
        "two-tables",
        5,
    ),
    refuses(
        40,
        "two tables as wide as each other",
        utf8(TEA, CAKE, "Date,Amount,Item", "2025-03-03,5,Tea"),
        "two-tables",
        4,
    ),
    refuses(
        41,
        "ten thousand columns",
        (",".join(map(str, range(10_000))) + "\n1\n").encode(),
        "columns-limit",
    ).told("10,000"),
    refuses(42, "one column", b"sales\n5\n6\n", "delimiter").told("'sales'"),
    refuses(43, "JSON", json.dumps([{"date": "2025-03-01", "amount": 5}]).encode(), "not-csv").told(
        "JSON"
    ),
    refuses(43, "HTML", b"<!DOCTYPE html><table><tr><td>5</td></tr></table>", "not-csv").told(
        "a web page"
    ),
    refuses(43, "PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-csv").told("a PDF"),
    refuses(43, "PNG", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-csv").told("a picture"),
    rejects(
        44,
        "cells of a merged date",
        utf8(TEA, ",Cake,6", ",Pie,7", CAKE),
        [("date-missing", 3, "date"), ("date-missing", 4, "date")],
        (2, "11.5"),
    ).selling("Tea", "Cake"),
    imports(45, "the header in the middle", utf8(TEA, "Date,Item,Amount", CAKE), 2, "11.5")
    .leaving_out(1)
    .told("1 repeated headers"),
)
