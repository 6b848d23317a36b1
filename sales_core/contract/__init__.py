"""What both faces, HTTP and command line, answer: names, order and texts of every field."""

from __future__ import annotations
