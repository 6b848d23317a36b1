#!/usr/bin/env bash
# A formula's error in an Excel workbook is read as an empty cell by python-calamine.
#
# Versions: python-calamine 0.9.1, pandas 3.1.1, openpyxl 3.1.5, Python 3.11. Seen 2026-11-28.
# A cell with #DIV/0! is there, openpyxl gives its text and its type "e", and one would expect
# any reader to tell it from a cell that nobody filled. calamine gives '' for both, and through
# pandas.read_excel(engine="calamine") both are NaN: a sum over the column is then too small
# without a word. Who adds up amounts from workbooks must take an empty amount for a fault.
#
# Output seen:
#   openpyxl: #DIV/0! e
#   calamine: '' beside '' of an empty cell
# Exits 0 while that is so, 1 if it changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "python-calamine==0.9.1" "openpyxl==3.1.5" "pandas==3.1.1"
cd "$work"
"$work/venv/bin/python" - <<'PY'
import sys

import openpyxl
import pandas as pd
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
for row in (["Date", "Amount"], ["2026-03-01", 10.5], ["2026-03-02", None], ["2026-03-03", None]):
    book.active.append(row)
cell = book.active["B3"]
cell.value, cell.data_type = "#DIV/0!", "e"
book.save("errors.xlsx")

cell = openpyxl.load_workbook("errors.xlsx").active["B3"]
print("openpyxl:", cell.value, cell.data_type)
rows = CalamineWorkbook.from_path("errors.xlsx").get_sheet_by_index(0).to_python()
print("calamine:", repr(rows[2][1]), "beside", repr(rows[3][1]) if len(rows) > 3 else "nothing", "of an empty cell")
frame = pd.read_excel("errors.xlsx", engine="calamine")
seen = (
    (cell.value, cell.data_type) == ("#DIV/0!", "e")
    and rows[2][1] == ""
    and frame["Amount"].isna().tolist() == [False, True, True]
)
sys.exit(0 if seen else 1)
PY
