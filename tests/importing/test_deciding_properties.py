"""Whatever clues say, a proof is never overruled, and only what makes a difference is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.claims import Choice, Claim, Matter, Said, as_written
from sales_core.importing.deciding import Chosen, Decision, decide
from sales_core.importing.questions import Figures
from tests.examples import examples

MATTERS = ("states:Status", "refunds", "totals")
VALUES = ("one", "two", "three")
MANY = examples(100)


@dataclass(frozen=True)
class Case:
    """Matters and claims of them, what a person answered, and what each choice adds up to."""

    matters: tuple[Matter, ...]
    claims: tuple[Claim, ...]
    answers: Mapping[str, str]
    sums: Mapping[tuple[str, str], int | None]

    def evaluate(self, chosen: Chosen) -> Figures | None:
        parts = [self.sums[name, choice.value] for name, choice in sorted(chosen.items())]
        if None in parts:
            return None
        total = sum(part for part in parts if part)
        return Figures(total, 10, None, None, fingerprint=str(total))

    def decided(self, order: Callable[[list[Said]], list[Said]] = lambda said: said) -> Decision:
        return decide(order([*self.matters, *self.claims]), self.answers, self.evaluate)

    def says(self, matter: Matter, strength: str) -> set[str]:
        """Give the choices of a matter of which something is said; others it does not have."""
        said = {c.choice for c in self.claims if c.matter == matter.name and c.says == strength}
        return said & {choice.value for choice in matter.choices}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = draw(st.lists(st.sampled_from(MATTERS), min_size=1, unique=True))
    matters = []
    for name in names:
        values = draw(st.lists(st.sampled_from(VALUES), min_size=1, unique=True))
        choices = tuple(Choice(value, as_written) for value in values)
        matters.append(Matter(name, "states", "Which?", choices, always=draw(st.booleans())))
    claims = st.builds(
        Claim,
        st.sampled_from(MATTERS),
        st.sampled_from(VALUES),  # also one that the matter does not have
        st.sampled_from(["excludes", "proves", "suggests"]),
        st.sampled_from(["Because.", "It is so.", ""]),
    )
    sums = st.sampled_from([0, 0, 1, 2, None])
    return Case(
        tuple(matters),
        tuple(draw(st.lists(claims, max_size=7))),
        draw(st.dictionaries(st.sampled_from(names), st.sampled_from(VALUES))),
        {(name, value): draw(sums) for name in names for value in VALUES},
    )


@MANY
@given(cases())
def test_every_matter_is_decided_or_asked(case: Case) -> None:
    decision = case.decided()
    asked = {question.name for question in decision.questions}
    assert asked.isdisjoint(decision.chosen)
    assert asked | set(decision.chosen) == {matter.name for matter in case.matters}


@MANY
@given(cases())
def test_what_a_proof_excludes_neither_stands_nor_is_offered(case: Case) -> None:
    decision = case.decided()
    offered = {question.name: set(question.choices) for question in decision.questions}
    for matter in case.matters:
        excluded = case.says(matter, "excludes")
        if matter.name in decision.chosen:
            assert decision.chosen[matter.name].value not in excluded
        elif excluded != {choice.value for choice in matter.choices}:  # else all are offered
            assert not offered[matter.name] & excluded


@MANY
@given(cases())
def test_an_answer_never_beats_a_proof(case: Case) -> None:
    decision = case.decided()
    for matter in case.matters:
        proved = case.says(matter, "proves") - case.says(matter, "excludes")
        if proved and matter.name in decision.chosen:
            assert decision.chosen[matter.name].value in proved


@MANY
@given(cases())
def test_an_answer_that_nothing_speaks_against_stands(case: Case) -> None:
    decision = case.decided()
    for matter in case.matters:
        answer = case.answers.get(matter.name)
        against = {
            (claim.choice == answer, claim.says) for claim in case.claims
            if claim.matter == matter.name
        } & {(True, "excludes"), (False, "proves")}  # fmt: skip
        if answer in {choice.value for choice in matter.choices} and not against:
            assert decision.chosen[matter.name].value == answer


@MANY
@given(cases())
def test_proofs_that_contradict_each_other_are_asked(case: Case) -> None:
    decision = case.decided()
    for matter in case.matters:
        proved = case.says(matter, "proves") - case.says(matter, "excludes")
        if len(proved) > 1 and case.answers.get(matter.name) not in proved:
            assert matter.name not in decision.chosen


@MANY
@given(cases())
def test_an_answer_that_a_proof_excludes_is_asked_again_or_another_is_proved(case: Case) -> None:
    for matter in case.matters:
        if case.answers.get(matter.name) in case.says(matter, "excludes"):
            alone = Case((matter,), case.claims, case.answers, case.sums)
            nobody = Case((matter,), case.claims, {}, case.sums)
            assert alone.decided() == nobody.decided()


@MANY
@given(cases())
def test_choices_that_all_come_to_the_same_are_never_asked(case: Case) -> None:
    same = Case(case.matters, case.claims, case.answers, dict.fromkeys(case.sums, 7))
    for question in same.decided().questions:
        matter = next(each for each in same.matters if each.name == question.name)
        about = [claim for claim in same.claims if claim.matter == matter.name]
        excluded = {claim.choice for claim in about if claim.says == "excludes"}
        proved = {claim.choice for claim in about if claim.says == "proves"} - excluded
        values = {choice.value for choice in matter.choices}
        contradicted = values <= excluded or len(proved) > 1 or proved - values
        assert matter.always or contradicted


@MANY
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_clues_speak_never_matters(case: Case, chance: Random) -> None:
    def shuffled(said: list[Said]) -> list[Said]:
        return chance.sample(said, len(said))

    first, other = case.decided(), case.decided(shuffled)
    assert first.chosen == other.chosen
    assert set(first.evidence) == set(other.evidence)
    asked = {question.name: set(question.choices) for question in first.questions}
    assert asked == {question.name: set(question.choices) for question in other.questions}
