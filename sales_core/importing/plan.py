"""The import plan: everything needed to read one file the same way again, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from sales_core.importing.formats.as_found import Declared
from sales_core.importing.formats.declarations import (
    GivenBack,
    Open,
    OrderDiscount,
    RefundColumn,
    RowRule,
)
from sales_core.values.calendars import Calendar
from sales_core.values.dates import DateForm, DateStyle
from sales_core.values.money import DecimalMark

DayMend = Literal["", "swapped", "century", "1904-late", "1904-early"]
"""What is wrong with the days as read: nothing; day and month of those with days up to 12 have
changed places; years from 2100 on are a century late; or they are late or early by the 1,462 days
between the two day counts of spreadsheets."""

AmountFrom = Literal["column", "quantity x unit price", "credit - debit"]


@dataclass(frozen=True)
class ImportPlan:
    """How one file is read.

    Attributes:
        format: Name of the declared export format; None for an undeclared one.
        encoding: Python's name of the encoding.
        delimiter: One character.
        header_line: Line number of the header, from 1.
        columns: Header by field, as written.
        date_order: Order of day, month and year, or another form of dates.
        calendar: What their years are counted in.
        language: CLDR code of the language of their months; "" where no word needs it.
        decimal_mark: Which sign separates decimals.
        amount_from: Where the amount of a line comes from.
        rules: Rows that are no sales; the columns are headers of the file.
        amount_else: Header of the column that holds the amount where its own cell is empty.
        fill_down: Headers of columns that only the first row of an order holds.
        quote: The quotation mark, one character.
        given_back: Rows that were given back, though their amounts bear no sign.
        decimal_marks: The mark of fields that are written with the other one.
        day_mend: What a spreadsheet did to the days, and is undone.
        thousandfold: Fields whose whole numbers from 1,000 on are a thousandth of what is written.
        times: How many times every row is there though it is meant once.
        amount_once: Whether the amount of an order stands in each of its rows, and counts once.
        choices: What a person chose, by the name of the question.
        proved: Which forms the file's own values prove: "date-order", "decimal-mark".
        header_sha256: Of the names and the order of all columns; "" without a header.
        refunds: Columns of what was paid back, whose amounts become lines of their own.
        order_discount: A discount of whole orders, which their lines share.
        open: Rows that count though they may never be paid.
        less: Headers of columns whose money is taken off the amount, whatever its sign.
    """

    format: str | None
    encoding: str
    delimiter: str
    header_line: int
    columns: Mapping[str, str]
    date_order: DateForm
    decimal_mark: DecimalMark
    amount_from: AmountFrom
    rules: tuple[RowRule, ...] = ()
    amount_else: str = ""
    fill_down: tuple[str, ...] = field(default=())
    quote: str = '"'
    given_back: tuple[GivenBack, ...] = ()
    decimal_marks: Mapping[str, DecimalMark] = field(default_factory=dict)
    calendar: Calendar = "gregorian"
    language: str = ""
    day_mend: DayMend = ""
    thousandfold: tuple[str, ...] = ()
    times: int = 1
    amount_once: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    proved: tuple[str, ...] = ()
    header_sha256: str = ""
    refunds: tuple[RefundColumn, ...] = ()
    order_discount: OrderDiscount | None = None
    open: tuple[Open, ...] = ()
    less: tuple[str, ...] = ()

    @property
    def date_style(self) -> DateStyle:
        """How the dates are written."""
        return DateStyle(self.date_order, self.calendar, self.language)

    def mark_of(self, name: str) -> DecimalMark:
        """Tell which sign separates decimals in the column of a field."""
        return self.decimal_marks.get(name, self.decimal_mark)

    def declared(self) -> Declared:
        """Give what the plan says about columns beside those of the fields."""
        return Declared(
            rules=self.rules,
            amount_else=self.amount_else,
            fill_down=self.fill_down,
            given_back=self.given_back,
            refunds=self.refunds,
            order_discount=self.order_discount,
            open=self.open,
        )

    def as_json(self) -> dict[str, Any]:
        """Give the plan as plain data, for storing and for the contracts."""
        return {
            "format": self.format,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "header_line": self.header_line,
            "columns": dict(self.columns),
            "date_format": self.date_style.as_json(),
            "decimal_mark": self.decimal_mark,
            "amount_from": self.amount_from,
            "rules": [rule.as_json() for rule in self.rules],
            "amount_else": self.amount_else,
            "fill_down": list(self.fill_down),
            "quote": self.quote,
            "given_back": [back.as_json() for back in self.given_back],
            "decimal_marks": dict(self.decimal_marks),
            "day_mend": self.day_mend,
            "thousandfold": list(self.thousandfold),
            "times": self.times,
            "amount_once": self.amount_once,
            "choices": dict(self.choices),
            "proved": list(self.proved),
            "header_sha256": self.header_sha256,
            "refunds": [refund.as_json() for refund in self.refunds],
            "order_discount": self.order_discount.as_json() if self.order_discount else None,
            "open": [rule.as_json() for rule in self.open],
            "less": list(self.less),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportPlan:
        """Read a stored plan back.

        Raises:
            KeyError: The data is no plan.
        """
        style = DateStyle.from_json(data["date_format"])
        return cls(
            format=data["format"],
            encoding=data["encoding"],
            delimiter=data["delimiter"],
            header_line=data["header_line"],
            columns=data["columns"],
            date_order=style.form,
            calendar=style.calendar,
            language=style.language,
            decimal_mark=cast("DecimalMark", data["decimal_mark"]),
            amount_from=cast("AmountFrom", data["amount_from"]),
            rules=tuple(RowRule.from_json(rule) for rule in data.get("rules", ())),
            amount_else=data.get("amount_else", ""),
            fill_down=tuple(data.get("fill_down", ())),
            quote=data.get("quote", '"'),
            given_back=_given_back(data.get("given_back")),
            decimal_marks=data.get("decimal_marks", {}),
            day_mend=data.get("day_mend", ""),
            thousandfold=tuple(data.get("thousandfold", ())),
            times=data.get("times", 1),
            amount_once=data.get("amount_once", False),
            choices=data.get("choices", {}),
            proved=tuple(data.get("proved", ())),
            header_sha256=data.get("header_sha256", ""),
            refunds=tuple(RefundColumn.from_json(one) for one in data.get("refunds", ())),
            order_discount=OrderDiscount.from_json(one)
            if (one := data.get("order_discount"))
            else None,
            open=tuple(Open.from_json(rule) for rule in data.get("open", ())),
            less=tuple(data.get("less", ())),
        )


def _given_back(stored: Any) -> tuple[GivenBack, ...]:
    """Read stored data back; plans once held one such rule, or none."""
    listed = [stored] if isinstance(stored, Mapping) else stored or []
    return tuple(GivenBack.from_json(each) for each in listed)
