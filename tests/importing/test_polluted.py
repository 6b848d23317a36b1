"""A small file, polluted in many ways, is read exactly, or its fault is asked, told, or refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sales_core.importing.issues import FileRefusedError
from tests.builders import lines_of, read, refusal

WIDE = (
    "Date,Order,Item,Quantity,Price,Amount",
    "2025-03-27,A1,Green tea,2,4.50,9.00",
    "2025-03-27,A1,Carrot cake,1,3.25,3.25",
    "2025-03-28,A2,Espresso,3,2.10,6.30",
    '2025-03-28,A3,"Soup, hot",1,7.75,7.75',
    "2025-03-29,A4,Green tea,4,4.50,18.00",
    "2025-03-30,A5,Rice cake,2,1.20,2.40",
)
NARROW = (
    "Date,Amount",
    "2025-03-27,9.00",
    "2025-03-28,3.25",
    "2025-03-29,6.30",
    "2025-03-30,7.75",
    "2025-03-31,18.15",
)

Pollution = Callable[[tuple[str, ...]], bytes]


def _row(number: int, change: Callable[[str], str]) -> Pollution:
    """Pollute one line, counted from 0."""

    def polluted(lines: tuple[str, ...]) -> bytes:
        changed = [change(line) if at == number else line for at, line in enumerate(lines)]
        return _text(*changed)

    return polluted


def _all(change: Callable[[str], str]) -> Pollution:
    return lambda lines: change("\n".join((*lines, ""))).encode()


def _text(*lines: str) -> bytes:
    return "\n".join((*lines, "")).encode()


def _around(before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Pollution:
    return lambda lines: _text(*before, *lines, *after)


def _between(*more: str) -> Pollution:
    return lambda lines: _text(*lines[:3], *more, *lines[3:])


def _renamed(at: int, name: str) -> Pollution:
    return _row(0, lambda line: ",".join([*line.split(",")[:at], name, *line.split(",")[at + 1 :]]))


POLLUTIONS: dict[str, Pollution] = {
    "one delimiter more at the end": _row(2, lambda line: line + ","),
    "one delimiter more at the start": _row(2, lambda line: "," + line),
    "one delimiter more inside": _row(2, lambda line: line.replace(",", ",,", 1)),
    "one cell more": _row(2, lambda line: line + ",99"),
    "one cell more inside": _row(2, lambda line: line.replace(",", ",99,", 1)),
    "one delimiter less": _row(2, lambda line: line.replace(",", "", 1)),
    "the last cell missing": _row(2, lambda line: line.rpartition(",")[0]),
    "the first cell missing": _row(2, lambda line: line.partition(",")[2]),
    "only the first cell": _row(2, lambda line: line.partition(",")[0]),
    "only the last cell": _row(2, lambda line: line.rpartition(",")[2]),
    "an empty row of delimiters": lambda lines: _text(
        *lines[:2], "," * lines[0].count(","), *lines[2:]
    ),
    "a quote more at the start": _row(2, lambda line: '"' + line),
    "a quote more at the end": _row(2, lambda line: line + '"'),
    "a quote more inside": _row(2, lambda line: line.replace(",", ',"', 1)),
    "a quote more inside a cell": _row(2, lambda line: line[:3] + '"' + line[3:]),
    "a quote left away": _all(lambda text: text.replace('hot"', "hot")),
    "the other quote left away": _all(lambda text: text.replace('"Soup', "Soup")),
    "both quotes left away": _all(lambda text: text.replace('"', "")),
    "other quotes in a row": _row(4, lambda line: line.replace('"', "'")),
    "single quotes everywhere": _all(lambda text: text.replace('"', "'")),
    "a whole row in quotes": _row(2, lambda line: f'"{line}"'),
    "every cell of a row in quotes": _row(2, lambda line: '"' + line.replace(",", '","') + '"'),
    "every cell of a row in single quotes": _row(
        2, lambda line: "'" + line.replace(",", "','") + "'"
    ),
    "a backslash before a quote": _row(4, lambda line: line.replace("hot", 'h\\"ot')),
    "semicolons in one row": _row(2, lambda line: line.replace(",", ";")),
    "tabs in one row": _row(2, lambda line: line.replace(",", "\t")),
    "bars in one row": _row(2, lambda line: line.replace(",", "|")),
    "blanks in one row": _row(2, lambda line: line.replace(",", " ")),
    "colons in one row": _row(2, lambda line: line.replace(",", ":")),
    "semicolons in the header": _row(0, lambda line: line.replace(",", ";")),
    "semicolons in the last row": _row(5, lambda line: line.replace(",", ";")),
    "semicolons in the first row": _row(1, lambda line: line.replace(",", ";")),
    "another delimiter at one place": _row(2, lambda line: line.replace(",", ";", 1)),
    "blanks around delimiters": _row(2, lambda line: line.replace(",", " , ")),
    "blanks behind a row": _row(2, lambda line: line + "   "),
    "blanks behind all rows": _all(lambda text: text.replace("\n", "   \n")),
    "a delimiter behind all rows": _all(lambda text: text.replace("\n", ",\n")),
    "a delimiter behind all rows but the header": lambda lines: _text(
        lines[0], *(line + "," for line in lines[1:])
    ),
    "a name twice": _renamed(1, "Date"),
    "a name missing": _renamed(1, ""),
    "the first name missing": _renamed(0, ""),
    "a name less": _row(0, lambda line: line.rpartition(",")[0]),
    "the first name less": _row(0, lambda line: line.partition(",")[2]),
    "a name more": _row(0, lambda line: line + ",Note"),
    "no header": lambda lines: _text(*lines[1:]),
    "two headers": lambda lines: _text(lines[0], *lines),
    "the header again inside": lambda lines: _text(*lines[:3], lines[0], *lines[3:]),
    "blank lines": _all(lambda text: text.replace("\n", "\n\n")),
    "a blank line inside": _between(""),
    "a line of blanks inside": _between("    "),
    "blank lines before": _around(("", "", "")),
    "blank lines behind": _around(after=("", "", "")),
    "a title": _around(("Sales of March",)),
    "a preamble": _around(("Sales of March", "", "Printed by: Ann, Bo", "")),
    "a comment": _around(("# exported by a till",)),
    "a comment inside": _between("# a note"),
    "a note behind": _around(after=("", "End of the report")),
    "a second table below": _around(after=("", "Payment,Total", "Cash,20.00", "Card,26.70")),
    "a second table with dates": _around(after=("", "Date,Payment,Total", "2025-03-27,Cash,12.25")),
    "the table twice": lambda lines: _text(*lines, "", *lines),
    "a cell of two lines": _row(3, lambda line: line.replace("Espresso", '"Espr\nesso"')),
    "a cell of two lines without quotes": _row(3, lambda line: line.replace("Esp", "Esp\n")),
    "a row cut in two lines": _row(3, lambda line: line.replace(",", ",\n", 1)),
    "two rows on one line": lambda lines: _text(*lines[:2], lines[2] + lines[3], *lines[4:]),
    "two rows with a delimiter between": lambda lines: _text(
        *lines[:2], f"{lines[2]},{lines[3]}", *lines[4:]
    ),
    "a cell of 5,000 characters": _row(3, lambda line: line.replace("Espresso", "x" * 5_000)),
    "a date of 5,000 characters": _row(3, lambda line: line.replace("2025", "2" * 5_000)),
    "an amount of 5,000 digits": _row(3, lambda line: line + "0" * 5_000),
    "ends of Windows": lambda lines: "\r\n".join((*lines, "")).encode(),
    "ends of old Macs": lambda lines: "\r".join((*lines, "")).encode(),
    "mixed ends": lambda lines: "".join(
        line + ("\r\n", "\n", "\r")[at % 3] for at, line in enumerate(lines)
    ).encode(),
    "two returns": lambda lines: "\r\r\n".join((*lines, "")).encode(),
    "no end of the last row": lambda lines: "\n".join(lines).encode(),
    "a mark of UTF-8": lambda lines: b"\xef\xbb\xbf" + _text(*lines),
    "the mark twice": lambda lines: b"\xef\xbb\xbf" * 2 + _text(*lines),
    "the mark inside": _row(2, lambda line: "\ufeff" + line),
    "UTF-16": lambda lines: _text(*lines).decode().encode("utf-16"),
    "UTF-16 without a mark": lambda lines: _text(*lines).decode().encode("utf-16-le"),
    "a NUL": _row(2, lambda line: line[:12] + "\x00" + line[12:]),
    "an end of file sign": _around(after=("\x1a",)),
    "a line that says the delimiter": _around(("sep=,",)),
    "a line that says another delimiter": _around(("sep=;",)),
    "an amount of two points": _row(2, lambda line: line + ".5"),
    "an amount with a letter": _row(2, lambda line: line[:-1] + "O"),
    "no-break blanks": _row(2, lambda line: line.replace(",", ",\xa0")),
}


NAMES = {"a backslash before a quote": 1, "a cell of two lines": 1}
"""How many names are other ones, as they are written."""


def _outcome(content: bytes, plain: bytes, polluted_names: int = 0) -> str:
    """Say what becomes of a polluted file; "wrong" where figures differ without a word."""
    try:
        reading = read(content)
    except FileRefusedError:
        return "refused"
    if reading.questions:
        return "asked"
    if reading.rows_rejected:
        return "rejected"
    wanted = lines_of(read(plain))
    found = lines_of(reading)
    columns = ["sale_date", "quantity", "amount"]
    names = len({*found["product"]} - {*wanted["product"]})
    if found[columns].equals(wanted[columns]) and names <= polluted_names:
        return "exact"
    told = any(line.startswith("Attention") for line in reading.evidence)
    return "told" if told else "wrong"


@pytest.mark.parametrize("lines", [WIDE, NARROW], ids=["six columns", "two columns"])
@pytest.mark.parametrize("name", POLLUTIONS)
def test_nothing_polluted_is_read_otherwise_without_a_word(
    name: str, lines: tuple[str, ...]
) -> None:
    assert _outcome(POLLUTIONS[name](lines), _text(*lines), NAMES.get(name, 0)) != "wrong"


@pytest.mark.parametrize("name", ["Refund", "Erstattung", "Devolución"])
def test_a_table_of_refunds_below_is_no_sales(name: str) -> None:
    sales = "Date,Order,Item,Amount\n2025-01-13,1,Tea,10.00\n2025-01-14,2,Pie,20.00\n"
    fault = refusal(f"{sales}\nDate,{name},Reason,Amount\n2025-01-15,1,broken,5.00\n".encode())
    assert (fault.issue.code, fault.issue.line) == ("two-tables", 5)
