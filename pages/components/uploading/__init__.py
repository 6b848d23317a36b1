"""The parts of the upload page: a desk with one card for each dropped file."""

from __future__ import annotations
