"""The values everything is made of: money, quantities, dates, periods and names."""

from __future__ import annotations
