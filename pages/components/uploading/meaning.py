"""What an answer would mean for a file, in words: its revenue, rows and days."""

from __future__ import annotations

from collections.abc import Sequence

from components.money import plain_amount
from components.text import counted, md_escape, period_text
from sales_core.importing.questions import Figures, Question

UNREADABLE, NOTHING = "The file cannot be read so.", "Nothing would be imported."


def captions(question: Question, currency: str) -> list[str] | None:
    """Give what each choice would mean, as Markdown; None where nothing is known.

    What differs between the choices stands out.

    Args:
        question: With its figures.
        currency: ISO 4217 code; where that is the question, each choice is its own.
    """
    known = [
        _parts(each, choice if question.code in ("own-currency", "no-currency") else currency)
        for choice, each in zip(question.choices, question.figures, strict=False)
    ]
    if not any(known):
        return None
    parts = [each for each in known if each]
    pairs = zip(question.figures, known, strict=True)
    return [_marked(each, parts) if each else _without(figures) for figures, each in pairs]


def meaning(figures: Figures | None, currency: str) -> str:
    """Write what one choice would mean, as plain text."""
    return " · ".join(_parts(figures, currency)) or _without(figures)


def _without(figures: Figures | None) -> str:
    """Say what it means that there are no figures."""
    return UNREADABLE if figures is None else NOTHING


def _parts(figures: Figures | None, currency: str) -> tuple[str, ...]:
    """Write revenue, rows and days; nothing where there are none."""
    if figures is None or figures.first_date is None:
        return ()
    return (
        plain_amount(figures.revenue, currency),
        counted(figures.rows, "row"),
        period_text(figures.first_date, figures.last_date),
    )


def _marked(parts: tuple[str, ...], among: Sequence[tuple[str, ...]]) -> str:
    """Write the parts, those in bold that are not the same in all choices."""
    written = []
    for at, part in enumerate(parts):
        differs = len({each[at] for each in among}) > 1
        written.append(f"**{md_escape(part)}**" if differs else md_escape(part))
    return " · ".join(written)
