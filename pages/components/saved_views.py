"""Saved views: names for what Revenue and Products show, in a menu of the bar."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from components import store, visitor
from components.menus import menu
from components.problems import failure, notice
from components.text import md_escape, plain_name
from sales_core.errors import SalesError
from sales_core.store.saved_views import LONGEST_NAME, SavedView, delete_view, save_view

PAGES = ("revenue", "products")
"""Pages of which views are saved."""

MENU, NAME, WANTED, DELETED = "saved", "saved-name", "saved-wanted", "saved-deleted"


def choose_saved(page: str) -> None:
    """Let a saved view be opened, deleted, or what the page shows be saved.

    Args:
        page: The path of the page that the bar stands on.
    """
    views = store.saved_views()
    _open_wanted(page)
    if not views and not visitor.may_import():
        return
    shown = _shown(views, page)
    label = plain_name(shown.name, 24) if shown else "Saved views" if views else "Save view"
    with menu(MENU, label, "bookmark"):
        for at, view in enumerate(views):
            with st.container(horizontal=True, gap="xsmall", key=f"{MENU}-options-{at}"):
                st.button(
                    plain_name(view.name),
                    icon=":material/check:" if view == shown else None,
                    icon_position="right",
                    key=f"saved-{at}",
                    type="tertiary",
                    width="stretch",
                    on_click=_want,
                    args=(view, page),
                )
                if visitor.may_import():
                    st.button(
                        "",
                        icon=":material/delete:",
                        key=f"delete-saved-{at}",
                        type="tertiary",
                        help=f"Delete “{plain_name(view.name)}”",
                        on_click=_delete,
                        args=(view,),
                    )
        if not visitor.may_import():
            return
        _offer_back(views)
        if page in PAGES:
            _offer_to_save(page)
        else:
            st.caption("Views are saved on Revenue and Products.")


def _offer_to_save(page: str) -> None:
    with st.form("save-view", border=False):
        st.text_input(
            "Save what is shown as",
            key=NAME,
            max_chars=LONGEST_NAME,
            placeholder="Weekends in the hall",
            help="Periods that move on with the data go on moving. A name that is there is "
            "written over.",
        )
        st.form_submit_button("Save", key="save-view-now", on_click=_save, args=(page,))


def _shown(views: tuple[SavedView, ...], page: str) -> SavedView | None:
    """Give the saved view that is on the screen; None where none is."""
    here = _parameters()
    return next((view for view in views if view.page == page and view.parameters == here), None)


def _parameters() -> dict[str, list[str]]:
    """Give what stands in the address, whatever order it stands there in."""
    return {key: st.query_params.get_all(key) for key in sorted(st.query_params)}


def _want(view: SavedView, page: str) -> None:
    """Open a view: on its own page by its address, else by going there."""
    st.session_state[f"{MENU}-menu"] = False
    if view.page == page:
        st.query_params.from_dict(view.parameters)
    else:
        st.session_state[WANTED] = view


def _open_wanted(page: str) -> None:
    view = st.session_state.pop(WANTED, None)
    if view is not None and view.page != page and view.page in PAGES:
        st.switch_page(f"{view.page}.py", query_params=view.parameters)


def _save(page: str) -> None:
    name = st.session_state[NAME]
    try:
        saved = save_view(
            store.database(),
            name,
            page,
            _parameters(),
            now=datetime.now(UTC),
            actor=visitor.importer(),
        )
    except SalesError as fault:
        failure(fault)
        return
    st.session_state[f"{MENU}-menu"] = False
    st.session_state[NAME] = ""
    notice(f"Saved as “{md_escape(saved.name)}”.")


def _delete(view: SavedView) -> None:
    try:
        delete_view(store.database(), view.name, now=datetime.now(UTC), actor=visitor.importer())
    except SalesError as fault:
        failure(fault)
        return
    st.session_state[DELETED] = view
    notice(f"“{md_escape(view.name)}” is deleted. The menu can bring it back.")


def _offer_back(views: tuple[SavedView, ...]) -> None:
    """Offer the view that was deleted last, until its name is there again or the tab is closed."""
    view: SavedView | None = st.session_state.get(DELETED)
    if view is None or any(each.name == view.name for each in views):
        return
    st.button(
        f"Bring “{plain_name(view.name)}” back",
        icon=":material/undo:",
        key="restore-saved",
        type="tertiary",
        on_click=_bring_back,
        args=(view,),
    )


def _bring_back(view: SavedView) -> None:
    try:
        save_view(
            store.database(),
            view.name,
            view.page,
            view.parameters,
            now=datetime.now(UTC),
            actor=visitor.importer(),
        )
    except SalesError as fault:
        failure(fault)
