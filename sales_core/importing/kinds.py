"""Kinds of rows in a file without a declaration: what its own column of kinds says is no sale.

A column of kinds is one that calls some rows sales and others something else. Payouts,
transfers and fees are then no sales, and what was given back counts negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sales_core.importing.declarations import GivenBack, RowRule
from sales_core.importing.header_names import words
from sales_core.importing.looks import values_of
from sales_core.importing.table import Column, Layout

_MOST = 60
"""Distinct texts a column of kinds, or of states, may have."""


def _parted(names: str) -> frozenset[str]:
    return frozenset(names.split(", "))


_NAMES = _parted("type, kind, typ, tipo, art, soort, zahlungsart, transaktionstyp, entity")
"""Words of columns of kinds."""

_STATES = _parted("status, state, result, estado, etat, statut, stato, zustand, 状态, 状態")
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

_BACK = _parted(
    "refund, refunds, refunded, return, returns, chargeback, erstattung, ruckerstattung, "
    "ruckzahlung, remboursement, retour, avoir, reembolso, devolucion, devolucao, rimborso, reso, "
    "terugbetaling, retourzending, zwrot, aterbetalning, 返金, 返品, 退款"
)
"""Words of rows that were given back."""

_FAILED = _parted(
    "failed, failure, declined, voided, void, refused, rejected, denied, fehlgeschlagen, "
    "abgelehnt, refuse, echoue, rechazado, rechazada, fallido, fallida, denegado, recusado, "
    "recusada, rifiutato, fallito, mislukt, geweigerd, odrzucona"
)
"""What a state says of a payment that was never made."""


@dataclass(frozen=True)
class Kinds:
    """What the columns of kinds and states say of the rows of a file."""

    rules: tuple[RowRule, ...] = ()
    given_back: GivenBack | None = None


def kind_columns(layout: Layout, used: Iterable[int]) -> list[int]:
    """Give the positions of the columns that may say what the rows are."""
    taken = set(used)
    return [
        at
        for at, header in enumerate(layout.header)
        if at not in taken
        and set(words(header).split()) & (_NAMES | _STATES)
        and 0 < len(values_of(layout, at)) <= _MOST
    ]


def kinds_of(columns: Iterable[Column]) -> Kinds:
    """Find the rows that are no sales, and those that were given back, by all their values."""
    rules: list[RowRule] = []
    back: GivenBack | None = None
    for column in columns:
        texts = [text.strip() for text in column.texts if text.strip()]
        if len(texts) > _MOST:
            continue
        name = set(words(column.header).split())
        if name & _STATES:
            rules += _rule(column, _said(texts, _FAILED), "payments that were not made")
        elif name & _NAMES and any(words(text) in _SALES for text in texts):
            moves = _said(texts, _MOVES)
            if any(words(text) in _ORDERS for text in texts):
                moves += [text for text in texts if words(text) in _PAYMENTS]
            rules += _rule(column, moves, "payouts, transfers and payments of sales")
            rules += _rule(column, _said(texts, _FEES), "fees", negative=True)
            if returned := _said(texts, _BACK):
                back = back or GivenBack((column.header,), _folded(returned))
    return Kinds(tuple(rules), back)


def _said(texts: list[str], wanted: frozenset[str]) -> list[str]:
    return [text for text in texts if set(words(text).split()) & wanted]


def _folded(texts: list[str]) -> tuple[str, ...]:
    return tuple(sorted({text.casefold() for text in texts}))


def _rule(
    column: Column, texts: list[str], reason: str, *, negative: bool = False
) -> list[RowRule]:
    if not texts:
        return []
    return [RowRule((column.header,), reason, never=_folded(texts), negative=negative)]
