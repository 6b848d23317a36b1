"""Where lines live: the ledger, the lines it folds into, and the daily revenue they sum to."""

from __future__ import annotations
