"""Names of the arrays that figures are held in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
"""Exact money in ten-thousandths, quantities, places and codes."""

Mask = npt.NDArray[np.bool_]
"""Which rows."""

Days = npt.NDArray[np.int32]
"""Days since 1970-01-01."""
