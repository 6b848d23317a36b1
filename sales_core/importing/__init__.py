"""Reading a sales export: bytes to a proved plan, and by the plan to typed lines."""

from __future__ import annotations
