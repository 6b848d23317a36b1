"""What is being imported at the moment, shown on every page until it is done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import visitor
from components.text import count_text, counted, md_escape, plain_name
from components.uploading.kept import running
from components.uploading.sheet import Sheet
from sales_core.values.actors import Role

_SEEN = "seen-running"


def show_running() -> None:
    """Show how far imports are, as long as there are any, and then what they came to."""
    if running():
        _show_progress()
    elif seen := st.session_state.pop(_SEEN, None):
        _tell(seen)


@st.fragment(run_every=1.0)
def _show_progress() -> None:
    """Show it anew every second; when all is done, the whole page is drawn with its new figures."""
    if not visitor.may(Role.SEE):
        st.rerun()  # the page says that the login has ended
    sheets = running()
    seen: list[Sheet] = st.session_state.setdefault(_SEEN, [])
    seen += [sheet for sheet in sheets if sheet not in seen]
    if not sheets:
        st.rerun()
    first = next((sheet for sheet in sheets if sheet.written), sheets[0])
    count, done = len(seen), len(seen) - len(sheets)
    also = f" · {count_text(done)} of {count_text(count)} files are done" if count > 1 else ""
    name = plain_name(first.export.name)
    st.progress(
        (done + first.progress) / count,
        f"Importing **{name}** … {first.stage.rstrip(' …')}{also}",
    )


def _tell(sheets: Sequence[Sheet]) -> None:
    """Say once what imports came to; what failed is on the Upload page, too."""
    for sheet in sheets:
        if sheet.failed:
            st.error(
                f"**{plain_name(sheet.export.name)} was not imported.** {md_escape(sheet.failed)} "
                "It is still on the Upload page.",
                icon=":material/error:",
            )
    done = [sheet for sheet in sheets if sheet.done]
    sales = sum(sheet.done.whole.rows.imported for sheet in done if sheet.done)
    if done:
        name = plain_name(done[0].export.name)
        what = f"{name} is" if len(done) == 1 else f"{count_text(len(done))} files are"
        told = f"{what} imported: {counted(sales, 'sale')}."
        st.toast(told, icon=":material/check_circle:", duration="long")
