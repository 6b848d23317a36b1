"""Writing answers: text and tables for people, one JSON object or CSV bytes for programs."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import click


class UnheardError(Exception):
    """The answer cannot be written to where it should go."""

    def __init__(self, why: object) -> None:
        super().__init__(f"The answer could not be written: {why}.")


def tell(text: str, *, error: bool = False) -> None:
    """Write a line for a person; control signs from files cannot steer the terminal."""
    shown = "".join(
        sign if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs") else "\ufffd"
        for sign in text
    )
    try:
        click.echo(shown, err=error)
    except OSError as fault:
        raise UnheardError(fault) from fault


def tell_error(sentence: str, code: str, *, as_json: bool) -> None:
    """Say why there is no answer: to stderr, or as the one object on stdout."""
    if as_json:
        write_json({"error": sentence, "code": code})
    else:
        tell(f"Error: {sentence}", error=True)


def told_on_the_way(done: int, of: int) -> None:
    """Say on a terminal how far long work is; a file or a program is told only the answer."""
    if of > 1 and sys.stderr is not None and sys.stderr.isatty():
        click.echo(f"\r{done * 100 // of} % ", err=True, nl=done + 1 == of)


def write_json(answer: Mapping[str, Any]) -> None:
    """Write the one object of ``--json``, in UTF-8."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")


def write_line(answer: Mapping[str, Any]) -> None:
    """Write one of several objects of ``--json``, each on a line of its own."""
    text = json.dumps(answer, ensure_ascii=False)
    write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")


def write_bytes(content: bytes) -> None:
    """Write bytes to stdout as they are."""
    if sys.stdout is None:
        raise UnheardError("there is no standard output")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as fault:
        raise UnheardError(fault) from fault


def let_go(stream: TextIO | None) -> None:
    """Flush a stream for the last time; what it cannot take is dropped without a word."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[str] = ()) -> str:
    """Lay rows out in aligned columns.

    Args:
        header: Name of each column.
        rows: Texts, one for each column.
        numbers: Names of the columns that are aligned on the right.
    """
    lines = [[" ".join(cell.split()) for cell in row] for row in (header, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    right = [name in numbers for name in header]
    return "\n".join(
        "  ".join(
            _padding(cell, width) + cell if to_right else cell + _padding(cell, width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def _padding(text: str, width: int) -> str:
    return " " * (width - _width(text))


def _width(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
