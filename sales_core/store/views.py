"""Views for programs that read with SQL: names instead of numbers, decimals instead of units.

On PostgreSQL amounts are ``numeric(19, 4)`` and quantities ``numeric(19, 3)``. SQLite has no
decimals: there they are the nearest floating-point number, whose first 15 digits are exact. So
each view also has its amount in ten-thousandths, a whole number that adds up exactly anywhere.

``migrate`` makes them whenever the schema is the newest. What they say is in ``docs/bi.md``.
"""

from __future__ import annotations

from sqlalchemy import Connection

from sales_core.store.schema import ALL
from sales_core.values.traits import CATEGORY, CHANNEL, HOUR, STAFF

NAMES = ("v_lines", "v_daily_revenue", "v_products")

_GIVEN = """SELECT id, name, COALESCE(NULLIF(display_name, ''), name) AS shown
FROM products WHERE merged_into IS NULL"""

_GIVES_WAY = """SELECT id, name,
CASE WHEN COUNT(*) OVER (PARTITION BY shown) > 1 THEN name ELSE shown END AS shown
FROM ({}) AS given_{}"""
"""A given name gives way where another product is shown by it (``canonical.shown_names``)."""

_ROUNDS = 3
"""How often giving way may let another name give way; each takes one more person who renamed."""


def make_views(connection: Connection) -> None:
    """Make the views, or make them anew; on PostgreSQL who may read them stays.

    Args:
        connection: In a writing transaction, at the newest schema.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        drop_views(connection)
    for name, query in _queries(sqlite=sqlite).items():
        made = "CREATE VIEW" if sqlite else "CREATE OR REPLACE VIEW"
        connection.exec_driver_sql(f"{made} {name} AS {query}")


def drop_views(connection: Connection) -> None:
    """Drop the views: SQLite changes no table that a view reads."""
    for name in NAMES:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def _queries(*, sqlite: bool) -> dict[str, str]:
    """Write the query of each view for a dialect."""
    lines, daily, listed = (_lines(sqlite=sqlite), _daily(sqlite=sqlite), _products(sqlite=sqlite))
    return dict(zip(NAMES, (lines, daily, listed), strict=True))


def _lines(*, sqlite: bool) -> str:
    said = ", ".join(f"said.{kind}" for kind in _OF_LINES)
    return f"""SELECT line.sale_date, place.name AS location, NULLIF(line.order_id, '') AS order_id,
shown.shown AS product, product.name AS product_in_file, method.name AS payment_method,
{_units("line.quantity", sqlite=sqlite)} AS quantity,
{_money("line.unit_price", sqlite=sqlite)} AS unit_price,
{_money("line.amount", sqlite=sqlite)} AS amount,
{_money("line.discount", sqlite=sqlite)} AS discount,
{_money("line.tax", sqlite=sqlite)} AS tax,
(line.amount < 0 OR line.quantity < 0) AS refund, {said},
(SELECT code FROM currency) AS currency,
file.file_name, line.source_line, line.import_id, line.location_id,
shown.id AS product_id, line.amount AS amount_ten_thousandths
FROM sales AS line
JOIN locations AS place ON place.id = line.location_id
JOIN payment_methods AS method ON method.id = line.payment_method_id
JOIN products AS product ON product.id = line.product_id
JOIN ({_shown()}) AS shown ON shown.id = COALESCE(product.merged_into, product.id)
JOIN imports AS file ON file.id = line.import_id
LEFT JOIN ({_said()}) AS said ON said.traits_id = line.traits_id"""


def _daily(*, sqlite: bool) -> str:
    return f"""SELECT day.sale_date, place.name AS location,
{_sums("day.gross_sales", "day.refunds", sqlite=sqlite)},
CASE WHEN day.unnumbered = 0 THEN day.orders END AS orders, day.unnumbered,
{_units("day.units", sqlite=sqlite)} AS units, day.lines,
CASE WHEN day.untaxed < day.lines THEN {_money(_NET, sqlite=sqlite)} END AS net_revenue,
CASE WHEN day.untaxed < day.lines THEN {_money("day.tax", sqlite=sqlite)} END AS tax,
{_money("day.discounts", sqlite=sqlite)} AS discounts, day.untaxed AS lines_without_tax,
{_money("day.untaxed_revenue", sqlite=sqlite)} AS revenue_without_tax,
(SELECT code FROM currency) AS currency, day.location_id,
day.gross_sales + day.refunds AS revenue_ten_thousandths
FROM daily_revenue AS day
JOIN locations AS place ON place.id = day.location_id
WHERE day.payment_method_id = {ALL}"""


def _products(*, sqlite: bool) -> str:
    return f"""SELECT shown.shown AS product, {_money("product.price", sqlite=sqlite)} AS price,
{_sums("sold.gross_sales", "sold.refunds", sqlite=sqlite)},
CASE WHEN sold.unnumbered = 0 THEN sold.orders END AS orders, sold.unnumbered,
{_units("sold.units", sqlite=sqlite)} AS units, sold.lines, sold.first_sold, sold.last_sold,
(SELECT code FROM currency) AS currency, product.id AS product_id,
sold.gross_sales + sold.refunds AS revenue_ten_thousandths
FROM (SELECT product_id, {_added(*_ADDED)},
MIN(first_sold) AS first_sold, MAX(last_sold) AS last_sold
FROM monthly_product_revenue WHERE location_id = {ALL} GROUP BY product_id) AS sold
JOIN products AS product ON product.id = sold.product_id
JOIN ({_shown()}) AS shown ON shown.id = sold.product_id"""


_OF_LINES = (CATEGORY, STAFF, CHANNEL, HOUR)

_ADDED = ("lines", "gross_sales", "refunds", "units", "orders", "unnumbered")

_NET = "day.gross_sales + day.refunds - day.untaxed_revenue - day.tax"


def _said() -> str:
    """Put what each set of traits says side by side."""
    columns = ", ".join(
        f"MAX(CASE WHEN kind.name = '{kind}' THEN trait.name END) AS {kind}" for kind in _OF_LINES
    )
    return f"""SELECT member.traits_id, {columns} FROM trait_members AS member
JOIN trait_values AS trait ON trait.id = member.value_id
JOIN trait_kinds AS kind ON kind.id = trait.kind_id GROUP BY member.traits_id"""


def _shown() -> str:
    query = _GIVEN
    for at in range(_ROUNDS):
        query = _GIVES_WAY.format(query, at)
    return query


def _sums(gross: str, refunds: str, *, sqlite: bool) -> str:
    columns = {"revenue": f"{gross} + {refunds}", "gross_sales": gross, "refunds": refunds}
    return ", ".join(f"{_money(sum_, sqlite=sqlite)} AS {name}" for name, sum_ in columns.items())


def _added(*names: str) -> str:
    return ", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in names)


def _money(units: str, *, sqlite: bool) -> str:
    return f"({units}) / 10000.0" if sqlite else f"CAST(({units}) * 0.0001 AS NUMERIC(19, 4))"


def _units(units: str, *, sqlite: bool) -> str:
    return f"({units}) / 1000.0" if sqlite else f"CAST(({units}) * 0.001 AS NUMERIC(19, 3))"
