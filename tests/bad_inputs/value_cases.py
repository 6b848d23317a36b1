"""Dates (56 to 67) and numbers (68 to 84)."""

from __future__ import annotations

from tests.bad_inputs.case import Case, asks, imports, refuses, rejects, utf8

CHEAP, DEAR = "2025-03-01,Tea,5", "2025-03-31,Cake,6.50"


def _dated(*dates: str) -> bytes:
    return utf8(*(f'"{day}",Tea,5' for day in dates))


def _bad_date(number: int, name: str, written: str) -> Case:
    """Make the case of a bad date on line 3, among sixty good ones."""
    days = [f"2025-03-{day:02}" for day in range(1, 31)] * 2
    content = _dated(days[0], written, *days[1:])
    return rejects(number, name, content, [("date", 3, "date")], (60, "300"))


def _paid(*amounts: str) -> bytes:
    return utf8(*(f'2025-03-01,Tea,"{amount}"' for amount in amounts))


def _bad_amount(number: int, name: str, written: str, code: str = "amount") -> Case:
    """Make the case of a bad amount on line 3, among sixty good ones."""
    content = _paid("5.25", written, *["5.25"] * 59)
    return rejects(number, name, content, [(code, 3, "amount")], (60, "315"))


def _pieces(*quantities: str) -> bytes:
    rows = (f"2025-03-01,Tea,{quantity},3.5" for quantity in quantities)
    return utf8(*rows, header="date,item,quantity,unit price")


CASES = (
    imports(56, "ISO dates", _dated("2025-03-01", "2025-03-31"), 2, "10").sold_on(
        "2025-03-01", "2025-03-31"
    ),
    imports(57, "day first", _dated("31/12/2024", "01/12/2024"), 2, "10")
    .sold_on("2024-12-31", "2024-12-01")
    .told("day/month/year"),
    asks(58, "day and month alike", _dated("03/04/2024", "05/04/2024"), "date-order").told(
        "Nothing in the file tells the day from the month"
    ),
    refuses(59, "two orders", _dated("13/01/2024", "01/13/2024"), "mixed-dates").told(
        "13/01/2024 only day/month/year", "01/13/2024 only month/day/year"
    ),
    _bad_date(60, "30 February", "2024-02-30").told("2024-02-30"),
    _bad_date(61, "a serial number among dates", "45292"),
    imports(61, "serial numbers only", _dated("45292", "45293"), 2, "10")
    .sold_on("2024-01-01", "2024-01-02")
    .told("day numbers of a spreadsheet"),
    imports(
        62,
        "times with offsets",
        _dated(
            "2024-12-31T23:30-05:00",
            "2025-01-01T00:30+14:00",
            "2025-03-30T02:30:00+01:00",
            "2025-10-26T02:30:00Z",
            "2025-03-09 02:30:00",
        ),
        5,
        "25",
    ).sold_on("2024-12-31", "2025-01-01", "2025-03-30", "2025-10-26", "2025-03-09"),
    _bad_date(62, "a time that there is not", "2025-03-05 99:99"),
    _bad_date(62, "seconds that there are not", "2025-03-05 12:30:75"),
    _bad_date(63, "year 0024", "0024-03-01"),
    _bad_date(63, "year 24", "0024/03/01"),
    _bad_date(63, "year 9999", "9999-12-31"),
    asks(64, "a day to come", _dated("2025-03-01", "2098-03-01"), "damage").told("2098-03-01"),
    imports(65, "dots", _dated("31.12.2024", "01.12.2024"), 2, "10").sold_on(
        "2024-12-31", "2024-12-01"
    ),
    imports(66, "English months", _dated("Dec 31, 2024"), 1, "5").sold_on("2024-12-31"),
    imports(66, "French months", _dated("31 déc. 2024"), 1, "5").sold_on("2024-12-31"),
    _bad_date(67, "milliseconds since 1970 among dates", "1735689600000"),
    refuses(67, "milliseconds since 1970 only", _dated("1735689600000"), "unreadable-column").told(
        "date", "1735689600000"
    ),
    imports(68, "1,234.56", _paid("1,234.56"), 1, "1234.56"),
    imports(69, "1.234,56", _paid("1.234,56"), 1, "1234.56"),
    asks(70, "1,234", _paid("1,234"), "decimal-mark").told("How much is 1,234?"),
    imports(71, "blanks in thousands", _paid("1\u00a0234,56", "1\u202f000,50"), 2, "2235.06"),
    imports(72, "signs of currencies", _paid("$1,234.50", "5.00 SGD", "S$6.25"), 3, "1245.75"),
    rejects(
        72,
        "several currencies",
        _paid("€5.25", "$6.25", "7.25 USD"),
        [("currency", 2, "amount"), ("currency", 4, "amount")],
        (1, "6.25"),
    ).told("SGD"),
    refuses(72, "another currency only", _paid("€5.25", "€6.25"), "other-currency").told("EUR"),
    imports(73, "parentheses", _paid("(12.50)", "20.00"), 2, "7.5").told("parentheses"),
    imports(74, "a minus behind", _paid("12.50-", "20.00"), 2, "7.5"),
    _bad_amount(75, "an exponent", "1e3"),
    _bad_amount(76, "NaN", "NaN"),
    _bad_amount(76, "inf", "inf"),
    _bad_amount(76, "N/A", "N/A"),
    _bad_amount(76, "a dash", "-"),
    _bad_amount(76, "nothing", "", "amount-missing"),
    imports(
        77, "0.1 and 0.2 many times", lambda: _paid(*["0.1", "0.2"] * 50_000), 100_000, "15000"
    ),
    imports(78, "five decimals", _paid("19.99995", "19.99985", "19.999"), 3, "59.9988").told(
        "2 amounts had more than 4 decimals"
    ),
    imports(79, "a negative quantity", _pieces("2", "-1"), 2, "3.5"),
    imports(80, "one and a half pieces", _pieces("1.5", "2"), 2, "12.25"),
    rejects(
        80,
        "a quantity with a unit",
        _pieces("2 KGS", *["2"] * 60),
        [("quantity", 2, "quantity")],
        (60, "420"),
    ),
    _bad_amount(81, "ten to the thirtieth", "1" + "0" * 30, "range"),
    rejects(
        81,
        "a product out of range",
        _pieces("90000000000", *["2"] * 60),
        [("range", 2, "quantity x unit price")],
        (60, "420"),
    ),
    imports(82, "Arabic digits", _paid("١٢٣", "٤٫٥٠"), 2, "127.5"),
    _bad_amount(82, "digits of two scripts", "1٢٣"),
    imports(83, "007", utf8("2025-03-01,007,5"), 1, "5").selling("007"),
    _bad_amount(84, "a truth value", "True"),
    rejects(
        84,
        "a truth value as a quantity",
        _pieces("True", *["2"] * 60),
        [("quantity", 2, "quantity")],
        (60, "420"),
    ),
)
