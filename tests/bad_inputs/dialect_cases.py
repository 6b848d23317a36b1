"""Delimiters, quotation marks and line ends (15 to 26)."""

from __future__ import annotations

from tests.bad_inputs.case import imports, rejects, text, utf8

ROWS = ("2025-03-01,Tea,5", "2025-03-02,Cake,6.50")

CASES = (
    imports(
        15,
        "semicolons and decimal commas",
        utf8("01.03.2025;Tee;12,50", "31.03.2025;Kuchen;1.200,25", header="Datum;Artikel;Betrag"),
        2,
        "1212.75",
    ).sold_on("2025-03-01", "2025-03-31"),
    imports(16, "tabs", text(*ROWS).replace(",", "\t").encode(), 2, "11.5").selling("Tea", "Cake"),
    imports(17, "bars", text(*ROWS).replace(",", "|").encode(), 2, "11.5").selling("Tea", "Cake"),
    imports(18, "blanks behind commas", text(*ROWS).replace(",", ", ").encode(), 2, "11.5").selling(
        "Tea", "Cake"
    ),
    imports(19, "carriage returns alone", utf8(*ROWS, end="\r"), 2, "11.5").selling("Tea", "Cake"),
    imports(
        20,
        "two kinds of line ends",
        b"date,item,amount\r\n2025-03-01,Tea,5\n2025-03-02,Cake,6.5\r\n",
        2,
        "11.5",
    ).selling("Tea", "Cake"),
    imports(
        21,
        "sep=; before the header",
        b"sep=;\r\n" + utf8("2025-03-01;Tea, green;5,50", header="date;item;amount", end="\r\n"),
        1,
        "5.5",
    ).selling("Tea, green"),
    imports(
        22,
        "single quotation marks",
        utf8("'2025-03-01','Tea, green','5'", header="'date','item','amount'"),
        1,
        "5",
    )
    .selling("Tea, green")
    .told("single quotation marks"),
    imports(
        22,
        "apostrophes in names are no quotation marks",
        utf8("2025-03-01,'s Avonds,5", "2025-03-01,Rock 'n' Roll',6"),
        2,
        "11",
    ).selling("'s Avonds", "Rock 'n' Roll'"),
    imports(
        23,
        "quotation marks behind backslashes",
        utf8(r'2025-03-01,"Pizza 12\" large",5', r'2025-03-02,"say \"hi\", they said",6'),
        2,
        "11",
    ).selling('Pizza 12" large', 'say "hi", they said'),
    imports(24, "no line end at the end", utf8(*ROWS).rstrip(), 2, "11.5").selling("Tea", "Cake"),
    rejects(
        25,
        "line breaks inside quotation marks",
        utf8('2025-03-01,"Tea\nfor\r\ntwo",5', "2025-03-02,Cake,x", "2025-03-03,Cake,6"),
        [("amount", 5, "amount")],
        (2, "11"),
    ).selling("Tea for two", "Cake"),
    rejects(
        25,
        "a carriage return inside quotation marks",
        utf8('2025-03-01,"Tea\rfor two",5', "2025-03-02,Cake,x", "2025-03-03,Cake,6"),
        [("amount", 4, "amount")],
        (2, "11"),
    ),
    rejects(
        26,
        "a row with another delimiter",
        utf8("2025-03-01,Tea,5", "2025-03-02;Cake;6", "2025-03-03,Cake,7"),
        [("columns", 3, "")],
        (2, "12"),
    ),
)
