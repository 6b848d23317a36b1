"""Declarations as plain data, such as TOML and JSON hold: checked where they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Self, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Lists = Mapping[str, Any] | None
"""Lists of texts by name."""


class DeclarationError(ValueError):
    """What is declared has a mistake; the message says where and which."""


@dataclass(frozen=True)
class Plain:
    """A declaration that can be stored as plain data and read back."""

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data: tables, lists, texts and numbers."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored one back."""
        return made(cls, data)


def _plain(value: Any) -> Any:
    if isinstance(value, Plain):
        return value.as_json()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def made(kind: type[T], data: Mapping[str, Any], lists: Lists = None, where: str = "") -> T:
    """Make a declaration of plain data.

    Args:
        kind: A dataclass.
        data: Its fields; a text may stand for a list of one.
        lists: Lists of texts that others mention by name, ``"$not_made"``; None where a
            text is only itself.
        where: What a message names, such as the file.

    Raises:
        DeclarationError: A key is unknown or missing, or a value is of another kind.
    """
    known = _kinds(kind)  # type: ignore[arg-type]
    needed = {each.name for each in fields(kind) if each.default is MISSING}  # type: ignore[arg-type]
    if not isinstance(data, Mapping):
        raise DeclarationError(f"{where}: {data!r} is no table")
    if unknown := sorted(data.keys() - known.keys()):
        raise DeclarationError(f"{where}: unknown key {unknown[0]!r}")
    if missing := sorted(needed - data.keys()):
        raise DeclarationError(f"{where}: no {missing[0]!r}")
    values = {
        name: _value(known[name], value, lists, f"{where}, {name}") for name, value in data.items()
    }
    return kind(**values)


@cache
def _kinds(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, value: object, lists: Lists, where: str) -> Any:
    """Check one value, and give it as its field wants it."""
    parts = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        kind = NoneType if value is None else parts[parts[0] is NoneType]
        parts = get_args(kind)
    of = get_origin(kind) or kind
    if of is tuple and isinstance(value, list | tuple | str):
        several = [value] if isinstance(value, str) else value
        if parts[0] is str:
            return tuple(_spelled(several, lists, where))
        return tuple(_value(parts[0], one, lists, where) for one in several)
    if isinstance(value, Mapping) and of is Mapping:
        return {
            _value(parts[0], name, lists, where): _value(parts[1], one, lists, f"{where}.{name}")
            for name, one in value.items()
        }
    if isinstance(value, Mapping) and is_dataclass(of):
        return made(of, value, lists, where)  # type: ignore[arg-type]
    if value not in parts if of is Literal else not isinstance(value, of):
        raise DeclarationError(f"{where}: {value!r} is not allowed here")
    return value


def _spelled(several: Iterable[Any], lists: Lists, where: str) -> Iterator[str]:
    """Check texts, and put those of lists in the place of their names."""
    for text in several:
        if not isinstance(text, str):
            raise DeclarationError(f"{where}: {text!r} is no text")
        if lists is None or not text.startswith("$"):
            yield text
        elif (name := text[1:]) in lists:
            yield from _spelled(lists[name], None, f"{where}, {name}")
        else:
            raise DeclarationError(f"{where}: no list {name!r}")
