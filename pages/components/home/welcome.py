"""The first page while there is no data: two ways on, and what the app promises."""

from __future__ import annotations

import streamlit as st

from components import store, visitor
from components.empty import NOTHING_THERE
from components.sample import load_sample

PROMISES = {
    "Read right, or asked": "What a file cannot prove, such as 3/4 or 4 March, is a question. "
    "Nothing is guessed.",
    "Never counted twice": "The same export again adds nothing, and exports that overlap merge.",
    "Exact, and undone at will": "Amounts are never rounded away, and after an undo the data is "
    "as if the import had never been made.",
}


def show_welcome() -> None:
    """Offer an upload and the sample."""
    st.title("Welcome", anchor=False)
    st.markdown(
        "Bring the sales export of your shop or studio, and read your revenue by day, product, "
        "location and payment method. Every number can be proved."
    )
    st.space("small")
    if visitor.may_import():
        _show_ways()
        st.space("small")
    else:
        st.info(NOTHING_THERE, icon=":material/schedule:")
    for column, (promise, means) in zip(st.columns(3, gap="medium"), PROMISES.items(), strict=True):
        column.markdown(f"**{promise}**  \n{means}")


def _show_ways() -> None:
    upload, sample = st.columns(2, gap="medium")
    with upload.container(border=True, height="stretch"):
        st.header("Your own sales", anchor=False)
        st.markdown(
            "Drop one or several CSV files. You see what would be imported before anything is."
        )
        st.space("stretch")
        if st.button("Upload a sales export", type="primary", icon=":material/upload_file:"):
            st.switch_page("upload.py")
    with sample.container(border=True, height="stretch"):
        st.header("Just looking", anchor=False)
        st.markdown(
            "Fourteen months of an invented studio. Undo the import, and it is gone without trace."
        )
        st.space("stretch")
        if st.button("Load the sample", icon=":material/science:", key="load-sample"):
            _load_sample()


def _load_sample() -> None:
    """Import the sample, if it is there."""
    if not store.SAMPLE.exists():
        st.error("The sample, sales.csv, is not beside the app. Upload a file of your own.")
        return
    with st.spinner("Importing the sample …"):
        load_sample()
    st.rerun()
