"""Merging products: what may be one, what merging would change, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from components import store, visitor
from components.figures import LABELS, figure_text
from components.money import plain_text
from components.problems import failure, notice
from components.text import count_text, counted, listed, md_escape, plain_name
from sales_core.errors import SalesError
from sales_core.reporting.product_identity import MergePreview, Suggestion
from sales_core.store.distinct_products import forget_distinct, keep_distinct
from sales_core.store.product_identity import merge_products, unmerge_product

CHOSEN, KEEP = "merge-names", "merge-into"
"""Names of the controls."""

LABEL = "Merge products that are one"
"""Stays the same: with another one, Streamlit would close what was opened."""

SHOWN = 8
"""Suggestions told at once; more come when these are settled."""

_FIGURES = ("revenue", "units", "orders")


def choose_to_merge(names: Sequence[str]) -> None:
    """Put some products up for merging, the first of them to stay; for callbacks."""
    st.session_state[CHOSEN] = [name for name in names if name]
    st.session_state[KEEP] = st.session_state[CHOSEN][0] if st.session_state[CHOSEN] else None
    st.session_state["merge-open"] = True


def show_merging(known: Sequence[str]) -> None:
    """Show what may be one product, and merge what is chosen.

    Args:
        known: The names of all products.
    """
    suggested = store.merge_suggestions()
    if suggested:
        names = "pair or group of names looks", "pairs or groups of names look"
        st.caption(f"{counted(len(suggested), *names)} like one product.")
    with st.expander(LABEL, icon=":material/merge:", key="merge-open", on_change="rerun") as opened:
        if opened.open:
            _show_suggestions(suggested)
            _show_choice([name for name in known if name])


def _show_suggestions(suggested: Sequence[Suggestion]) -> None:
    if not suggested:
        other = " other" if store.kept_apart() else ""
        st.markdown(f"No two{other} products have names that hardly differ: nothing to suggest.")
    for at, one in enumerate(suggested[:SHOWN]):
        with st.container(horizontal=True, vertical_alignment="center"):
            names = listed((f"**{plain_name(name)}**" for name in one.names), 5)
            st.markdown(f"{names}  \n{md_escape(one.reason)}", width="stretch")
            with st.container(horizontal=True, width="content"):
                st.button(
                    "Look at it",
                    key=f"suggestion-{at}",
                    on_click=choose_to_merge,
                    args=(one.names,),
                )
                st.button(
                    "Keep apart",
                    key=f"apart-{at}",
                    help="They are different products: do not suggest them again",
                    on_click=_keep_apart,
                    args=(one.names,),
                )
    if len(suggested) > SHOWN:
        st.caption(f"And {count_text(len(suggested) - SHOWN)} more, when these are settled.")
    _offer_again(store.kept_apart())


def _offer_again(kept: int) -> None:
    """Let what was put aside be suggested again."""
    if not kept:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{counted(kept, 'pair')} of names kept apart.", width="content")
        st.button(
            "Suggest them again", type="tertiary", key="suggest-again", on_click=_suggest_again
        )


def _show_choice(known: Sequence[str]) -> None:
    """Let products be chosen, and the one that stays; show what would change."""
    before = st.session_state.get(CHOSEN) or []
    if any(name not in known for name in before):  # merged meanwhile, or gone with an import
        st.session_state[CHOSEN] = [name for name in before if name in known]
    chosen = st.multiselect(
        "Products that are one", known, key=CHOSEN, placeholder="Choose two or more"
    )
    if len(chosen) < 2:
        st.caption("All their sales then count as one product, and you can unmerge them any time.")
        return
    if st.session_state.get(KEEP) not in chosen:
        st.session_state[KEEP] = chosen[0]
    into = str(st.selectbox("The name that stays", chosen, key=KEEP))
    others = [name for name in chosen if name != into]
    try:
        preview = store.merge_preview(others, into)
    except SalesError as fault:
        st.warning(md_escape(fault.shown), icon=":material/merge:")
        return
    _show_preview(preview, into)
    st.button(
        f"Merge {counted(len(chosen), 'product')}",
        type="primary",
        icon=":material/merge:",
        key="merge",
        on_click=_merge,
        args=(others, into),
    )


def _show_preview(preview: MergePreview, into: str) -> None:
    rows = [*preview.before, (f"Together: {into}", preview.after)]
    texts = {
        "name": [name for name, _ in rows],
        **{
            name: [figure_text(figures, name, plain_text) for _, figures in rows]
            for name in _FIGURES
        },
    }
    right = {
        name: st.column_config.TextColumn(LABELS[name], alignment="right") for name in _FIGURES
    }
    st.dataframe(
        pd.DataFrame(texts),
        column_config={"name": st.column_config.TextColumn("Product", width=280), **right},
        hide_index=True,
        alt="What merging changes, over all data",
        key=f"merge-preview-{len(rows)}",
    )
    shared = preview.shared_orders
    said = "Over all data. The lines stay as they are, and later files follow. "
    if shared is None:
        said += preview.after.why_no_orders
    elif shared:
        said += f"{counted(shared, 'order')} fewer: those that hold several of them count once."
    else:
        said += "No order holds more than one of them."
    st.caption(said)


def _keep_apart(names: Sequence[str]) -> None:
    try:
        keep_distinct(store.database(), names, now=datetime.now(UTC), actor=visitor.importer())
    except SalesError as fault:
        failure(fault)


def _suggest_again() -> None:
    try:
        forget_distinct(store.database(), now=datetime.now(UTC), actor=visitor.importer())
    except SalesError as fault:
        failure(fault)


def _merge(names: Sequence[str], into: str) -> None:
    try:
        merge_products(
            store.database(), names, into, now=datetime.now(UTC), actor=visitor.importer()
        )
    except SalesError as fault:
        failure(fault)
        return
    st.session_state[CHOSEN] = []
    count = counted(len(names) + 1, "product")
    notice(f"{count} are now {plain_name(into)}. The page of that product can unmerge them.")


def show_members(members: Sequence[str]) -> None:
    """Show the products that are merged into one, each with a way to unmerge it."""
    for at, name in enumerate(members):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain_name(name, 80), width="stretch")
            st.button(
                "Unmerge",
                icon=":material/call_split:",
                key=f"unmerge-{at}",
                on_click=_unmerge,
                args=(name,),
                width="content",
            )


def _unmerge(name: str) -> None:
    try:
        unmerge_product(store.database(), name, now=datetime.now(UTC), actor=visitor.importer())
    except SalesError as fault:
        failure(fault)
        return
    notice(f"{plain_name(name)} counts as a product of its own again.")
