"""From a table and a plan to typed lines."""

from __future__ import annotations
