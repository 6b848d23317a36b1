"""The parts of the products page: the table, one product, and names that are one."""

from __future__ import annotations
