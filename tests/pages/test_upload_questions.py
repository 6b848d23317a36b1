"""Questions on the upload page: choices with figures, a row beside them, and ways back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sales_core.imports import list_imports
from sales_core.reporting.coverage import coverage
from tests.pages.uploads import (
    answer,
    button,
    choices,
    drop,
    open_questions,
    receipt,
    shown,
    verdict,
)

Settled = Callable[[AppTest], AppTest]

DATES = b"Date,Order,Product,Amount\n03/04/2025,1,Tea,3.50\n05/06/2025,2,Pie,4.25\n"
MORE_DATES = DATES.replace(b"/2025", b"/2024")
STATES = (
    b"Date,Order,Product,Amount,Status\n2025-03-14,1,Lamp,40.00,Paid\n"
    b"2025-03-15,2,Chair,120.00,Refunded\n2025-03-16,3,Shelf,80.00,Pending\n"
    b"2025-03-17,4,Table,310.00,Paid\n"
)
TOTALS = (
    b"Date,Order,Product,Amount\n2025-03-13,1,Tea,10\n2025-03-13,2,Pie,20\n2025-03-14,,Alles,30\n"
)
PRICES = (
    b"Date,Product,Price,Count\n2025-03-14,Tea,3.50,1\n2025-03-15,Pie,2.80,3\n"
    b"2025-03-16,Tea,3.50,2\n2025-03-16,Tea,3.50,1\n"
)
CODES = ("M/D/Y", "D/M/Y", "Y/M/D", "mdy", "dmy")


def change(page: AppTest, about: str, at: int = 0) -> Any:
    """Give the button that takes an answer back, of several alike by their order."""
    return [each for each in page.button if f"{about}-change" in str(each.key)][at]


def test_dates_that_prove_nothing_are_asked_with_figures_and_a_row(
    app: Any, settled: Settled
) -> None:
    page = settled(drop(app.open("upload"), ("unclear.csv", DATES)))
    month, day = choices(page).items()
    assert month == (
        "Month first: 03/04/2025 is 4 March 2025",
        "S$7.75 · 2 rows · **4 Mar 2025 – 6 May 2025**",
    )
    assert day == (
        "Day first: 03/04/2025 is 3 April 2025",
        "S$7.75 · 2 rows · **3 Apr 2025 – 5 Jun 2025**",
    )
    told = shown(page)
    assert "Line 2 of the file" in told
    assert "**03/04/2025**" in told
    assert "1 question before this file can be imported" in told
    assert not [each for each in page.button if "Import" in each.label]
    assert not [code for code in CODES if code in told]


def test_a_file_with_unknown_names_offers_what_can_be_right_and_every_column(
    app: Any, settled: Settled
) -> None:
    odd = b"Wann,Was,Wieviel,Kiste\n2025-03-22,Tee,3.50,7\n2025-03-23,Kaffee,4.20,9\n"
    page = settled(drop(app.open("upload"), ("odd.csv", odd)))
    assert "No column for amount was found" in shown(page)
    means = choices(page)
    assert list(means) == ["Wieviel", "Kiste"]
    assert means["Wieviel"].startswith("**S$7.70")
    (amount,) = [box for box in page.selectbox if box.label == "Amount"]
    assert "Was" in amount.options
    page = settled(answer(page, "Wieviel"))
    assert receipt(page)["To import"] == (2, 77_000)


def test_how_much_a_number_is_can_be_told_apart(app: Any, settled: Settled) -> None:
    content = b"Date;Order;Amount\n2025-03-14;1;1,234\n2025-03-15;2;2,105\n"
    page = settled(drop(app.open("upload"), ("marks.csv", content)))
    assert "How much is 1,234?" in shown(page)
    assert [text.split(" · ")[0] for text in choices(page).values()] == [
        "**S$3,339.00**",
        "**S$3.339**",
    ]


def test_an_answer_can_be_taken_back(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("unclear.csv", DATES)))
    answer(page, "Day first")
    page = settled(page)
    assert "3 Apr" in verdict(page)
    assert "Day first: 03/04/2025 is 3 April 2025" in shown(page)
    assert not open_questions(page)

    button(page, "Change").click().run()
    assert len(open_questions(settled(page))) == 1
    answer(page, "Month first")
    assert "4 Mar" in verdict(settled(page))
    button(page, "Import").click().run()
    assert str(coverage(app.database).first_date) == "2025-03-04"


def test_what_answers_would_mean_follows_the_other_answers(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("states.csv", STATES)))
    assert "2 questions" in shown(page)
    refunded = [text.split(" · ")[0].strip("*") for text in list(choices(page).values())[:3]]
    assert refunded == ["S$430.00", "S$310.00", "S$550.00"]
    answer(page, "Leave out 'Pending'")
    refunded = [text.split(" · ")[0].strip("*") for text in choices(settled(page)).values()]
    assert refunded == ["S$350.00", "S$230.00", "S$470.00"]
    answer(page, "Subtract")
    assert receipt(settled(page))["To import"] == (3, 2_300_000)

    change(page, "refunds:Status").click()
    assert len(open_questions(settled(page.run()))) == 1
    assert "Leave out 'Pending'" in shown(page)


def test_columns_are_chosen_by_what_they_would_mean(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("prices.csv", PRICES)))
    assert choices(page) == {
        "Count pieces at Price each": "**S$22.40** · 4 rows · 14 Mar 2025 – 16 Mar 2025",
        "Price is what the row came to": "**S$13.30** · 4 rows · 14 Mar 2025 – 16 Mar 2025",
    }
    answer(page, "Count pieces")
    assert receipt(settled(page))["To import"] == (4, 224_000)
    button(page, "Change").click().run()
    answer(page, "Price is")
    assert receipt(settled(page))["To import"] == (4, 133_000)


def test_attention_is_set_apart_in_preview_receipt_and_history(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("prices.csv", PRICES)))
    told = "The file has no order numbers"
    for press in ("Count pieces", "Import"):
        (warning,) = page.warning
        assert told in warning.value
        assert "Attention: the file has no order" not in shown(page)
        if press == "Count pieces":
            answer(page, press)
        else:
            button(page, press).click().run()
        page = settled(page)
    assert told in page.warning[0].value
    assert list_imports(app.database)[0].evidence[0].startswith("Attention")
    history = settled(app.open("imports", **{"import": "1"}))
    assert told in history.warning[0].value


def test_each_of_several_files_asks_under_its_name_and_the_others_need_not_wait(
    app: Any, settled: Settled
) -> None:
    clear = b"Date,Order,Product,Total\n2025-05-14,7,Lamp,40.00\n"
    files = (("clear.csv", clear), ("dates.csv", DATES), ("states.csv", STATES), ("bad.csv", b""))
    page = settled(drop(app.open("upload"), *files))
    told = shown(page).replace("*", "")
    assert "1 of 4 files is ready: 1 sale, 14 May 2025, S$40.00. 3 files wait for you." in told
    assert dict(page.dataframe[0].value[["file", "verdict"]].to_numpy().tolist()) == {
        "bad.csv": "Cannot be imported",
        "clear.csv": "Ready",
        "dates.csv": "1 question",
        "states.csv": "2 questions",
    }
    assert len(open_questions(page)) == 3

    button(page, "Import the one ready file").click().run()
    page = settled(page)
    assert [record.file_name for record in list_imports(app.database)] == ["clear.csv"]
    assert len(open_questions(page)) == 3


def test_an_answer_holds_for_files_with_the_same_columns_that_ask_the_same(
    app: Any, settled: Settled
) -> None:
    page = settled(
        drop(app.open("upload"), ("2025.csv", DATES), ("2024.csv", MORE_DATES), ("s.csv", STATES))
    )
    assert len(open_questions(page)) == 4
    answer(page, "Day first")
    page = settled(page)
    assert len(open_questions(page)) == 2
    assert "(as in 2024.csv)" in shown(page)
    assert "2 of 3 files are ready" in shown(page)

    change(page, "date-order", 1).click()
    assert len(open_questions(settled(page.run()))) == 3


def test_a_remembered_choice_is_told_in_the_words_it_was_offered_in(
    app: Any, settled: Settled
) -> None:
    page = settled(drop(app.open("upload"), ("march.csv", TOTALS)))
    words = next(iter(choices(page)))
    answer(page, "A total")
    button(page, "Import").click().run()
    button(page, "Upload other files").click().run()

    page = settled(drop(page, ("april.csv", TOTALS.replace(b"-03-", b"-04-"))))
    assert not open_questions(page)
    told = shown(page).replace("*", "")
    assert "Answered as for march.csv" in told
    assert f"“{words}” for 'Order'" in told
    assert "totals:Order" not in told


def test_what_was_remembered_is_told_and_can_be_answered_anew(app: Any, settled: Settled) -> None:
    page = settled(drop(app.open("upload"), ("2025.csv", DATES)))
    answer(page, "Day first")
    button(page, "Import").click().run()
    button(page, "Upload other files").click().run()

    page = settled(drop(page, ("2024.csv", MORE_DATES)))
    told = shown(page).replace("*", "")
    assert "Answered as for 2025.csv" in told
    assert "dates have the day first" in told
    assert not [code for code in CODES if code in told]
    assert not open_questions(page)
    button(page, "Change").click().run()
    assert len(open_questions(settled(page))) == 1
    button(page, "Use it again").click().run()
    button(settled(page), "Import").click().run()
    assert len(list_imports(app.database)) == 2


@pytest.mark.parametrize("first", ["Month first", "Day first"])
def test_a_remembered_answer_never_beats_a_proof(app: Any, settled: Settled, first: str) -> None:
    page = settled(drop(app.open("upload"), ("2025.csv", DATES)))
    answer(page, first)
    button(page, "Import").click().run()
    button(page, "Upload other files").click().run()

    proof = DATES.replace(b"03/04/2025", b"03/28/2025")
    page = settled(drop(page, ("proof.csv", proof)))
    assert not open_questions(page)
    assert "Answered as for" not in shown(page)
    assert "28 Mar" in verdict(page)
