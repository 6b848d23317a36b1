"""An original file beside the receipt of its import: whether it is the one, and still adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from sales_core.errors import LedgerDamagedError, SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.unpacking import unpacked
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.reading import Reading
from sales_core.imports.complete import read_file
from sales_core.imports.result import ImportOptions
from sales_core.store import import_log, ledger
from sales_core.store.database import Database
from sales_core.store.import_log import ImportRecord
from sales_core.store.schema import sales
from sales_core.values.money import amount_text


@dataclass
class OriginalReport:
    """What is known of a file.

    Attributes:
        file: Its name.
        sha256: Of its bytes, or of the text that was taken out of it.
        imports: The imports of this very file, the active one first, then the latest.
        counting: How many lines count from the active one; the others count from earlier imports.
        agrees: What was compared and agrees, a sentence each.
        differs: What does not.
        unread: Why the file was not read again; "" where it was.
        namesakes: Imports of another file under the same name, where this one never was imported.
    """

    file: str
    sha256: str
    imports: list[ImportRecord] = field(default_factory=list)
    counting: int = 0
    agrees: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    unread: str = ""
    namesakes: list[ImportRecord] = field(default_factory=list)

    @property
    def active(self) -> ImportRecord | None:
        """Give the import that counts; None where there is none or it is undone."""
        return next((each for each in self.imports if each.undone_at is None), None)

    @property
    def clean(self) -> bool:
        """Tell whether the file counts, and all that was compared agrees."""
        return self.active is not None and not self.differs

    def compare(self, what: str, file: str, receipt: str) -> None:
        """Note whether two figures agree."""
        if file == receipt:
            self.agrees.append(f"{what}: {receipt}.")
        else:
            self.differs.append(f"{what}: {file}, by the receipt {receipt}.")


def check_original(database: Database, export: SalesExport) -> OriginalReport:
    """Compare a file with the receipt of its import; nothing is changed.

    Args:
        database: Where it may be imported.
        export: The file, packed or not.
    """
    try:
        with unpacked(export) as text, database.reading() as connection:
            return _checked(connection, text)
    except FileRefusedError as fault:
        report = OriginalReport(export.name, export.sha256())
        report.differs.append(f"The file cannot be read: {fault}")
        return report


def _checked(connection: Connection, export: SalesExport) -> OriginalReport:
    report = OriginalReport(export.name, export.sha256())
    records = import_log.all_records(connection)
    same = [each for each in records if each.file_sha256 == report.sha256]
    report.imports = sorted(same, key=lambda each: each.undone_at is not None)
    if not report.imports:
        report.namesakes = [each for each in records if each.file_name == export.name]
        return report
    record = report.imports[0]
    report.compare("Bytes", f"{export.size:,}", f"{record.file_size:,}")
    _compare_ledger(connection, record, report)
    _compare_reading(connection, export, record, report)
    if report.active:
        of_it = select(func.count()).select_from(sales).where(sales.c.import_id == record.id)
        report.counting = connection.execute(of_it).scalar_one()
    return report


def _compare_ledger(connection: Connection, record: ImportRecord, report: OriginalReport) -> None:
    """Compare the lines that the ledger keeps of an import with its receipt."""
    try:
        rows, amount = ledger.sums_of(connection, record.id)
    except LedgerDamagedError:
        report.differs.append("The lines that the ledger keeps of it cannot be read.")
        return
    kept = record.rows.imported + record.rows.already_imported
    worth = record.amount.imported + record.amount.already_imported
    report.compare("Lines in the ledger", f"{rows:,}", f"{kept:,}")
    report.compare("Their amount", amount_text(amount), amount_text(worth))


def _compare_reading(
    connection: Connection, export: SalesExport, record: ImportRecord, report: OriginalReport
) -> None:
    """Read the file again, as files of its columns are read now, and compare what it comes to."""
    if record.completes is not None:
        report.unread = "it completes another import and is read with that one's file"
        return
    try:
        currency = record.plan.get("currency")
        reading = read_file(connection, export, ImportOptions(), currency).reading
    except (FileRefusedError, SalesError) as fault:
        report.unread = str(fault)
        return
    if reading.lines is None:
        report.unread = "it asks something whose answer is not remembered"
        return
    for what, found, told in _figures(reading, record):
        report.compare(what, found, told)


def _figures(reading: Reading, record: ImportRecord) -> Iterator[tuple[str, str, str]]:
    rows, amount = record.rows, record.amount
    yield "Rows read", f"{reading.rows_read:,}", f"{rows.read:,}"
    yield "Rows rejected", f"{reading.rows_rejected:,}", f"{rows.rejected:,}"
    yield "Rows ignored", f"{reading.rows_ignored:,}", f"{rows.ignored:,}"
    yield "Amount read", amount_text(reading.amount_read), amount_text(amount.read)
