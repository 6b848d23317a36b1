"""What must not be missed: sentences of the evidence that begin with "Attention" come first."""

from __future__ import annotations

from collections.abc import Iterable

ATTENTION = "Attention"
"""How a sentence begins that nobody may miss."""


def is_grave(sentence: str) -> bool:
    """Tell whether nobody may miss a sentence."""
    return sentence.startswith(ATTENTION)


def gravest_first(sentences: Iterable[str]) -> tuple[str, ...]:
    """Give sentences with those first that nobody may miss, each once, else in their order.

    Example:
        >>> gravest_first(["Dates fit.", "Attention: no orders.", "Dates fit."])
        ('Attention: no orders.', 'Dates fit.')
    """
    return tuple(sorted(dict.fromkeys(sentences), key=lambda each: not is_grave(each)))
