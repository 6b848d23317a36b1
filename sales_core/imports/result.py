"""What came of an import or a preview, for people and as the contracts write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

import pandas as pd

from sales_core.importing.issues import RowIssue
from sales_core.importing.plan import ImportPlan
from sales_core.importing.questions import Answers, Question
from sales_core.importing.rows.own_totals import OwnTotal
from sales_core.imports.orders import ChangedOrder, VanishedOrder
from sales_core.store.import_log import AmountCounts, ImportRecord, RowCounts
from sales_core.values.money import amount_text

Status = Literal["imported", "already_imported", "preview", "refused"]


@dataclass(frozen=True)
class ImportOptions:
    """What the user chose.

    Attributes:
        answers: Date order, decimal mark and columns, as far as they were said.
        on_bad_rows: Stop at rows that cannot be read, or leave them out.
        on_changed: Keep what is stored of orders that differ and add what is
            new, or let this file alone say what those orders are.
        recall: Let what was answered about earlier files of the same header
            answer what is open.
        beside: Plans of files of the same drop, as JSON has them; what they prove counts as what
            earlier files have proved.
        likely_currencies: What to ask about where neither file nor database say the currency;
            see ``Surroundings``. Empty: nobody is asked, the usual one is taken and told.
    """

    answers: Answers = field(default_factory=Answers)
    on_bad_rows: Literal["stop", "skip"] = "stop"
    on_changed: Literal["keep", "replace"] = "keep"
    recall: bool = True
    beside: tuple[Mapping[str, Any], ...] = ()
    likely_currencies: tuple[tuple[str, str], ...] = ()

    @property
    def sheet(self) -> str:
        """Give the sheets of a workbook that were chosen; "" if nobody did."""
        return self.answers.choices.get("sheets", "")


@dataclass(frozen=True)
class Remembered:
    """What was answered about an earlier file of the same header, as far as it is used.

    Attributes:
        answers: The answers.
        file_name: The file they were given for.
        answered_at: When that was, in UTC.
        words: The same in words, one each.
    """

    answers: Answers
    file_name: str
    answered_at: datetime
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportResult:
    """What came of an import or a preview.

    Attributes:
        status: Imported, already imported, previewed or refused.
        file: Name of the file.
        sha256: Of its bytes; "" where they were not read to the end.
        message: What happened and what to do, in a sentence or two.
        import_id: Number of the import, where there is one.
        format: Name of the declared export format; None for an undeclared one.
        plan: How the file is read; None where that is not known yet.
        columns: Header by field, as far as it is known.
        header: The column names of the file.
        keepable: Columns that a person may want to keep as breakdowns, by header.
        evidence: Why the plan says what it says.
        questions: What a person must answer.
        issues: Faults of rows, by line.
        rows: read = imported + already imported + rejected + ignored.
        amount: read = imported + already imported + rejected, in ten-thousandths.
        first_date: Of the readable lines.
        last_date: Of the readable lines.
        orders: Orders in the file that have a line that is no refund line; None where such a
            line has no order id.
        unnumbered: How many such lines have none.
        cancelled: How many rows the file calls cancelled, whether they count or are left out.
        changed_orders: How many orders differ from what is stored.
        changed: The first hundred of them.
        changed_lines: Of a preview: the lines of those that only one side has; see
            ``imports.differing.changed_lines``.
        vanished_orders: How many orders stored for days inside the file are not in it any more.
        vanished: The first hundred of them.
        earlier: The import that holds this very file already.
        answers: What the file was read with: what was said now, and what was remembered.
        remembered: What was remembered of an earlier file; None where nothing was used.
        completes: The import whose rejected rows this file brings, corrected.
        completion: What came of the corrections that were given with the file.
        amount_corrected: Ten-thousandths; what the corrected rows came to as they stood in the
            file, as far as they could be read. It is part of ``amount.rejected``.
        totals: What the file itself says its rows come to.
        sample: Of a preview: the first lines as they are stored (``values.lines``), in the order of
            the file.
        gained: What lines that are there say now and did not before: "category", "tax", ...
        currency: What the amounts are in, an ISO 4217 code; "" where the file was not read.
        written: Of a preview: the same lines as written, by line; cells by field.
    """

    status: Status
    file: str
    message: str
    sha256: str = ""
    import_id: int | None = None
    format: str | None = None
    plan: ImportPlan | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    keepable: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    issues: tuple[RowIssue, ...] = ()
    rows: RowCounts = field(default_factory=RowCounts)
    amount: AmountCounts = field(default_factory=AmountCounts)
    first_date: date | None = None
    last_date: date | None = None
    orders: int | None = 0
    unnumbered: int = 0
    cancelled: int = 0
    changed_orders: int = 0
    changed: tuple[ChangedOrder, ...] = ()
    changed_lines: pd.DataFrame | None = field(default=None, repr=False, compare=False)
    vanished_orders: int = 0
    vanished: tuple[VanishedOrder, ...] = ()
    earlier: ImportRecord | None = None
    answers: Answers = field(default_factory=Answers)
    remembered: Remembered | None = None
    completes: int | None = None
    completion: ImportResult | None = None
    amount_corrected: int = 0
    totals: tuple[OwnTotal, ...] = ()
    gained: tuple[str, ...] = ()
    currency: str = ""
    written: pd.DataFrame | None = field(default=None, repr=False, compare=False)
    sample: pd.DataFrame | None = field(default=None, repr=False, compare=False)

    @property
    def whole(self) -> ImportResult:
        """Give the result of the file and its corrections as one: what came with both."""
        more = self.completion
        if more is None:
            return self
        days = [day for day in (self.first_date, more.first_date) if day]
        last = [day for day in (self.last_date, more.last_date) if day]
        return replace(
            self,
            rows=replace(
                self.rows,
                imported=self.rows.imported + more.rows.imported,
                already_imported=self.rows.already_imported + more.rows.already_imported,
                rejected=self.rows.rejected - more.rows.read,
                replaced=self.rows.replaced + more.rows.replaced,
            ),
            amount=AmountCounts(
                read=self.amount.read - self.amount_corrected + more.amount.read,
                imported=self.amount.imported + more.amount.imported,
                already_imported=self.amount.already_imported + more.amount.already_imported,
                rejected=self.amount.rejected - self.amount_corrected,
                replaced=self.amount.replaced + more.amount.replaced,
            ),
            first_date=min(days, default=None),
            last_date=max(last, default=None),
        )

    def as_json(self) -> dict[str, Any]:
        """Give the result as the command line and the API write it.

        ``completes`` is there only where the file completes an import, ``gained`` only where
        lines that are there gain something, ``changed`` and ``vanished`` only where orders did.
        """
        plan: dict[str, Any] = {"columns": dict(self.columns)} if self.columns else {}
        return {
            "status": self.status,
            "import_id": self.import_id,
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "message": self.message,
            "plan": self.plan.as_json() if self.plan else plan,
            "evidence": list(self.evidence),
            "questions": [question.as_json() for question in self.questions],
            "rows": {name: getattr(self.rows, name) for name in RowCounts.__slots__},
            "amount": {
                name: amount_text(getattr(self.amount, name)) for name in AmountCounts.__slots__
            },
            "first_date": self.first_date.isoformat() if self.first_date else None,
            "last_date": self.last_date.isoformat() if self.last_date else None,
            "orders": self.orders,
            "changed_orders": self.changed_orders,
            "issues": [
                {name: getattr(told, name) for name in RowIssue.__slots__} for told in self.issues
            ],
        } | self._where_there_is_any()

    def _where_there_is_any(self) -> dict[str, Any]:
        told: dict[str, Any] = {"gained": list(self.gained)} if self.gained else {}
        if self.completes:
            told["completes"] = self.completes
        if self.changed:
            told["changed"] = [each.as_json() for each in self.changed]
        if self.vanished:
            told["vanished_orders"] = self.vanished_orders
            told["vanished"] = [each.as_json() for each in self.vanished]
        return told
