"""The file a person hands over: a name, and bytes in memory or on disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

_BLOCK = 1 << 20
_FEED = ord("\n")


@dataclass(frozen=True)
class SalesExport:
    """A sales export as given.

    Attributes:
        name: File name for people; never used as a path.
        content: The bytes, or where they are on disk (read as a stream).
        told: What the text was taken out of, in sentences.
    """

    name: str
    content: bytes | Path
    told: tuple[str, ...] = ()

    @classmethod
    def on_disk(cls, path: Path) -> SalesExport:
        """Give the export that lies at a path, named as the file is."""
        return cls(path.name, path)

    @property
    def size(self) -> int:
        """Number of bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    def open(self) -> BinaryIO:
        """Open the bytes for reading from the start."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        return self.content.open("rb")

    def head(self, size: int) -> bytes:
        """Give the first bytes, at most ``size``."""
        with self.open() as stream:
            return stream.read(size)

    def blocks(self) -> Iterator[bytes]:
        """Give the bytes in blocks of at most a mebibyte."""
        with self.open() as stream:
            while block := stream.read(_BLOCK):
                yield block

    def sha256(self) -> str:
        """Hash the bytes, as hexadecimal text."""
        return self.fingerprint()[0]

    def fingerprint(self) -> tuple[str, int]:
        """Hash the bytes and count their lines in one pass.

        Returns:
            SHA-256 as hexadecimal text, and the number of lines, the last one
            included whether or not a line feed ends it; empty ones behind it are not.
        """
        digest = hashlib.sha256()
        feeds = lines = 0
        for block in self.blocks():
            digest.update(block)
            found = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _FEED))
            if end := len(block.rstrip(b"\r\n")):
                lines = feeds + found - block.count(b"\n", end) + 1
            feeds += found
        return digest.hexdigest(), lines
