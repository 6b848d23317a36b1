"""The catalogue of faults in exports: for each code its sentence and what to do, with blanks."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """An entry of the catalogue: the sentence and the advice, with named blanks."""

    message: str
    how_to_fix: str


CATALOGUE: dict[str, Fault] = {
    # the file
    "empty": Fault("The file is empty.", "Export the sales again and upload that file."),
    "no-rows": Fault(
        "The file has a header but no rows under it.",
        "Choose a period with sales and export again.",
    ),
    "not-csv": Fault(
        "This is not a CSV file: it looks like {found}.",
        "Export the sales as CSV or as a workbook (.xlsx, .xls, .xlsb, .ods) and upload that file.",
    ),
    "binary": Fault(
        "The file holds NUL bytes at line {line}, so it is not plain text or it is damaged.",
        "Export the sales again as CSV.",
    ),
    "encoding": Fault(
        "The text of line {line} is in no encoding that can be told for certain ({found}).",
        "Save the file as CSV UTF-8 and upload it again.",
    ),
    "too-large": Fault(
        "The file has {found}; the limit is {limit}.",
        "Export a shorter period, or raise SALES_UPLOAD_LIMIT_MB.",
    ),
    "expands": Fault(
        "What is packed in this file is larger than {limit}, or grows out of all proportion.",
        "Upload the CSV itself, or export a shorter period.",
    ),
    "damaged": Fault(
        "This {found} is damaged, protected by a password, or not finished.",
        "Export the sales again, as CSV if there is a choice.",
    ),
    "resources": Fault(
        "Reading this workbook takes more memory or time than it may.",
        "Save the sheet as CSV and upload that file.",
    ),
    "several-sheets": Fault(
        "More than one sheet of this workbook can be the one with the sales: {found}.",
        "Save the sheet that is meant as a file of its own and upload that.",
    ),
    "repeated-sheets": Fault(
        "The rows of sheet {found} are all on other sheets of this workbook, too, so that they "
        "would count twice.",
        "Save the sheet that is meant as a file of its own and upload that.",
    ),
    "columns-limit": Fault(
        "The header has {found} columns; a sales export has at most {limit}.",
        "Check that this is the right file.",
    ),
    "delimiter": Fault(
        "The file has only one column ({found}).",
        "Export with columns separated by comma, semicolon, tab or |.",
    ),
    "missing-columns": Fault(
        "No column for {missing} was found. The file has: {found}.",
        "Say which column it is, or export a report that has it.",
    ),
    "duplicate-column": Fault(
        "The column {found} is there more than once, so it is not clear which one is meant.",
        "Remove or rename all but one of them.",
    ),
    "unknown-column": Fault(
        "There is no column {missing}. The file has: {found}.",
        "Name one of the columns that are there.",
    ),
    "unreadable-column": Fault(
        "The values of {column} cannot be read as the {missing} of a sale, e.g. {found!r}.",
        "Correct them, or say which other column holds the {missing}.",
    ),
    "two-tables": Fault(
        "On line {line} a second table begins, with other columns ({found}).",
        "Put each table into a file of its own.",
    ),
    "dates-above": Fault(
        "No column holds dates: they stand above their rows, such as {found!r}.",
        "Export the sales with the date in each row, or give it a column of its own there.",
    ),
    "days-as-columns": Fault(
        "The columns of this file are days or months ({found} ...), so that a row holds the sums "
        "of many sales.",
        "Export the sales themselves, or a report with a row for each day, and upload that file.",
    ),
    "line-length": Fault(
        "Line {line} has more than {limit} characters.",
        "Check the file; line breaks may be missing.",
    ),
    "unclosed-quote": Fault(
        "The quotation mark that opens on line {line} is never closed.",
        "Close it or remove it, then upload the file again.",
    ),
    "double-entry": Fault(
        "This is a journal of double entry, not a list of sales: its amounts stand on several "
        "accounts ({column}) and come to nothing together.",
        "Export the sales, orders or payments themselves, or the entries of the account of sales "
        "alone, and upload that file.",
    ),
    "no-sales": Fault(
        "This is the {title}: it lists {found}, not sales.",
        "Export the sales, orders or payments themselves and upload that file.",
    ),
    "no-header": Fault(
        "The first line of the file is data already: no line names the columns.",
        "Say which column holds the date and which the amount, by their numbers.",
    ),
    "other-currency": Fault(
        "All amounts of this file are in {found}; this database holds {expected}.",
        "Import it into a database for that currency.",
    ),
    "thousandfold": Fault(
        "A spreadsheet has damaged the amounts: {relation} is wrong {found}, and right if numbers "
        "there are divided by 1,000, as where 2.507 became 2507.",
        "Export the sales again and upload that file without opening it in a spreadsheet.",
    ),
    "swapped-dates": Fault(
        "A spreadsheet has damaged the dates: {found} were left as text while all others, with "
        "days up to 12, were turned into dates, so that day and month of those may be swapped.",
        "Export the sales again and upload that file without opening it in a spreadsheet.",
    ),
    "no-dates": Fault(
        "No value of the column {column} is a date, e.g. {found!r}.",
        "Name the column that holds the date of the sale.",
    ),
    "mixed-dates": Fault(
        "The dates are written in more than one order: {found}.",
        "Correct the file, or say which order is right.",
    ),
    "totals-range": Fault(
        "The amounts or quantities of this file add up to more than the app can hold exactly.",
        "Check these columns.",
    ),
    "imported-otherwise": Fault(
        "This very file was imported before (import {found}) with other answers.",
        "Undo that import first, then import the file again.",
    ),
    "several-files": Fault(
        "The rows were left out of {found} different files, as their column _file says.",
        "Upload the corrected rows of each file by themselves.",
    ),
    "bad-rows": Fault(
        "{found} cannot be read, so nothing was imported.",
        "Correct them in the file, or choose to leave these rows out.",
    ),
    "split-cells": Fault(
        "Every row has {found} where the header has {expected}: cells such as {value} seem to be "
        "cut in two, because the sign between the cells stands inside them, too.",
        "Export with semicolons or tabs between the cells, or with quotation marks around them.",
    ),
    # a row
    "columns": Fault(
        "The row has {found} cells where the header has {expected}.",
        "Check the row for a missing or an additional separator or quotation mark.",
    ),
    "quote": Fault(
        "A quotation mark stands where none may be.",
        "Write it twice inside a quoted cell, or remove it.",
    ),
    "date": Fault(
        "{value} is not a date in the order {expected}, in which this file is read.",
        "Correct the date.",
    ),
    "date-missing": Fault("The row has no date.", "Fill in the date of the sale."),
    "amount": Fault("{value} is not an amount.", "Write a number such as 1234.50."),
    "amount-missing": Fault("The row has no amount.", "Fill in the amount, 0 for a free item."),
    "quantity": Fault("{value} is not a quantity.", "Write a number such as 1 or 0.5."),
    "number": Fault("{value} in {column} is not a number.", "Write a number such as 12.50."),
    "order-apart": Fault(
        "Another row of this order cannot be read, and the rows of an order share its discount "
        "and its refund.",
        "Correct the other row; this one comes with it.",
    ),
    "refund-sign": Fault(
        "{value} in {column} has the other sign than the refunds of this file.",
        "Give all refunds the same sign, or 0 where nothing was paid back.",
    ),
    "range": Fault(
        "{value} in {column} is larger than an amount or quantity of one line can be.",
        "Check the number.",
    ),
    "currency": Fault(
        "The row is in {value}; this database holds {expected}.",
        "Import it into a database for that currency.",
    ),
    "length": Fault(
        "The text in {column} has {found} characters; a name has at most {limit}.",
        "Check the row for a missing quotation mark, or shorten the text.",
    ),
    "alike": Fault(
        "The row has a problem that many rows before it have, too.",
        "See those rows.",
    ),
    "quoted-rows": Fault(
        "A quotation mark that opens in this row runs over lines that look like rows of the file.",
        "Close or remove the quotation mark, so that each row stands on a line of its own.",
    ),
    # a corrected row
    "misfit": Fault(
        "{value} stands in {column}: the row does not fit the header yet.",
        "Write each cell under its name, and leave {column} empty.",
    ),
    "not-rejected": Fault(
        "{value} in {column} names no rejected row of {found!r}.",
        "Leave _line and _file as they were written, and bring only rows that were left out.",
    ),
    "came-before": Fault(
        "The row of line {value} came before, with import {found}.",
        "Leave it out, or undo that import first.",
    ),
    "line-twice": Fault(
        "The row of line {value} is there more than once.",
        "Keep one of them.",
    ),
}
