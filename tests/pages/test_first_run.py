"""A shop of any country begins without a shell: nothing is set, nothing is known."""

from __future__ import annotations

from typing import Any

from components import store

from tests.pages.conftest import settled
from tests.pages.uploads import answer, choices, drop, open_questions, shown, verdict

PLAIN = b"Date,Order,Item,Amount\n2025-03-28,1,Tea,10\n2025-03-29,2,Pie,7\n"
EUROS = "Datum;Beleg;Artikel;Betrag (EUR)\n28.03.2025;1;Tee;1.234,50\n29.03.2025;2;Torte;7,00\n"


def test_the_first_file_that_says_its_currency_asks_nothing(unset: Any) -> None:
    page = settled(drop(unset.open("upload"), ("märz.csv", EUROS.encode())))
    assert not open_questions(page)
    assert "€1,241.50" in verdict(page)


def test_a_file_without_one_asks_once_with_likely_currencies_first(unset: Any) -> None:
    page = settled(drop(unset.open("upload"), ("march.csv", PLAIN)))
    assert len(open_questions(page)) == 1
    assert "does not say which currency its amounts are in" in shown(page)
    assert next(iter(choices(page))) == "US Dollar (USD)"
    page = settled(answer(page, "Euro (EUR)"))
    (ready,) = (each for each in page.button if each.label.startswith("Import"))
    settled(ready.click().run())
    assert store.settings().currency == "EUR"
    page = settled(drop(unset.open("upload"), ("april.csv", PLAIN.replace(b"-03-", b"-04-"))))
    assert not open_questions(page)
    assert "€17.00" in verdict(page)


def test_what_settings_say_is_not_asked_again(unset: Any) -> None:
    page = unset.open("settings")
    (currency,) = [each for each in page.selectbox if each.label == "Currency"]
    settled(currency.set_value("ISK").run())
    page = settled(drop(unset.open("upload"), ("march.csv", PLAIN)))
    assert not open_questions(page)
    assert "ISK" in verdict(page)


def test_one_answer_holds_for_all_files_of_a_drop(unset: Any) -> None:
    april = PLAIN.replace(b"-03-", b"-04-")
    page = settled(drop(unset.open("upload"), ("march.csv", PLAIN), ("april.csv", april)))
    page = settled(answer(page, "Euro (EUR)"))
    assert not open_questions(page)
