"""An order beside what is stored of it; amounts are ten-thousandths of the currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sales_core.values.money import amount_text


@dataclass(frozen=True)
class ChangedOrder:
    """An order of which something is stored that the file does not have."""

    sale_date: date
    location: str
    order_id: str
    stored_amount: int
    file_amount: int

    @property
    def difference(self) -> int:
        """Give by how much the order comes to more in the file."""
        return self.file_amount - self.stored_amount

    def as_json(self) -> dict[str, str]:
        """Give the order as the command line and the API write it."""
        return {
            "date": self.sale_date.isoformat(),
            "location": self.location,
            "order_id": self.order_id,
            "stored": amount_text(self.stored_amount),
            "in_file": amount_text(self.file_amount),
            "difference": amount_text(self.difference),
        }


@dataclass(frozen=True)
class VanishedOrder:
    """An order stored for a day inside a file that is not in it any more."""

    sale_date: date
    location: str
    order_id: str
    amount: int
    import_id: int

    def as_json(self) -> dict[str, str | int]:
        """Give the order as the command line and the API write it."""
        return {
            "date": self.sale_date.isoformat(),
            "location": self.location,
            "order_id": self.order_id,
            "amount": amount_text(self.amount),
            "import_id": self.import_id,
        }
