"""Tries with a wrong token are counted, and whoever makes many has to wait.

Two allowances hold, each of which fills up again: that of an address, and that of all addresses
that have not shown a right token lately. A right token costs nothing. So guessing is slow from
one address and from many, nobody waits longer than some seconds, and who has shown a right token
does not wait because of others.

Counted in this process alone: with several servers each counts its own.
"""

from __future__ import annotations

import ipaddress
import math
import threading
from collections import OrderedDict
from dataclasses import dataclass

OF_ONE, ONE_BACK = 10, 3.0
"""Wrong tokens that an address may show at once, and seconds until it has another one back."""

OF_ALL, ALL_BACK = 100, 0.2
"""The same of all addresses together."""

KNOWN = 3600.0
"""Seconds for which an address that showed a right token is known."""

MOST = 10_000
"""Addresses that are remembered; of more, those seen longest ago are forgotten."""


@dataclass
class _Allowance:
    left: float
    at: float

    def filled(self, most: int, back: float, now: float) -> float:
        self.left = min(most, self.left + max(0.0, now - self.at) / back)
        self.at = now
        return self.left


class Tries:
    """What was tried lately; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of_one: OrderedDict[str, _Allowance] = OrderedDict()
        self._of_all = _Allowance(OF_ALL, 0)
        self._known: OrderedDict[str, float] = OrderedDict()

    def wait(self, address: str, now: float) -> int:
        """Tell how many seconds an address has to wait before it may try; 0: none.

        Args:
            address: Where the request comes from.
            now: Seconds of a clock that never goes back.
        """
        place = group_of(address)
        with self._lock:
            one = self._of_one.get(place)
            missing = (1 - one.filled(OF_ONE, ONE_BACK, now)) * ONE_BACK if one else 0.0
            if now - self._known.get(place, -math.inf) > KNOWN:
                of_all = self._of_all.filled(OF_ALL, ALL_BACK, now)
                missing = max(missing, (1 - of_all) * ALL_BACK)
        return math.ceil(missing) if missing > 0 else 0

    def failed(self, address: str, now: float) -> None:
        """Count a wrong token."""
        place = group_of(address)
        with self._lock:
            one = self._of_one.setdefault(place, _Allowance(OF_ONE, now))
            one.left = max(0.0, one.filled(OF_ONE, ONE_BACK, now) - 1)
            self._of_one.move_to_end(place)
            if now - self._known.get(place, -math.inf) > KNOWN:
                self._of_all.left = max(0.0, self._of_all.filled(OF_ALL, ALL_BACK, now) - 1)
            while len(self._of_one) > MOST:
                self._of_one.popitem(last=False)

    def succeeded(self, address: str, now: float) -> None:
        """Note that an address showed a right token."""
        place = group_of(address)
        with self._lock:
            self._known[place] = now
            self._known.move_to_end(place)
            while len(self._known) > MOST:
                self._known.popitem(last=False)


def group_of(address: str) -> str:
    """Give what is counted as one address: of IPv6 the network of 64 bits that one line has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:80]
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or ipaddress.ip_network((found.packed[:8] + bytes(8), 64)))
    return str(found)
