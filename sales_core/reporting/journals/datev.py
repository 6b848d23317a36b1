"""A journal as a posting batch in DATEV's format (EXTF 700, Buchungsstapel 13).

Source: developer.datev.de, "DATEV-Format": header, posting batch. A record posts one amount
from one account to another. So each payment method is posted against revenue, and tax, where
it is known, from revenue to tax.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sales_core.errors import SalesError
from sales_core.reporting.journals.accounts import AccountNameError, Accounts
from sales_core.reporting.journals.bookkeeping import cents
from sales_core.reporting.journals.entries import Entry, Posting
from sales_core.values.periods import Period

CONSULTANT, CLIENT = 1001, 1
"""Numbers in the header where nobody says others; the import asks for the real ones."""

_BEFORE = (
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;"
    "WKZ Basis-Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;"
    "Belegfeld 2;Skonto;Buchungstext;Postensperre;Diverse Adressnummer;Geschäftspartnerbank;"
    "Sachverhalt;Zinssperre;Beleglink"
)
_BETWEEN = (
    "KOST1 - Kostenstelle;KOST2 - Kostenstelle;Kost-Menge;EU-Land u. UStID (Bestimmung);"
    "EU-Steuersatz (Bestimmung);Abw. Versteuerungsart;Sachverhalt L+L;Funktionsergänzung L+L;"
    "BU 49 Hauptfunktionstyp;BU 49 Hauptfunktionsnummer;BU 49 Funktionsergänzung"
)
_AFTER = (
    "Stück;Gewicht;Zahlweise;Forderungsart;Veranlagungsjahr;Zugeordnete Fälligkeit;Skontotyp;"
    "Auftragsnummer;Buchungstyp;USt-Schlüssel (Anzahlungen);EU-Land (Anzahlungen);"
    "Sachverhalt L+L (Anzahlungen);EU-Steuersatz (Anzahlungen);Erlöskonto (Anzahlungen);"
    "Herkunft-Kz;Buchungs GUID;KOST-Datum;SEPA-Mandatsreferenz;Skontosperre;Gesellschaftername;"
    "Beteiligtennummer;Identifikationsnummer;Zeichnernummer;Postensperre bis;"
    "Bezeichnung SoBil-Sachverhalt;Kennzeichen SoBil-Buchung;Festschreibung;Leistungsdatum;"
    "Datum Zuord. Steuerperiode;Fälligkeit;Generalumkehr (GU);Steuersatz;Land;"
    "Abrechnungsreferenz;BVV-Position;EU-Land u. UStID (Ursprung);EU-Steuersatz (Ursprung);"
    "Abw. Skontokonto"
)

COLUMNS = (
    *_BEFORE.split(";"),
    *(f"Beleginfo - {part} {at}" for at in range(1, 9) for part in ("Art", "Inhalt")),
    *_BETWEEN.split(";"),
    *(f"Zusatzinformation{part} {at}" for at in range(1, 21) for part in (" - Art", "- Inhalt")),
    *_AFTER.split(";"),
)
"""The 125 columns of a posting batch, in their order."""

TEXTS = frozenset(
    [2, 3, 6, 9, 11, 12, 14, 16, *range(20, 39), 40, 42, *range(48, 88), 91, 95, 96, 98, 102, 103,
     105, 107, 109, 110, 112, 118, 120, 121, 123]
)  # fmt: skip
"""Columns of texts, counted from one: they stand in quotation marks, also when empty."""

LONGEST_TEXT = 60


class FinancialYearError(SalesError):
    """A posting batch was asked for days of several years."""

    code = "datev-years"

    def __init__(self, period: Period) -> None:
        super().__init__(
            f"DATEV takes one financial year at a time, and {period.start} to {period.end} lie in "
            "several. Ask for days of one calendar year."
        )


def datev(
    entries: Sequence[Entry], period: Period, accounts: Accounts, currency: str, *, now: datetime
) -> bytes:
    """Write a posting batch.

    Args:
        entries: Rounded to cents.
        period: First to last day asked for, of one calendar year.
        accounts: Their numbers; by them it is seen which posting is of revenue and of tax.
        currency: ISO 4217 code.
        now: When it is made; it stands in the header.

    Returns:
        CSV in Windows-1252, as DATEV reads it; letters that it lacks are question marks, and
        only in the text of a posting.

    Raises:
        FinancialYearError: The days lie in several years.
        AccountNameError: An account is no number of four to eight digits.
    """
    if period.start.year != period.end.year:
        raise FinancialYearError(period)
    rows = [
        _record(entry, each, accounts.revenue, currency)
        for entry in entries
        for each in entry.postings
        if each.role != "revenue"
    ]
    head = _header(period, accounts, currency, now)
    lines = [head, ";".join(COLUMNS), *rows]
    return "".join(f"{line}\r\n" for line in lines).encode("cp1252", "replace")


def _header(period: Period, accounts: Accounts, currency: str, now: datetime) -> str:
    digits = len(_number(accounts.revenue))
    made = f"{now:%Y%m%d%H%M%S}{now.microsecond // 1000:03}"
    first, last = (f"{day:%Y%m%d}" for day in (period.start, period.end))
    fields = [
        *('"EXTF"', "700", "21", '"Buchungsstapel"', "13", made, "", '"RE"', '""', '""'),
        *(str(CONSULTANT), str(CLIENT), f"{period.start.year}0101", str(digits), first, last),
        *('"Sales"', '""', "1", "0", "0", f'"{currency}"', "", '""', "", "", '""', "", ""),
        *('""', '""'),
    ]
    return ";".join(fields)


def _record(entry: Entry, posting: Posting, revenue: str, currency: str) -> str:
    """Write a posting against revenue: a debit (S) or a credit (H) of its own account."""
    cells = [""] * len(COLUMNS)
    cells[0] = cents(abs(posting.amount), ",")
    cells[1] = "S" if posting.amount > 0 else "H"
    cells[2] = currency
    cells[6], cells[7] = _number(posting.account), _number(revenue)
    cells[9] = f"{entry.day:%d%m}"
    cells[10] = f"{entry.day}"
    cells[13] = re.sub(r"[\x00-\x1f]", " ", f"Sales {entry.day}, {posting.about}")[:LONGEST_TEXT]
    cells[113] = "0"
    return ";".join(
        '"' + cell.replace('"', '""') + '"' if at in TEXTS else cell
        for at, cell in enumerate(cells, 1)
    )


def _number(account: str) -> str:
    if not re.fullmatch("[1-9][0-9]{3,7}", account):
        raise AccountNameError(account, "DATEV", "it is a number of four to eight digits")
    return account
