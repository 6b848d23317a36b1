"""From a sales export to revenue where every number can be proved.

The core is complete without a user interface: ``api`` and ``cli`` are its two
faces, ``imports`` turns a file into stored lines, ``reporting`` answers
questions. It knows neither Streamlit nor Altair.
"""

from __future__ import annotations

__version__ = "0.1.0"
