"""Starts the command line: ``python -m sales_core``."""

from __future__ import annotations

from sales_core.cli import main

main()
