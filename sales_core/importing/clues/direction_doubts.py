"""Columns that say in which direction money went: asked, where the amounts do not show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from sales_core.importing.claims import Matter, column_matter
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Column, Layout, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import parted, words

_KINDS = parted(
    "type kind typ art tipo tip direction entry movement movimentacao movimiento movimento "
    "operation operacion operacao operazione nature sens sign vorgang vorgangsart bewegung "
    "buchungsart kategorie category class drcr crdr dr cr sh haben kennzeichen kz rodzaj tur "
    "islem turu soort 类型 交易类型 收支 收支类型 業務類型 類型 交易類型 区分 取引区分 種別 "
    "取引種別 收/支 구분 거래구분 유형 тип вид операция jenis loại returned refunded refund return"
)
_MEANS = parted("payment card customer tender product item store order pay zahlung")
"""Words of columns whose "debit" is a card and whose "return" is no sale given back."""

_BACK = parted(
    "refund refunds refunded return returns returned reversal chargeback debit dr credit_note "
    "erstattung ruckerstattung rucknahme ruckgabe gutschrift storno soll retoure remboursement "
    "avoir retour debito reembolso devolucion devoluciones cargo devolucao estorno rimborso reso "
    "resi dare terugbetaling af zwrot zwroty korekta iade возврат retur aterbetalning refusjon "
    "palautus 退款 退货 退貨 返金 返品 払戻 환불 반품 취소"
)
"""Sales given back: their amounts must bear a minus."""

_NO_SALES = parted(
    "expense expenses purchase purchases outflow outgoing out buy cost costs bill ausgabe ausgaben "
    "aufwand einkauf depense depenses achat achats sortie gasto gastos egreso egresos compra "
    "compras salida despesa despesas saida uscita uscite spesa spese acquisto acquisti uitgave "
    "uitgaven inkoop wydatek wydatki zakup gider alıs расход расходы покупка utgift utgifter 支出 "
    "仕入 지출 매입 pengeluaran pembelian"
)
"""What is bought and spent is no sale, whatever its sign; ``kinds`` knows fees and payouts."""

_YES = parted("yes y true 1 ja oui si sim sì да 是 はい tak evet")
_FLAGS = parted("returned refunded refund return returns")


def direction_columns(layout: Layout) -> set[int]:
    """Give the columns that may say what kind of movement a row is."""
    return {at for at, header in enumerate(layout.header) if _is_kind(header)}


def claims(view: View) -> Iterator[Matter]:
    """Yield the matters of ``direction_doubts``, unless a person has said which column is meant."""
    for question in direction_doubts(view.table, view.at, view.chosen):
        yield column_matter(question)


def direction_doubts(
    table: Table, at: Mapping[Field, int], chosen: Mapping[str, str]
) -> Iterator[Question]:
    """Ask where rows say that money went back, and their amounts are like those of sales.

    Args:
        table: The columns of the fields, and those that ``direction_columns`` gives.
        at: Position of each field's column.
        chosen: Header by field, from a person; what was said is not doubted.
    """
    source: Field = "amount" if "amount" in at else "quantity" if "quantity" in at else "credit"
    asked: Field = "unit_price" if source == "quantity" else source
    if asked in chosen or "amount" in chosen:
        return
    if source == "credit":
        yield from _mostly_out(table, at)
        return
    money = table.columns[at[source]]
    gains, moves = _above_zero(money)[money.codes], _not_zero(money)[money.codes]
    for place in sorted(direction_columns(table.layout) & table.columns.keys() - set(at.values())):
        kinds = table.columns[place]
        back, other = (
            np.array([told(kinds.header, text) for text in kinds.texts], np.bool_)
            for told in (_goes_back, _is_no_sale)
        )
        rows = (back[kinds.codes] & gains) | (other[kinds.codes] & moves)
        if rows.any() and not (back | other).all():
            text = kinds.texts[int(kinds.codes[np.flatnonzero(rows)[0]])].strip()
            said = f"{int(rows.sum()):,} rows say {text!r} in {kinds.header.strip()!r}"
            yield _question(said, table.layout.header[at[asked]], asked)


def _question(said: str, name: str, asked: Field) -> Question:
    return Question(
        "column",
        f"{said}, but their amounts would count as those of sales. Remove them, or give those of "
        f"refunds a minus, and upload that file; or say {name.strip()!r} to count them as they "
        "are written.",
        (name,),
        asked,
    )


def _mostly_out(table: Table, at: Mapping[Field, int]) -> Iterator[Question]:
    """Ask where hardly any money came in: then what one side means may be the other way round."""
    if not {"credit", "debit"} <= at.keys():
        return
    come, went = (_above_zero(table.columns[at[side]]) for side in ("credit", "debit"))
    rows_in = int(np.count_nonzero(come[table.columns[at["credit"]].codes]))
    rows_out = int(np.count_nonzero(went[table.columns[at["debit"]].codes]))
    if rows_out > rows_in:
        credit, debit = (table.layout.header[at[side]] for side in ("credit", "debit"))
        yield Question(
            "column",
            f"{rows_out:,} rows have their amount in {debit.strip()!r} and {rows_in:,} in "
            f"{credit.strip()!r}, so more would be paid back than sold. Which column holds the "
            "amount of a sale?",
            (debit, credit),
            "amount",
        )


def _is_kind(header: str) -> bool:
    said = words(header)
    parts = set(said.split())
    joined = said.replace(" ", "")
    return bool((parts | {joined}) & _KINDS) and not parts & _MEANS


def _goes_back(header: str, text: str) -> bool:
    said = words(text)
    flag = bool(set(words(header).split()) & _FLAGS)
    side = words(header).replace(" ", "") in ("sh", "sollhaben", "sollhabenkennzeichen", "dc")
    return (
        said in _BACK
        or said.replace(" ", "_") in _BACK
        or (flag and said in _YES)
        or (side and said in ("s", "d"))
    )


def _is_no_sale(header: str, text: str) -> bool:
    del header
    return words(text) in _NO_SALES


def _not_zero(column: Column) -> npt.NDArray[np.bool_]:
    return np.array([bool(number_in(text)) for text in column.texts], np.bool_)


def _above_zero(column: Column) -> npt.NDArray[np.bool_]:
    values = (number_in(text) for text in column.texts)
    return np.array([value is not None and value > 0 for value in values], np.bool_)
