"""What earlier imports of the same header have proved about how their files are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from sales_core.importing.reading import Reading
from sales_core.importing.view import Sibling
from sales_core.store import import_log
from sales_core.values.dates import FORM_LETTERS

_LATEST = 40
"""Imports that are looked at; a system that is set otherwise now soon proves that."""

_FORMS = {"date-order": "date_format", "decimal-mark": "decimal_mark"}

PROVABLE = frozenset(_FORMS)
"""Codes of the questions that other files with the same columns may answer."""


def siblings_of(
    connection: Connection, reading: Reading, beside: Iterable[Mapping[str, Any]] = ()
) -> tuple[Sibling, ...]:
    """Find what other files of the header proved, if this file needs it or proves otherwise.

    Args:
        connection: To read the plans of earlier imports with.
        reading: The file, as read by itself.
        beside: Plans of files that are not imported yet, as JSON has them.
    """
    header = reading.layout.fingerprint
    asked = {question.code for question in reading.questions} & _FORMS.keys()
    proved = set(reading.plan.proved) if reading.plan else set()
    if not header or not asked | proved:
        return ()
    plans = [*import_log.latest_plans(connection, _LATEST), *beside]
    same = [plan for plan in plans if plan.get("header_sha256") == header]
    own = reading.plan.as_json() if reading.plan else {}
    return tuple(
        each
        for each in _agreeing(same)
        if each.matter in asked or each.choice != _choice(each.matter, own)
    )


def _agreeing(plans: Iterable[Mapping[str, Any]]) -> Iterator[Sibling]:
    """Give the forms that some plans prove and none proves otherwise."""
    listed = list(plans)
    for matter in _FORMS:
        found = [_choice(matter, plan) for plan in listed if matter in plan.get("proved", ())]
        if found and len(set(found)) == 1:
            yield Sibling(matter, found[0], len(found))


def _choice(matter: str, plan: Mapping[str, Any]) -> str:
    """Give the form of a plan as an answer gives it."""
    said = str(plan.get(_FORMS[matter], ""))
    return next((form for form, letters in FORM_LETTERS.items() if letters == said), said)
