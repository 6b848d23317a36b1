"""Accounting journals of the daily revenue: one balanced entry a day, in the forms of programs."""

from __future__ import annotations
