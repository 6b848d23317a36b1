"""From bytes to a table of texts: export, unpacking, encodings, layout, header row, readers."""

from __future__ import annotations
