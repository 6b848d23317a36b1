"""The entry script: which pages there are, and what frames every one of them.

It lies inside ``pages/`` so that a link into the app opens its page without a detour.
"""

from __future__ import annotations

import logging

import streamlit as st
from components import address, reader, store, visitor
from components.empty import data_period
from components.filters import choose_view
from components.home.place import keep_place
from components.login.menu import show_end, show_not_allowed, show_visitor
from components.print_style import print_style
from components.problems import show_problem, show_unexpected
from components.sample import has_own_files, show_sample
from components.uploading.at_hand import link_to_desk
from components.uploading.running import show_running
from components.view import keep_view, last_address, shared

from sales_core.access.entering import NotAllowedError, allowed
from sales_core.access.lifetime import LoginEndedError
from sales_core.access.vouched import NotLetInError
from sales_core.errors import SalesError
from sales_core.values.actors import Actor, Role

WIDTH = 1180  # pixels of a page on a wide screen; longer lines are hard to read

DARK_TEXT = "#0f1516"  # on the light green of the dark theme

# The app's mark, drawn here so that nothing has to be fetched.
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
    '<rect width="24" height="24" rx="6" fill="#0b6b5c"/>'
    '<path d="M6 18.5h12" stroke="#f4f1ea" stroke-width="1.6" stroke-linecap="round"/>'
    '<path d="M7.5 15.5v-4M12 15.5v-6.5M16.5 15.5V5.5" stroke="#f4f1ea" stroke-width="2.4" '
    'stroke-linecap="round"/></svg>'
)

# Without icons: Streamlit would fetch them for the browser's tab from another server.
PAGES = (
    st.Page("home.py", title="Home", default=True),
    st.Page("upload.py", title="Upload"),
    st.Page("imports.py", title="Imports"),
    st.Page("products.py", title="Products"),
    st.Page("revenue.py", title="Revenue"),
    st.Page("settings.py", title="Settings"),
)


# Pages with the bar of filters, by their path, and what stands above it.
HEADS = {"": "At a glance", "products": "Products", "revenue": "Revenue"}

UPLOAD = "upload"

NEEDED = {UPLOAD: Role.IMPORT, "settings": Role.ADMINISTER}
"""Which role a page needs, by its path; the others are for everybody who comes in."""


def needed(path: str) -> Role:
    """Give the role that a page needs."""
    return NEEDED.get(path, Role.SEE)


def show_bar(head: str, page: str) -> None:
    """Show the head of a page and the bar under it, and note what is chosen.

    The bar belongs to the entry script: only then is it the same on every page to
    Streamlit, so that choices and their place in the address stay when the page changes.
    """
    data = data_period(store.coverage())
    if data is None:
        keep_view(None)
        if head != HEADS[""]:  # the first page has a welcome of its own
            st.title(head, anchor=False)
        return
    st.title(head, anchor=False)
    if not page:
        keep_place()
    keep_view(choose_view(data, page))


def show_ways(here: str, actor: Actor) -> None:
    """Link to all pages; what is chosen in the bar, or was dropped, goes along to where it is used.

    The menu that Streamlit draws would leave an entry without it in the browser's history.

    Args:
        here: The path of this page.
        actor: Who looks at it; pages that he may not use are not named.
    """
    chosen = address.kept(shared()) if here in HEADS else last_address()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ways"):
        for page in PAGES:
            if not actor.role.may(needed(page.url_path)):
                continue
            along = link_to_desk() if page.url_path == UPLOAD else {}
            st.page_link(page, query_params=chosen if page.url_path in HEADS else along)
        show_visitor(actor)


def main() -> None:
    """Frame the chosen page and run it; a fault becomes a sentence, never a traceback."""
    page = st.navigation(PAGES, position="hidden")
    st.set_page_config(page_title=f"{page.title} · Sales", page_icon=MARK, layout="wide")
    st.logo(MARK)
    st.html(_style() + print_style(dark=st.context.theme.type == "dark"))
    with st.container(horizontal_alignment="center"):
        frame = st.container(width=WIDTH)
    with frame:
        try:
            actor = visitor.actor()
            show_ways(page.url_path, actor)
            allowed(actor, needed(page.url_path))
            store.look()
            reader.note(store.chosen(), store.settings().currency)
            own = page.url_path == UPLOAD and has_own_files()
            if page.url_path != UPLOAD:  # which tells more of it
                show_running()
            show_sample(adding=own)
            if page.url_path in HEADS:
                show_bar(HEADS[page.url_path], page.url_path)
            page.run()
            if page.url_path == UPLOAD and own != has_own_files():
                st.rerun()  # the mark above says what becomes of the sample
        except (LoginEndedError, NotLetInError) as fault:
            show_end(fault)
        except NotAllowedError as fault:
            show_not_allowed(page.title, fault)
        except SalesError as fault:
            show_problem(fault)
        except Exception:
            logging.getLogger("sales").exception("The page %s failed", page.title)
            show_unexpected()


def _style() -> str:
    """Give what no setting of a theme reaches.

    Options of a menu begin on the left. Primary buttons of the dark theme have a dark text;
    dialogs lie outside the part of the page that knows its colour scheme.
    """
    dialog = DARK_TEXT if st.context.theme.type == "dark" else "#ffffff"
    primary = "[data-testid='stBaseButton-primary']"
    return (
        "<style>[class*='-options'] button, [class*='-options'] button > div "
        "{justify-content: flex-start; text-align: start}"
        f"{primary}, {primary} p {{color: light-dark(#ffffff, {DARK_TEXT})}}"
        f"[role='dialog'] {primary}, [role='dialog'] {primary} p {{color: {dialog}}}</style>"
    )


main()
