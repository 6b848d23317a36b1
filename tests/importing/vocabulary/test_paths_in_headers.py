"""Names of columns that are paths, in the languages of the systems that write them."""

from __future__ import annotations

import pytest

from sales_core.importing.vocabulary.paths import path_keys


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Product/Record Name", ["product"]),
        ("Produit/Nom", ["produit"]),
        ("Lignes/Produit/Nom de l'enregistrement", ["lignesproduit", "produit"]),
        ("Positionen/Artikel/Bezeichnung des Datensatzes", ["positionenartikel", "artikel"]),
        ("Líneas/Producto/Nombre", ["lineasproducto", "producto"]),
        ("lines/product_id/name", ["linesproduct", "product"]),
        ("Amount", []),
    ],
)
def test_the_last_step_that_says_something(name: str, keys: list[str]) -> None:
    assert path_keys(name) == keys
