"""Kinds of rows in a file without a declaration: what its own column of kinds says is no sale.

A column of kinds is one that calls some rows sales and others something else: payouts,
transfers and fees are then no sales. A column of states tells payments that were never made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sales_core.importing.files.looks import values_of
from sales_core.importing.files.table import Column, Layout
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.vocabulary.header_names import words

_MOST = 60
"""Distinct texts a column of kinds, or of states, may have."""


def _parted(names: str) -> frozenset[str]:
    return frozenset(names.split(", "))


_NAMES = _parted("type, kind, typ, tipo, art, soort, transaktionstyp, entity")
"""Words of columns of kinds."""

_MEANS = _parted(
    "payment, pay, card, tender, customer, product, item, order, delivery, shipping, zahlung, "
    "pago, pagamento, paiement"
)
"""Words of columns of kinds of something else: a transfer is a way to pay as well."""

_STATES = _parted(
    "status, state, result, estado, etat, statut, stato, zustand, bestellstatus, 状态, 订单状态, "
    "交易状态, 状態, 注文状態"
)
"""Words of columns that say what became of a payment."""

_PAYMENTS = _parted("payment, payments, zahlung, paiement, pago, pagamento, betaling")
"""A payment beside the sale that it pays is the same money again."""

_ORDERS = _parted(
    "sale, sales, sold, order, purchase, invoice, umsatz, verkauf, bestellung, kauf, vente, "
    "commande, venta, pedido, venda, vendita, ordine, verkoop, bestelling, sprzedaz, zamowienie, "
    "forsaljning, bestallning, 売上, 販売, 注文, 销售, 订单"
)
_SALES = _ORDERS | _PAYMENTS | {"charge", "capture"}
"""What a row is called that is a sale."""

_MOVES = _parted(
    "payout, payouts, transfer, transfers, withdrawal, auszahlung, ubertrag, uberweisung, "
    "transfert, virement, versement, retiro, retirada, transferencia, transferir, trasferimento, "
    "prelievo, saque, opname, uitbetaling, overforing, wyplata, authorization, authorisation, "
    "void, 振込み, 振込, 提现"
)
"""Words of rows that move money and sell nothing."""

_FEES = _parted(
    "fee, fees, gebuhr, gebuhren, servicegebuhr, frais, tarifa, tarifas, commissione, "
    "commissioni, taxa, kosten, avgift, oplata, 手数料, 手续费"
)
"""Words of rows that are fees; they are so only where money goes out."""

_FAILED = _parted(
    "failed, failure, declined, voided, void, refused, rejected, denied, fehlgeschlagen, "
    "abgelehnt, refuse, echoue, rechazado, rechazada, fallido, fallida, denegado, recusado, "
    "recusada, rifiutato, fallito, mislukt, geweigerd, odrzucona"
)
"""What a state says of a payment that was never made."""


_CANCELLED = _parted(
    "cancelled, canceled, cancellation, storniert, storno, abgebrochen, annule, annulee, "
    "cancelado, cancelada, anulado, anulada, annullato, annullata, geannuleerd, anulowane, "
    "avbruten, 已取消, 已关闭, 交易关闭, 取消, キャンセル, 取消済"
)
"""What a state says of an order that was called off; some files call one so that was paid."""

CANCELLED = "cancelled orders"


def kind_columns(layout: Layout, used: Iterable[int]) -> list[int]:
    """Give the positions of the columns that may say what the rows are."""
    taken = set(used)
    return [
        at
        for at, header in enumerate(layout.header)
        if at not in taken
        and _is_kind(header) | _is_state(header)
        and 0 < len(values_of(layout, at)) <= _MOST
    ]


def kind_rules(columns: Iterable[Column]) -> tuple[RowRule, ...]:
    """Find the rows that are no sales, by all values of such columns."""
    rules: list[RowRule] = []
    for column in columns:
        texts = [text.strip() for text in column.texts if text.strip()]
        if len(texts) > _MOST:
            continue
        if _is_state(column.header):
            rules += _rule(column, _said(texts, _FAILED), "payments that were not made")
        elif _is_kind(column.header) and any(words(text) in _SALES for text in texts):
            moves = _said(texts, _MOVES)
            if any(words(text) in _ORDERS for text in texts):
                moves += [text for text in texts if words(text) in _PAYMENTS]
            rules += _rule(column, moves, "payouts, transfers and payments of sales")
            rules += _rule(column, _said(texts, _FEES), "fees", negative=True)
    return tuple(rules)


def cancelled_rules(columns: Iterable[Column]) -> tuple[RowRule, ...]:
    """Find the rows that a state calls cancelled; whether they count is for a person to say."""
    found = _cancelled(columns)
    return tuple(rule for column, texts in found for rule in _rule(column, texts, CANCELLED))


def cancelled_told(columns: Iterable[Column]) -> Iterator[str]:
    """Say of cancelled orders that count that they do."""
    for column, texts in _cancelled(columns):
        said, header = ", ".join(sorted(set(texts))), column.header.strip()
        yield f"Attention: rows with {said} in {header!r} count like the others."


def _cancelled(columns: Iterable[Column]) -> Iterator[tuple[Column, list[str]]]:
    for column in columns:
        texts = [text.strip() for text in column.texts if text.strip()]
        if _is_state(column.header) and len(texts) <= _MOST and (said := _said(texts, _CANCELLED)):
            yield column, said


def _is_kind(header: str) -> bool:
    said = set(words(header).split())
    return bool(said & _NAMES) and not said & _MEANS


def _is_state(header: str) -> bool:
    return bool(set(words(header).split()) & _STATES)


def _said(texts: list[str], wanted: frozenset[str]) -> list[str]:
    return [text for text in texts if set(words(text).split()) & wanted]


def _rule(
    column: Column, texts: list[str], reason: str, *, negative: bool = False
) -> list[RowRule]:
    if not texts:
        return []
    never = tuple(sorted({text.casefold() for text in texts}))
    return [RowRule((column.header,), reason, never=never, negative=negative)]
