"""The mark on every page while the invented sales of the sample count, and the way to be rid of it.

It is known by its bytes, whatever name it was imported under.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache

import streamlit as st

from components import shared, store, visitor
from components.problems import failure, notice
from components.uploading.at_hand import desk
from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales, undo_import
from sales_core.store.audit import Event
from sales_core.store.import_log import ImportRecord

_GONE = "sample-gone"
"""In the session: the version of the data when the sample was removed here."""


def show_sample(*, adding: bool = False) -> None:
    """Say that figures are invented while they are; offer to take the sample out, and back.

    Args:
        adding: Whether a person is about to add sales of their own.
    """
    record = sample_import()
    if record is None:
        _offer_back()
        return
    alone = len([each for each in store.imports() if not each.undone_at]) == 1
    grave = adding or not alone
    with _box(border=grave):
        st.markdown(_said(alone=alone, adding=adding), width="stretch" if grave else "content")
        if not visitor.may_import():
            return
        st.button(
            "Remove the sample first" if adding and alone else "Remove the sample",
            type="primary" if grave else "tertiary",
            key="remove-sample",
            on_click=_remove,
            args=(record.id,),
            help="Undoes its import: no figure has any of it then. It can be brought back.",
        )


def load_sample() -> None:
    """Import the sample export like any other, and say what came of it.

    Raises:
        SalesError: The database cannot be used.
    """
    result = import_sales(
        store.database(),
        SalesExport.on_disk(store.SAMPLE),
        ImportOptions(),
        store.settings().currency_of_imports,
        now=datetime.now(UTC),
        actor=visitor.importer(),
    )
    notice(result.message)


def sample_import() -> ImportRecord | None:
    """Give the import of the sample while it counts."""
    digest = _digest()
    return store.active_import_of(digest) if digest else None


def has_own_files() -> bool:
    """Tell whether files that are no import yet lie on the upload page."""
    ours = desk()
    results = [sheet.last for sheet in ours.sheets.values() if not sheet.done] if ours else []
    return any(each is not None and each.status != "already_imported" for each in results)


@lru_cache(1)
def _digest() -> str:
    return hashlib.sha256(store.SAMPLE.read_bytes()).hexdigest() if store.SAMPLE.exists() else ""


def _said(*, alone: bool, adding: bool) -> str:
    if not alone:
        return (
            ":material/science: **Invented sales are among your figures.** The sample still "
            "counts beside your own imports."
        )
    if adding:
        return (
            ":material/science: **The sample is still here.** Its invented sales would add up "
            "with yours."
        )
    return (
        ":orange-badge[:material/science: These are invented sales] :small[of a studio that does "
        "not exist, to look around.]"
    )


def _offer_back() -> None:
    """Offer the way back until the data changes again."""
    if st.session_state.get(_GONE) != shared.settle() or not visitor.may_import():
        return
    with _box(border=True):
        st.markdown(":material/undo: The invented sales are gone.", width="stretch")
        st.button("Bring them back", key="bring-sample-back", on_click=_bring_back)


def _box(*, border: bool) -> st.delta_generator.DeltaGenerator:
    return st.container(
        border=border, horizontal=True, vertical_alignment="center", gap="small", key="sample"
    )


def _remove(import_id: int) -> None:
    try:
        undo_import(
            store.database(),
            import_id,
            now=datetime.now(UTC),
            actor=visitor.importer(),
            told_as=Event.SAMPLE_REMOVED,
        )
    except SalesError as fault:
        failure(fault)
        return
    st.session_state[_GONE] = shared.settle()
    notice("The sample is removed: no figure has any of it now.")


def _bring_back() -> None:
    try:
        load_sample()
    except SalesError as fault:
        failure(fault)
