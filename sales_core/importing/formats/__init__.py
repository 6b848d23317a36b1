"""Declared layouts of exports: what a system writes, one entry for each kind of file."""

from __future__ import annotations
