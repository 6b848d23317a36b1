"""Payment providers whose exports are known, each one declaration."""

from __future__ import annotations

from sales_core.importing.formats.declarations import (
    ExportFormat,
    GivenBack,
    RefundColumn,
    RowRule,
)
from sales_core.importing.formats.paypal_names import (
    PAYPAL_COLUMNS,
    PAYPAL_RULES,
    PAYPAL_SIGNATURES,
    STATEMENT_RULES,
    STATEMENT_SIGNATURES,
)

_NOT_MADE = ("voided", "void", "cancelled", "canceled", "declined", "failed")
PAYMENT_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        name="paypal-activity",
        title="PayPal activity report",
        signature=PAYPAL_SIGNATURES[0],
        also=PAYPAL_SIGNATURES[1:],
        columns=PAYPAL_COLUMNS,
        rules=PAYPAL_RULES,
    ),
    ExportFormat(
        name="paypal-statement",
        title="PayPal account statement",
        signature=STATEMENT_SIGNATURES[0],
        also=STATEMENT_SIGNATURES[1:],
        columns={
            name: headers
            for name, headers in PAYPAL_COLUMNS.items()
            if name in ("date", "order_id", "amount", "currency")
        },
        rules=STATEMENT_RULES,
    ),
    ExportFormat(
        name="mollie-payments",
        title="Mollie payments export",
        signature=("Date", "Payment method", "Currency", "Amount", "Status", "ID", "Consumer name"),
        columns={
            "date": ("Date",),
            "order_id": ("ID",),
            "item": ("Description",),
            "amount": ("Amount",),
            "payment_method": ("Payment method",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(
                ("Status",),
                "payments that were not made",
                never=(*_NOT_MADE, "expired", "open", "pending", "authorized"),
            ),
        ),
    ),
    ExportFormat(
        name="adyen-payments",
        title="Adyen received payments",
        signature=("Merchant Account", "Psp Reference", "Creation Date", "Amount", "Type"),
        columns={
            "date": ("Creation Date",),
            "order_id": ("Psp Reference",),
            "amount": ("Amount",),
            "location": ("Merchant Account",),
            "payment_method": ("Payment Method",),
            "currency": ("Currency",),
        },
        rules=(
            RowRule(
                ("Type",),
                "payments that were not made",
                never=(*_NOT_MADE, "refused", "error", "expired", "cancel"),
            ),
        ),
    ),
    ExportFormat(
        name="adyen-settlement",
        title="Adyen settlement details",
        signature=("Merchant Account", "Psp Reference", "Gross Debit (GC)", "Gross Credit (GC)"),
        columns={
            "date": ("Creation Date",),
            "order_id": ("Psp Reference",),
            "location": ("Merchant Account",),
            "payment_method": ("Payment Method",),
            "currency": ("Gross Currency",),
            "credit": ("Gross Credit (GC)",),
            "debit": ("Gross Debit (GC)",),
        },
        rules=(
            RowRule(
                ("Type",),
                "fees, payouts and corrections",
                only=("settled", "refunded", "chargeback", "secondchargeback", "refundedreversed"),
            ),
        ),
    ),
    ExportFormat(
        name="razorpay-payments",
        title="Razorpay payments export",
        signature=("id", "amount", "currency", "status", "order_id", "method", "amount_refunded"),
        columns={
            "date": ("created_at",),
            "order_id": ("order_id",),
            "item": ("description",),
            "amount": ("amount",),
            "payment_method": ("method",),
            "currency": ("currency",),
        },
        rules=(RowRule(("status",), "payments that were not made", only=("captured", "refunded")),),
        refunds=(RefundColumn(("amount_refunded",)),),
    ),
    ExportFormat(
        name="razorpay-settlements",
        title="Razorpay settlement report",
        signature=("transaction_entity", "entity_id", "amount", "entity_created_at", "settled_at"),
        columns={
            "date": ("entity_created_at",),
            "order_id": ("order_id",),
            "item": ("entity_description",),
            "amount": ("amount",),
            "payment_method": ("payment_method",),
            "currency": ("currency",),
        },
        rules=(
            RowRule(
                ("transaction_entity",), "transfers and adjustments", only=("payment", "refund")
            ),
        ),
        given_back=GivenBack(("transaction_entity",), ("refund",)),
    ),
    ExportFormat(
        name="mercado-pago-settlement",
        title="Mercado Pago settlement report",
        signature=("SOURCE_ID", "TRANSACTION_TYPE", "TRANSACTION_AMOUNT", "TRANSACTION_DATE"),
        columns={
            "date": ("TRANSACTION_DATE",),
            "order_id": ("EXTERNAL_REFERENCE", "SOURCE_ID"),
            "amount": ("TRANSACTION_AMOUNT",),
            "payment_method": ("PAYMENT_METHOD_TYPE", "PAYMENT_METHOD"),
            "currency": ("TRANSACTION_CURRENCY", "SETTLEMENT_CURRENCY"),
        },
        rules=(
            RowRule(
                ("TRANSACTION_TYPE",),
                "withdrawals, payouts and disputes",
                only=("settlement", "refund", "chargeback"),
            ),
        ),
        note="Amounts are before the charges of Mercado Pago.",
    ),
    ExportFormat(
        name="ko-fi-transactions",
        title="Ko-fi transactions",
        signature=("DateTime (UTC)", "From", "Item", "Received", "Given", "TransactionType"),
        columns={
            "date": ("DateTime (UTC)",),
            "order_id": ("TransactionId",),
            "item": ("Item",),
            "amount": ("Received",),
            "payment_method": ("PaymentProvider",),
            "currency": ("Currency",),
        },
    ),
    ExportFormat(
        name="vipps-settlement",
        title="Vipps MobilePay settlement report",
        signature=("SalesDate", "TransactionId", "OrderId", "SettlementDate", "Gross", "Refund"),
        columns={
            "date": ("SalesDate",),
            "order_id": ("OrderId",),
            "amount": ("Gross",),
            "location": ("SaleUnitName",),
            "currency": ("Currency",),
        },
        refunds=(RefundColumn(("Refund",), sign="any"),),
        note="Amounts are before the fees of Vipps MobilePay.",
    ),
    ExportFormat(
        name="google-play-earnings",
        title="Google Play earnings report",
        signature=("Description", "Transaction Date", "Transaction Type", "Merchant Currency"),
        columns={
            "date": ("Transaction Date",),
            "order_id": ("Description",),
            "item": ("Product Title",),
            "amount": ("Amount (Merchant Currency)",),
            "currency": ("Merchant Currency",),
        },
        rules=(RowRule(("Transaction Type",), "fees and taxes", only=("charge", "charge refund")),),
    ),
)
