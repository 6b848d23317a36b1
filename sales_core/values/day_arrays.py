"""Days as arrays, for frames."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import numpy.typing as npt

_EPOCH = date(1970, 1, 1).toordinal()


def day_array(days: Iterable[date]) -> npt.NDArray[np.datetime64]:
    """Give days as an array (datetime64[D]), much faster than numpy converts them itself."""
    ordinals = np.fromiter((day.toordinal() for day in days), np.int64)
    return (ordinals - _EPOCH).astype("M8[D]")
