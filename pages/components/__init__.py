"""What two pages share: the store, filters, figures, tables, charts and texts."""

from __future__ import annotations
