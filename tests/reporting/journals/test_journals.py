"""Journals: balanced, exact, and read back by the programs they are written for."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.reporting.filters import Filters
from sales_core.reporting.journals.accounts import (
    AccountNameError,
    Accounts,
    AccountTextError,
    account_pairs,
)
from sales_core.reporting.journals.bookkeeping import QUICKBOOKS_COLUMNS, XERO_COLUMNS
from sales_core.reporting.journals.datev import COLUMNS, FinancialYearError
from sales_core.reporting.journals.entries import (
    DayOfSales,
    NarrowedJournalError,
    entries_of,
    in_cents,
)
from sales_core.reporting.journals.plain_text import beancount, hledger
from sales_core.reporting.journals.programs import PROGRAMS, USUAL, Program, journal
from sales_core.reporting.revenue import breakdown, revenue_report
from sales_core.store.database import Database
from tests.builders import load, mindbody_csv, sale

NOW = datetime(2025, 5, 1, 12, 30, 15, 250_000, UTC)
SALES = mindbody_csv(
    sale(date="3/28/2025", amount="10.125", payment_method="Credit card (Visa/MC; keyed)"),
    sale(date="3/28/2025", amount="1234567.8901", order_id="2"),
    sale(date="3/29/2025", amount="-12.5", quantity="-1", payment_method="現金", order_id="3"),
    sale(date="3/30/2025", amount="5", payment_method="---", order_id="4"),
    sale(date="3/30/2025", amount="1.115", payment_method='"Odd": name', order_id="5"),
    sale(date="3/31/2025", amount="5", order_id="6"),
    sale(date="3/31/2025", amount="-5", quantity="-1", order_id="7"),
)

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def written(database: Database, program: Program, **more: Any) -> bytes:
    return journal(database, Filters(), program, "SGD", now=NOW, **more).content


def exact_totals(database: Database) -> tuple[Decimal, dict[str, Decimal]]:
    total = revenue_report(database, Filters()).figures.revenue
    parts = breakdown(database, Filters(), "payment_method")
    by_method = {
        name: Decimal(int(amount)).scaleb(-4)
        for name, amount in zip(parts["name"], parts["revenue"], strict=True)
    }
    return total, by_method


@SQLITE
def test_beancount_reads_it_back_to_the_last_digit(database: Database) -> None:
    loader = pytest.importorskip("beancount.loader", reason="beancount is not installed")
    load(database, SALES)
    entries, errors, _ = loader.load_string(written(database, "beancount").decode())
    assert not errors
    booked = [each for each in entries if type(each).__name__ == "Transaction"]
    assert [each.date for each in booked] == [date(2025, 3, day) for day in (28, 29, 30)]
    sums: Counter[str] = Counter()
    for entry in booked:
        assert sum(each.units.number for each in entry.postings) == 0
        for each in entry.postings:
            sums[each.account] += each.units.number
    total, by_method = exact_totals(database)
    assert sums.pop("Income:Sales") == -total
    assert sorted(sums.values()) == sorted(each for each in by_method.values() if each)
    assert {"Assets:Payments:Cash", "Assets:Payments:X現金", "Assets:Payments:Not-stated"} <= set(
        sums
    )
    names = {each.meta["payment-method"] for each in entries if "payment-method" in each.meta}
    assert {"Credit card (Visa/MC; keyed)", '"Odd": name', "現金"} <= names


@SQLITE
@pytest.mark.slow
def test_hledger_reads_it_back_to_the_last_digit(database: Database, tmp_path: Path) -> None:
    program = shutil.which("hledger")
    if not program:
        pytest.skip("NOT READ BY hledger: it is not installed (apt-get install hledger)")
    load(database, SALES)
    file = tmp_path / "sales.journal"
    file.write_bytes(written(database, "hledger"))

    def ask(*arguments: str) -> str:
        called = [program, "-f", str(file), *arguments]
        answer = subprocess.run(called, check=True, capture_output=True, timeout=60)
        return answer.stdout.decode()

    ask("check", "--strict")
    rows = json.loads(ask("balance", "--output-format", "json", "--flat", "--empty"))[0]
    sums = {row[0]: quantity(row[3]) for row in rows}
    total, by_method = exact_totals(database)
    assert sums.pop("income:sales") == -total
    assert sorted(sums.values()) == sorted(each for each in by_method.values() if each)
    assert "assets:payments:Credit card (Visa/MC keyed)" in sums
    assert json.loads(ask("print", "--output-format", "json"))[1]["tdate"] == "2025-03-29"


def quantity(amounts: Any) -> Decimal:
    (amount,) = amounts
    number = amount["aquantity"]
    return Decimal(number["decimalMantissa"]).scaleb(-number["decimalPlaces"])


@SQLITE
def test_datev_has_its_header_and_all_columns(database: Database) -> None:
    load(database, SALES)
    lines = written(database, "datev").decode("cp1252").split("\r\n")
    assert lines[0] == (
        '"EXTF";700;21;"Buchungsstapel";13;20250501123015250;;"RE";"";"";1001;1;20250101;4;'
        '20250328;20250331;"Sales";"";1;0;0;"SGD";;"";;;"";;;"";""'
    )
    assert lines[-1] == ""
    header, *rows = csv.reader(lines[1:-1], delimiter=";")
    assert (header, len(header)) == (list(COLUMNS), 125)
    assert {len(row) for row in rows} == {125}
    assert [[row[at] for at in (0, 1, 2, 6, 7, 9, 10, 13)] for row in rows] == [
        ["1234567,89", "S", "SGD", "1360", "8200", "2803", "2025-03-28", "Sales 2025-03-28, Cash"],
        ["10,12", "S", "SGD", "1360", "8200", "2803", "2025-03-28",
         "Sales 2025-03-28, Credit card (Visa/MC; keyed)"],
        ["12,50", "H", "SGD", "1360", "8200", "2903", "2025-03-29", "Sales 2025-03-29, ??"],
        ["5,00", "S", "SGD", "1360", "8200", "3003", "2025-03-30", "Sales 2025-03-30, Not stated"],
        ["1,12", "S", "SGD", "1360", "8200", "3003", "2025-03-30",
         'Sales 2025-03-30, "Odd": name'],
    ]  # fmt: skip
    assert lines[2].startswith(
        '1234567,89;"S";"SGD";;;"";1360;8200;"";2803;"2025-03-28";"";;"Sales'
    )


@SQLITE
def test_what_rounding_adds_is_told(database: Database) -> None:
    load(database, SALES)
    exact = journal(database, Filters(), "hledger", "SGD", now=NOW)
    assert (exact.rounded, exact.entries) == (0, 3)
    rounded = journal(database, Filters(), "quickbooks", "SGD", now=NOW)
    assert rounded.rounded == -1 - 50 + 50  # 0.8901, 10.125 and 1.115 to cents, half to even


@SQLITE
@pytest.mark.parametrize("program", ["xero", "quickbooks"])
def test_tables_for_bookkeeping_balance_each_day(database: Database, program: Program) -> None:
    load(database, SALES)
    text = written(database, program).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == (XERO_COLUMNS if program == "xero" else QUICKBOOKS_COLUMNS)
    days: Counter[str] = Counter()
    for row in rows:
        if program == "xero":
            days[row["*Date"]] += Decimal(row["*Amount"])  # type: ignore[assignment]
        else:
            amount = Decimal(row["Debits"] or 0) - Decimal(row["Credits"] or 0)
            days[row["Journal Date"]] += amount  # type: ignore[assignment]
    assert list(days) == (
        ["28 Mar 2025", "29 Mar 2025", "30 Mar 2025"]
        if program == "xero"
        else ["03/28/2025", "03/29/2025", "03/30/2025"]
    )
    assert set(days.values()) == {0}


@SQLITE
def test_accounts_are_called_as_is_set(database: Database) -> None:
    load(database, SALES)
    pairs = account_pairs(["revenue=4000", "payments=1100", "Cash=1000", '"Odd": name=1200'])
    rows = written(database, "datev", pairs=pairs).decode("cp1252").splitlines()[2:]
    assert [row.split(";")[6:8] for row in rows if "Cash" in row] == [["1000", "4000"]]
    assert [row.split(";")[6:8] for row in rows if "Odd" in row] == [["1200", "4000"]]
    assert [row.split(";")[6:8] for row in rows if "Not stated" in row] == [["1100", "4000"]]


@pytest.mark.parametrize(
    ("program", "account"), [("datev", "Kasse"), ("beancount", "Cash"), ("hledger", "(cash)")]
)
@SQLITE
def test_an_account_that_the_program_cannot_have_is_refused(
    database: Database, program: Program, account: str
) -> None:
    load(database, SALES)
    with pytest.raises(AccountNameError, match="is no account of"):
        written(database, program, pairs=(("Cash", account),))


@SQLITE
def test_datev_takes_days_of_one_year(database: Database) -> None:
    load(database, SALES)
    filters = Filters(date(2024, 12, 1), date(2025, 3, 31))
    with pytest.raises(FinancialYearError, match="one calendar year"):
        journal(database, filters, "datev", "SGD", now=NOW)


@SQLITE
def test_a_journal_is_of_all_products(database: Database) -> None:
    load(database, SALES)
    for narrowed in (Filters(products=("Tea",)), Filters(traits=(("category", ("Coffee",)),))):
        with pytest.raises(NarrowedJournalError, match="all products"):
            journal(database, narrowed, "hledger", "SGD", now=NOW)


def test_a_journal_follows_locations_and_payment_methods(database: Database) -> None:
    load(database, SALES)
    for filters in (Filters(payment_methods=("Cash",)), Filters(locations=("Hall",))):
        found = journal(database, filters, "hledger", "SGD", now=NOW).content.decode()
        revenue = revenue_report(database, filters).figures.revenue
        posted = [line for line in found.splitlines() if line.lstrip().startswith("income:sales")]
        assert -sum(Decimal(line.split()[-2]) for line in posted) == revenue


@SQLITE
@pytest.mark.parametrize("program", PROGRAMS)
def test_without_sales_a_journal_has_no_entries(database: Database, program: Program) -> None:
    assert journal(database, Filters(), program, "SGD", now=NOW).entries == 0


@pytest.mark.parametrize("text", ["", "revenue", "=4000", "revenue=", "a\nb=1\n2"])
def test_a_text_that_names_no_account_is_refused(text: str) -> None:
    with pytest.raises(AccountTextError, match="names no account"):
        account_pairs([text])


amounts = st.integers(-(10**14), 10**14)
methods = st.text(max_size=12)


@given(
    st.lists(st.tuples(st.lists(st.tuples(methods, amounts)), amounts)),
    st.sampled_from(["beancount", "hledger"]),
)
def test_entries_balance_and_tax_is_taken_from_revenue(
    days: list[tuple[list[tuple[str, int]], int]], program: Program
) -> None:
    sales = [
        DayOfSales(date(2025, 1, 1), tuple(dict(paid).items()), tax if paid else 0)
        for paid, tax in days
    ]
    accounts = USUAL[program]
    entries = entries_of(sales, accounts)
    for made in (entries, in_cents(entries, accounts)):
        assert all(sum(each.amount for each in entry.postings) == 0 for entry in made)
    posted = [each for entry in entries for each in entry.postings]
    assert -sum(each.amount for each in posted if each.role == "tax") == sum(
        day.tax for day in sales
    )
    assert sum(each.amount for each in posted if each.role == "payment") == sum(
        amount for day in sales for _, amount in day.paid
    )


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), amounts), min_size=1))
def test_any_payment_method_has_an_account_of_its_own(paid: list[tuple[str, int]]) -> None:
    parser = pytest.importorskip("beancount.parser.parser")
    day = DayOfSales(
        date(2025, 1, 1), tuple((" ".join(n.split()), a) for n, a in dict(paid).items())
    )
    entries = entries_of([day], USUAL["beancount"])
    if not entries:
        return
    found, errors, _ = parser.parse_string(beancount(entries, "SGD"))
    assert not errors
    (booked,) = [each for each in found if type(each).__name__ == "Transaction"]
    assert sum(each.units.number for each in booked.postings) == 0
    assert "  " not in hledger(entries, "SGD").split("account ")[1].split("\n")[0]


def test_accounts_without_parts_are_shared() -> None:
    assert Accounts("4", "2", "1").of_payment("Cash") == "1"


TAXED = b"""Date,Order ID,Product,Qty,Tax,Tax Rate,Total,Payment
2025-03-01,1,Latte,2,0.83,9%,10.00,Card
2025-03-01,2,Book,1,0.233,2.5%,9.25,Cash
2025-03-14,3,Latte,-1,0.41,9%,-5.00,Cash
2025-03-20,4,Tea,1,,,4.00,Cash
"""


@SQLITE
@pytest.mark.parametrize("program", ["beancount", "hledger"])
def test_tax_that_lines_state_is_credited_apart(database: Database, program: Program) -> None:
    assert load(database, TAXED).status == "imported"
    text = written(database, program).decode().lower()
    posted = [tuple(line.split()) for line in text.splitlines() if line.startswith("  ")]
    assert [each[:2] for each in posted if "tax" in each[0]] == [
        ("liabilities:tax", "-1.063"),
        ("liabilities:tax", "0.41"),
    ]
    assert [each[:2] for each in posted if "income" in each[0]] == [
        ("income:sales", "-18.187"),
        ("income:sales", "4.59"),
        ("income:sales", "-4"),
    ]


@SQLITE
def test_datev_posts_tax_from_revenue(database: Database) -> None:
    load(database, TAXED)
    rows = [row.split(";") for row in written(database, "datev").decode("cp1252").splitlines()[2:]]
    found = [(row[0], row[1], row[6], row[7]) for row in rows if row[6] == "1776"]
    assert found == [("1,06", '"H"', "1776", "8200"), ("0,41", '"S"', "1776", "8200")]
