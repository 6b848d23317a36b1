"""Tables with typed columns, and the files they are written to: CSV, XLSX, Parquet."""

from __future__ import annotations
