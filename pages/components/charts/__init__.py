"""Every chart of the pages, and the frames they are drawn from."""

from __future__ import annotations
