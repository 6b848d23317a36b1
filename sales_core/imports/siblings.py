"""What earlier imports of the same header have proved about how their files are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from sales_core.importing.view import Sibling
from sales_core.store.latest_plans import latest_plans
from sales_core.values.dates import FORM_LETTERS

_LATEST = 40
"""Imports that are looked at; a system that is set otherwise now soon proves that."""

_FORMS = {"date-order": "date_format", "decimal-mark": "decimal_mark"}

PROVABLE = frozenset(_FORMS)
"""Codes of the questions that other files with the same columns may answer."""


def siblings_of(
    connection: Connection, header: str, beside: Iterable[Mapping[str, Any]] = ()
) -> tuple[Sibling, ...]:
    """Find what other files of a header proved; one that needs no proof reads the same with it.

    Args:
        connection: To read the plans of earlier imports with.
        header: Fingerprint of the columns; "" where they have no names.
        beside: Plans of files that are not imported yet, as JSON has them.
    """
    if not header:
        return ()
    earlier = latest_plans(connection, header, _LATEST, ("proved", *_FORMS.values()))
    others = [plan for plan in beside if plan.get("header_sha256") == header]
    return tuple(_agreeing([*earlier, *others]))


def _agreeing(plans: Iterable[Mapping[str, Any]]) -> Iterator[Sibling]:
    """Give the forms that some plans prove and none proves otherwise."""
    listed = list(plans)
    for matter in _FORMS:
        found = [_choice(matter, plan) for plan in listed if matter in (plan.get("proved") or ())]
        if found and len(set(found)) == 1:
            yield Sibling(matter, found[0], len(found))


def _choice(matter: str, plan: Mapping[str, Any]) -> str:
    """Give the form of a plan as an answer gives it."""
    said = str(plan.get(_FORMS[matter], ""))
    return next((form for form, letters in FORM_LETTERS.items() if letters == said), said)
