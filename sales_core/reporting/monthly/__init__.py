"""The report of a month on one page, as PDF."""

from __future__ import annotations
