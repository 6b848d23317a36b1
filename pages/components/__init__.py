"""What two pages share: store, filters, figures, tables, texts; parts of one page in folders."""

from __future__ import annotations
