"""Who bought is no product, and where they live is no place of sale."""

from __future__ import annotations

import pytest

from sales_core.importing.interpretation.columns import find_columns
from sales_core.importing.vocabulary.column_words import names_buyer
from tests.builders import read


@pytest.mark.parametrize(
    "header",
    [
        ("Order", "Date", "Customer", "Address", "City", "Postcode", "Item", "Total"),
        ("Bestellnummer", "Datum", "Kunde", "Straße", "Ort", "PLZ", "Artikel", "Betrag"),
        ("Commande", "Jour", "Client", "Adresse", "Ville", "Code postal", "Produit", "Montant"),
        (
            "Pedido",
            "Fecha",
            "Cliente",
            "Dirección",
            "Ciudad",
            "Código postal",
            "Producto",
            "Importe",
        ),
        ("Ordine", "Giorno", "Nome", "Indirizzo", "Paese", "CAP", "Prodotto", "Importo"),
        ("Order ID", "Date", "Billing Name", "Email", "Country", "Phone", "Product", "Amount"),
    ],
)
def test_the_town_of_a_buyer_is_no_place_of_sale(header: tuple[str, ...]) -> None:
    found = find_columns(header, None, {})
    assert "location" not in found
    assert found["item"] == 6


@pytest.mark.parametrize(
    "header",
    [
        ("Bill No", "Date", "City", "Item", "Total"),
        ("Date", "City", "Customer Type", "Product", "Amount"),
        ("Jour", "Ville", "Nom du produit", "Montant"),
    ],
)
def test_a_town_without_buyers_is_a_place_of_sale(header: tuple[str, ...]) -> None:
    assert "location" in find_columns(header, None, {})


def test_the_shop_is_the_place_whoever_bought() -> None:
    found = find_columns(("Date", "Customer", "City", "Store", "Amount"), None, {})
    assert found["location"] == 3


@pytest.mark.parametrize("header", ["Customer/Name", "Klient/Nazwa", "Customer/City"])
def test_paths_of_buyers_are_no_products(header: str) -> None:
    found = find_columns(("Date", header, "Amount"), None, {})
    assert not {"item", "location"} & found.keys()


@pytest.mark.parametrize("header", ["Bill No", "Ship Mode", "Customer Type", "Store Name", "Total"])
def test_other_names_are_no_buyers(header: str) -> None:
    assert not names_buyer(header)


def test_names_with_dashes_are_no_quantity() -> None:
    """Spanish "Nombre" is a name, French "Nombre" a number; a dash is nothing in both."""
    rows = "1,Ana,50.90,2026-11-27\n2,-,24.80,2026-11-26\n3,Eva,10.00,2026-11-25\n"
    reading = read(f"Pedido,Nombre,Total,Fecha\n{rows}".encode())
    assert reading.plan is not None
    assert "quantity" not in reading.plan.columns
