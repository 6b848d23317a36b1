"""Column names (46 to 55)."""

from __future__ import annotations

from tests.bad_inputs.case import imports, refuses, utf8

TEA = "2025-03-01,Tea,5"

CASES = (
    imports(
        46, "case, blanks and a mark", utf8(TEA, header="\ufeff Date , ITEM name,AMOUNT "), 1, "5"
    ).selling("Tea"),
    imports(
        47,
        "other words",
        utf8("2025-03-01,Tea,2,3", header="Datum,Artikel,Menge,Einzelpreis"),
        1,
        "6",
    ).selling("Tea"),
    imports(
        47, "short words", utf8("2025-03-01,Tea,2,3", header="Date,Item,Qty,Unit price"), 1, "6"
    ),
    refuses(
        48, "nothing that is needed", utf8("Tea,Hall", header="item,location"), "missing-columns"
    ).told("date and amount", "item, location"),
    refuses(
        49, "a name twice", utf8("2025-03-01,5,6", header="date,price,price"), "duplicate-column"
    ).told("more than once"),
    imports(
        50, "other columns", utf8(f"{TEA},red,x@y.z", header="date,item,amount,colour,mail"), 1, "5"
    ).told("Not read: colour, mail"),
    imports(
        51,
        "names that are formulas, markdown and very long",
        utf8(
            f"{TEA},1,2,3",
            header="date,item,amount,=cmd|' /C calc'!A0,**[x](http://y.z)**," + "n" * 5_000,
        ),
        1,
        "5",
    ).told("=cmd"),
    imports(52, "another order", utf8("5,Tea,2025-03-01", header="amount,item,date"), 1, "5")
    .selling("Tea")
    .sold_on("2025-03-01"),
    imports(53, "an empty name", utf8(f"{TEA},x", header="date,item,amount,"), 1, "5").told(
        "(no name)"
    ),
    imports(
        54,
        "words of programs",
        utf8(f"{TEA},1,2,3", header="date,item,amount,constructor,__proto__,DROP TABLE sales"),
        1,
        "5",
    ).selling("Tea"),
    imports(
        55, "a Cyrillic letter in the date", utf8(TEA, header="d\u0430te,item,amount"), 1, "5"
    ).told("look like the date"),
    refuses(
        55,
        "a Cyrillic letter in the amount",
        utf8(TEA, header="date,item,\u0430mount"),
        "missing-columns",
    ).told("No column for amount", "Cyrillic and Latin letters"),
)
