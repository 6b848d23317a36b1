"""What tests do with the upload page, and what they see on it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


def drop(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, content in files:
        page.file_uploader[0].upload(name, content)
    return page.run()


def button(page: AppTest, label: str) -> Any:
    (found,) = [each for each in page.button if label in each.label]
    return found


def choices(page: AppTest) -> dict[str, str]:
    """Give the choices of all open questions: what each would mean, by its words."""
    words = [each.label for each in page.button if "-choice-" in str(each.key)]
    marked = [each.value for each in page.markdown if each.value.startswith(":small[")]
    means = [text[7:-1] for text in marked if "·" in text and " row" in text]
    plain = ([text.replace("\\", "") for text in texts] for texts in (words, means))
    return dict(zip(*plain, strict=True))


def answer(page: AppTest, words: str, at: int = 0) -> AppTest:
    """Press the button of a choice that begins with some words, of several alike by their order."""
    found = [
        each
        for each in page.button
        if "-choice-" in str(each.key) and each.label.replace("\\", "").startswith(words)
    ]
    return found[at].click().run()


def open_questions(page: AppTest) -> list[str]:
    """Give the questions that are open, in their order, by file and name."""
    keys = (str(each.key) for each in page.button)
    return list(dict.fromkeys(key.partition("-choice-")[0] for key in keys if "-choice-" in key))


def shown(page: AppTest) -> str:
    """Give every text of the page, without the marks that keep Markdown inert."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "success",
        "info",
        "warning",
        "error",
    )
    texts = [each.value for kind in kinds for each in getattr(page, kind)]
    return "\n".join(texts).replace("\\", "")


def verdict(page: AppTest) -> str:
    """Give what is said of a file first: the sentence above its button."""
    (found,) = [each.value for each in page.markdown if each.value.startswith("### **")]
    return str(found).replace("\\", "")


def receipt(page: AppTest) -> dict[str, tuple[int, int | None]]:
    """Give the rows and the amount (ten-thousandths) of each row of the receipt."""
    frame = page.table[0].value
    sums = zip(frame["Rows"], frame["Amount, SGD"], strict=True)
    return {
        str(name).strip("*"): (int(rows), None if pd.isna(amount) else int(amount))
        for name, (rows, amount) in zip(frame.index, sums, strict=True)
    }
