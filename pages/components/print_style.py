"""How pages look on paper: what is read stays, what is clicked goes, and dark becomes light."""

from __future__ import annotations

_CLICKED = (
    "[data-testid='stHeader']",
    "[data-testid='stLogo']",
    "[data-testid='stLogoSpacer']",
    "[data-testid='stButton']",
    "[data-testid='stDownloadButton']",
    "[data-testid='stPopover']",
    "[data-testid='stPageLink']",
    "[data-testid='stButtonGroup']",
    "[data-testid='stCheckbox']",
    "[data-testid='stTextInput']",
    "[data-testid='stTooltipIcon']",
    "[data-testid='stElementToolbar']",
    "[data-testid='stToast']",
    "[role='tab'][aria-selected='false']",
    ".st-key-bar",
)
"""What is of no use on paper."""

_WHOLE = (
    "[data-testid='stMetric']",
    "[data-testid='stVegaLiteChart']",
    "[data-testid='stDataFrame']",
    "[data-testid='stTable']",
    ".st-key-figures",
    "tr",
)
"""What must not be cut by the end of a sheet."""

_SHEET = (
    "html",
    "body",
    ".stApp",
    "[data-testid='stAppViewContainer']",
    "[data-testid='stMain']",
)
"""What has the colour of the page."""

_LIGHT = """
.stApp * { background-color: transparent !important;
  color: #0c1518 !important; border-color: #d0cabb !important; }
.stApp canvas, .stApp .vega-embed svg { filter: invert(1) hue-rotate(180deg); }
"""
"""Turns the dark theme into ink on paper; drawings have their colours in them and are inverted."""


def print_style(*, dark: bool) -> str:
    """Give the style sheet for paper.

    Args:
        dark: Whether the page is shown in the dark theme.
    """
    return (
        "<style>@page { margin: 14mm; } @media print {"
        f"{', '.join(_CLICKED)} {{ display: none !important; }}"
        f"{', '.join(_WHOLE)} {{ break-inside: avoid; }}"
        "[data-testid='stElementContainer']:has([data-testid='stHeading'])"
        " { break-after: avoid; }"
        ".stMainBlockContainer { padding: 0 !important; }"
        f"{', '.join(_SHEET)} {{ background: #ffffff !important; }}"
        f"{_LIGHT if dark else ''}"
        "}</style>"
    )
