"""Questions and answers: revenue, products, coverage; from the daily tables, all exact."""

from __future__ import annotations
