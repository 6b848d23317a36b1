from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_core.importing.files.table import Column
from sales_core.importing.interpretation.proofs import Proof, prove_date_order, prove_decimal_mark
from sales_core.importing.issues import FileRefusedError
from sales_core.values.dates import DateOrder, possible_dates
from sales_core.values.money import DecimalMark
from tests.builders import read


def column(*texts: str, header: str = "Sale Date") -> Column:
    distinct = list(dict.fromkeys(texts))
    codes = np.array([distinct.index(text) for text in texts], np.int32)
    return Column(header, distinct, codes)


def order_of(*texts: str, answer: DateOrder | None = None) -> Proof[DateOrder]:
    return prove_date_order(column(*texts), answer)


def mark_of(*texts: str, answer: DecimalMark | None = None) -> Proof[DecimalMark]:
    return prove_decimal_mark([column(*texts)], answer)


AMBIGUOUS = [f"0{month}/0{day}/2025" for month in (1, 2, 3) for day in range(4, 10)] * 4
"""72 rows that are M/D/Y or D/M/Y."""


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        pytest.param(["03/01/2025", "3/22/2025"], "mdy", id="mixed-padding"),
        pytest.param(["03/01/2025", "22/3/2025"], "dmy", id="day-first"),
        pytest.param(["2025-03-01", "2025-03-02"], "ymd", id="iso-needs-no-day-above-twelve"),
        pytest.param(["3/3/2025", "4/4/2025"], "mdy", id="the-same-day-either-way"),
        pytest.param(["1 Mar 2025"], "mdy", id="month-as-a-word"),
        pytest.param(["1 Mar 2025", "22/3/2025"], "dmy", id="word-and-day-first"),
        pytest.param(["3/22/25 14:05", "3/1/25 9:00"], "mdy", id="times-behind"),
        pytest.param(["03/01/2025", "3/22/2025", "---", "", "n/a"], "mdy", id="no-value"),
        pytest.param([*AMBIGUOUS, "3/22/2025"], "mdy", id="one-in-many-proves"),
    ],
)
def test_the_order_is_proved_over_all_values(texts: list[str], order: DateOrder) -> None:
    found = order_of(*texts)
    assert (found.found, found.question) == (order, None)


def test_the_evidence_counts_rows_and_shows_one() -> None:
    found = order_of("03/01/2025", "03/01/2025", "3/22/2025", "3/28/2025", "3/28/2025", "never")
    assert (
        found.evidence
        == "5 of 5 dates fit month/day/year; 3 exclude day/month/year, e.g. 3/28/2025."
    )


def test_an_ambiguous_column_asks_with_a_date_of_its_own() -> None:
    found = order_of("03/01/2025", "04/02/2025", "12/11/2025")
    assert found.found is None
    assert found.question is not None
    assert found.question.code == "date-order"
    assert found.question.choices == ("mdy", "dmy")
    assert found.question.text == (
        "Nothing in the file tells the day from the month in 'Sale Date'. Which comes first, "
        "the month or the day?"
    )
    assert found.question.labels == (
        "Month first: 03/01/2025 is 1 March 2025",
        "Day first: 03/01/2025 is 3 January 2025",
    )


def test_two_digit_years_can_leave_three_orders() -> None:
    found = order_of("10/11/12")
    assert found.question is not None
    assert found.question.choices == ("mdy", "dmy", "ymd")


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["13/01/2025", "01/13/2025"], id="one-of-each"),
        pytest.param([*AMBIGUOUS, *["3/22/2025"] * 10, *["22/3/2025"] * 9], id="many-of-each"),
        pytest.param(["2025-03-01", "3/22/2025"], id="iso-and-month-first"),
    ],
)
def test_mixed_formats_are_refused_and_the_order_can_be_said(texts: list[str]) -> None:
    with pytest.raises(FileRefusedError) as fault:
        order_of(*texts)
    assert fault.value.issue.code == "mixed-dates"
    assert [question.code for question in fault.value.questions] == ["date-order"]
    assert len(fault.value.questions[0].choices) == 2


def test_a_column_without_dates_is_refused() -> None:
    with pytest.raises(FileRefusedError) as fault:
        order_of("Tea", "Cake")
    assert fault.value.issue.code == "no-dates"


@pytest.mark.parametrize("texts", [["---", ""], ["", " "]])
def test_a_column_of_nothing_is_refused(texts: list[str]) -> None:
    with pytest.raises(FileRefusedError) as fault:
        order_of(*texts)
    assert fault.value.issue.code == "no-dates"


def test_one_bad_date_in_many_proves_nothing() -> None:
    found = order_of(*AMBIGUOUS, *["3/22/2025"] * 30, "2025-02-30", "22/3/2025")
    assert found.found == "mdy"
    assert found.evidence.startswith(
        "102 of 103 dates fit month/day/year; 30 exclude day/month/year"
    )


def test_a_contradiction_among_the_dates_that_prove_is_no_proof() -> None:
    try:
        found = order_of(*AMBIGUOUS, "3/22/2025", "3/23/2025", "22/3/2025")
    except FileRefusedError:
        return
    assert found.question is not None


@pytest.mark.parametrize("answer", ["mdy", "dmy", "ymd"])
def test_an_answer_about_dates_is_respected(answer: DateOrder) -> None:
    found = order_of("03/01/2025", "3/22/2025", answer=answer)
    fits = {"mdy": "2 of 2", "dmy": "1 of 2", "ymd": "0 of 2"}[answer]
    assert (found.found, found.question) == (answer, None)
    assert found.evidence.startswith("You said that dates are written ")
    assert found.evidence.endswith(f"{fits} fit.")


DATES = st.lists(
    st.builds(
        lambda first, second: f"{first}/{second}/2025", st.integers(1, 31), st.integers(1, 31)
    ),
    min_size=1,
    max_size=8,
)


@given(DATES)
def test_an_order_is_only_found_where_no_other_would_do(texts: list[str]) -> None:
    try:
        found = order_of(*texts)
    except FileRefusedError:
        return
    readings = [days for text in texts if (days := possible_dates(text))]
    fits = Counter(order for days in readings for order in days)
    if found.found:
        assert fits[found.found] == len(readings)
        for order in fits.keys() - {found.found}:
            same = all(days.get(order) == days[found.found] for days in readings)
            assert fits[order] < len(readings) or same
    else:
        assert found.question is not None
        assert len(found.question.choices) > 1


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        pytest.param(["12.50", "3"], "point", id="point"),
        pytest.param(["12,50", "3"], "comma", id="comma"),
        pytest.param(["1.234,56"], "comma", id="grouped-comma"),
        pytest.param(["1,234.56"], "point", id="grouped-point"),
        pytest.param(["1,234", "12.50"], "point", id="another-row-proves-the-point"),
        pytest.param(["1,234", "12,50"], "comma", id="another-row-proves-the-comma"),
        pytest.param(["1", "-2", "---"], "point", id="whole-numbers"),
        pytest.param(["1,234,567"], "point", id="two-groups"),
        pytest.param(["(12,50)", "€3"], "comma", id="negative"),
    ],
)
def test_the_decimal_mark_is_proved(texts: list[str], mark: DecimalMark) -> None:
    found = mark_of(*texts)
    assert (found.found, found.question) == (mark, None)


@pytest.mark.parametrize("texts", [["1,234"], ["1.234"], ["1,234", "5"], ["1,234", "2.345", "n/a"]])
def test_a_mark_that_nothing_proves_is_asked_for(texts: list[str]) -> None:
    found = mark_of(*texts)
    assert found.found is None
    assert found.question is not None
    assert (found.question.code, found.question.choices) == ("decimal-mark", ("point", "comma"))


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("1,234", "1234: the comma groups thousands", "1.234: the comma stands before decimals"),
        ("1.234", "1.234: the point stands before decimals", "1234: the point groups thousands"),
    ],
)
def test_the_question_says_what_each_answer_means(text: str, point: str, comma: str) -> None:
    found = mark_of(text, "5")
    assert found.question is not None
    assert found.question.text.endswith(f"How much is {text}?")
    assert found.question.choices == ("point", "comma")
    assert found.question.labels == (point, comma)


def test_marks_that_contradict_each_other_are_asked_for() -> None:
    assert mark_of("12.50", "12,50", "1,234").question is not None


def test_one_slip_in_many_is_no_contradiction() -> None:
    found = mark_of(*[f"{at}.50" for at in range(60)], "1,234", "12,50")
    assert found.found == "point"
    assert found.evidence == (
        "61 of 62 numbers fit a decimal point; 60 exclude a decimal comma, e.g. 9.50."
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["12.50", "n/a"], "1 of 1 numbers fit a decimal point; 1 exclude a decimal comma"),
        (["12", "n/a"], "All 1 numbers are whole."),
    ],
)
def test_a_text_that_is_no_number_is_not_counted_as_one(texts: list[str], said: str) -> None:
    assert mark_of(*texts).evidence.startswith(said)


def test_the_evidence_of_whole_numbers() -> None:
    assert mark_of("1", "2", "2").evidence == "All 3 numbers are whole."


@pytest.mark.parametrize("answer", ["point", "comma"])
def test_an_answer_about_the_mark_is_respected(answer: DecimalMark) -> None:
    found = mark_of("1,234", answer=answer)
    assert (found.found, found.question) == (answer, None)
    assert found.evidence == f"You said that decimals are written with a {answer}."


def test_the_mark_is_proved_over_all_columns() -> None:
    amounts, prices = column("1,234", "2,345"), column("12.50", "1")
    assert prove_decimal_mark([amounts, prices], None).found == "point"


def dates_csv(first: str, days: int, written: str) -> bytes:
    start = date.fromisoformat(first)
    lines = [f"{start + timedelta(day):{written}},1.50" for day in range(days)]
    return "\n".join(["Date,Total", *reversed(lines), *lines, ""]).encode()


@pytest.mark.parametrize(
    ("written", "order"), [("%d.%m.%y", "D/M/Y"), ("%d/%m/%y", "D/M/Y"), ("%y.%m.%d", "Y/M/D")]
)
def test_neighbouring_days_are_no_single_day_of_the_month_over_decades(
    written: str, order: str
) -> None:
    reading = read(dates_csv("2025-03-01", 31, written))
    assert reading.plan is not None
    assert reading.plan.as_json()["date_format"] == order
    assert reading.lines is not None
    assert reading.lines.period() == (date(2025, 3, 1), date(2025, 3, 31))
    assert any("over 31 years" in told for told in reading.evidence)


@pytest.mark.parametrize("days", [9, 12])
def test_days_that_may_be_months_stay_a_question(days: int) -> None:
    reading = read(dates_csv("2025-03-01", days, "%d.%m.%y"))
    assert [question.code for question in reading.questions] == ["date-order"]
