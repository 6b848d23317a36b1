"""The one place that decides: what is proved stands, what makes a difference is asked.

Choices that a proof excludes are gone. Of the rest the one that a proof demands
stands. Where several are left that give different figures a person is asked,
and is shown the figures of each. A suggestion alone never decides anything that
changes a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sales_core.importing.attention import gravest_first
from sales_core.importing.claims import NO_COLUMN, Choice, Claim, Contradiction, Matter, Said, Told
from sales_core.importing.issues import refused
from sales_core.importing.questions import WITHOUT_COLUMN, Figures, Question

Chosen = Mapping[str, Choice]
"""The choice that stands, by the name of its matter."""

Evaluate = Callable[[Chosen], Figures | None]
"""Gives the figures of the file under some choices; None where it cannot be read so."""


@dataclass(frozen=True)
class Decision:
    """What was decided.

    Attributes:
        chosen: The choices that stand and change something.
        evidence: Sentences of the claims that decided, the gravest and strongest first.
        questions: What a person must answer.
        about: How many rows each matter is about, by its name, where its clue counted them.
    """

    chosen: Chosen
    evidence: tuple[str, ...]
    questions: tuple[Question, ...]
    about: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Open:
    """A matter of which several choices are left, and the claims that speak of them."""

    matter: Matter
    choices: tuple[Choice, ...]
    reasons: tuple[str, ...]


def decide(said: Iterable[Said], answers: Mapping[str, str], evaluate: Evaluate) -> Decision:
    """Decide every matter that clues have found open.

    Args:
        said: What the clues yield, in any order.
        answers: What a person chose, by the name of the matter; it stands until a proof
            speaks against it.
        evaluate: Gives the figures of choices; called only for what proofs leave open.

    Raises:
        FileRefusedError: The file contradicts itself.
    """
    listed = list(said)
    for each in listed:
        if isinstance(each, Contradiction):
            raise refused(each.code, **each.facts)
    chosen: dict[str, Choice] = {}
    strong: list[tuple[int, str]] = []
    left: list[_Open] = []
    matters = _merged(each for each in listed if isinstance(each, Matter))
    told = [each.sentence for each in listed if isinstance(each, Told)]
    for matter in matters:
        claims = [c for c in listed if isinstance(c, Claim) and c.matter == matter.name]
        found = _settle(matter, claims, answers.get(matter.name))
        if isinstance(found, _Open) and matter.unasked:
            chosen[matter.name] = found.choices[0]
            told.append(matter.unasked)
        elif isinstance(found, _Open):
            left.append(found)
        else:
            choice, sentences = found
            chosen[matter.name] = choice
            strong += sentences
    questions: list[Question] = []
    for still in left:
        asked = _ask(still, chosen, evaluate)
        if isinstance(asked, Question):
            questions.append(asked)
        else:
            chosen[still.matter.name] = asked
    proved = [sentence for _, sentence in sorted(strong, key=lambda pair: -pair[0])]
    return Decision(
        chosen,
        gravest_first([*proved, *told]),
        tuple(questions),
        {matter.name: matter.rows for matter in matters if matter.rows},
    )


def _merged(matters: Iterable[Matter]) -> list[Matter]:
    """Join matters of one name: several clues may have found the same point open."""
    found: dict[str, Matter] = {}
    for matter in matters:
        if (known := found.get(matter.name)) is None:
            found[matter.name] = matter
            continue
        values = {choice.value for choice in known.choices}
        more = tuple(choice for choice in matter.choices if choice.value not in values)
        text = known.question
        if matter.question not in text:
            text = f"{text} {matter.question}"
        found[matter.name] = replace(
            known,
            question=text,
            choices=known.choices + more,
            always=known.always or matter.always,
        )
    return list(found.values())


def _settle(
    matter: Matter, claims: Sequence[Claim], answer: str | None
) -> _Open | tuple[Choice, list[tuple[int, str]]]:
    """Let proofs and answers decide a matter as far as they can."""
    excluded = {c.choice: c.sentence for c in claims if c.says == "excludes"}
    left = tuple(choice for choice in matter.choices if choice.value not in excluded)
    proofs = [c for c in claims if c.says == "proves" and c.choice not in excluded]
    proved = {c.choice for c in proofs}
    reasons = tuple(c.sentence for c in claims if c.sentence)
    said = next((choice for choice in left if choice.value == answer), None)
    if said and (not proved or said.value in proved):
        return said, [(0, f"You said: {said.label or said.value.strip()}.")]
    if len(proved) == 1 and (choice := _of(matter, proved)):
        return choice, [(c.rows, c.sentence) for c in proofs]
    if proved:
        kept = tuple(choice for choice in matter.choices if choice.value in proved)
        return _Open(replace(matter, always=True), kept or matter.choices, reasons)
    if not left:
        return _Open(replace(matter, always=True), matter.choices, reasons)
    if len(left) == 1 and not matter.always:
        return left[0], [(c.rows, c.sentence) for c in claims if c.says == "excludes"]
    return _Open(matter, left, reasons)


def _of(matter: Matter, values: set[str]) -> Choice | None:
    return next((choice for choice in matter.choices if choice.value in values), None)


def _ask(left: _Open, chosen: Chosen, evaluate: Evaluate) -> Question | Choice:
    """Ask about a matter whose choices differ, else give one; what cannot be read is no choice."""
    matter = left.matter
    figures = [evaluate({**chosen, matter.name: choice}) for choice in left.choices]
    pairs: list[tuple[Choice, Figures | None]] = list(zip(left.choices, figures, strict=True))
    good = [pair for pair in pairs if pair[1] and is_readable(pair[1])]
    if len(good) < 2:  # what alone can be read is not proved by that
        good = [pair for pair in pairs if pair[1] and pair[1].rows] or pairs
    alone = len(good) == 1 < len(pairs)
    prints = {each.fingerprint for _, each in good if each}
    if len(prints) == 1 and all(each for _, each in good) and not (matter.always or alone):
        return good[0][0]
    choices = [choice for choice, _ in good]
    reasons = " ".join(each for each in left.reasons if each not in matter.question)
    return Question(
        matter.code,
        f"{reasons} {matter.question}".strip(),
        tuple(choice.value for choice in choices),
        matter.field,
        matter.name,
        tuple(_label(choice, matter.field) for choice in choices),
        tuple(each for _, each in good),
    )


def _label(choice: Choice, field_asked: str) -> str:
    """Give a choice in words: what its clue says, else the column, and never a bare code."""
    if not choice.label and choice.value == NO_COLUMN:
        return WITHOUT_COLUMN.get(field_asked, "No column of this file")
    return choice.label or choice.value.strip()


def is_readable(figures: Figures) -> bool:
    """Tell whether most rows can be read under a choice."""
    return figures.rows > figures.rejected
