"""The list of those who may come in, each with a role; whoever is not on it may not.

It is written as ``ann@shop.example=administer; @shop.example=see; group:staff=import``, also one
entry a line. Somebody's own entry decides alone; without one, the most that a group or the
domain gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sales_core.errors import SettingError
from sales_core.values.actors import Role

SETTING = "SALES_PEOPLE"

WANTED = (
    "entries such as ann@shop.example=administer, @shop.example=see or group:staff=import, "
    f"with one of the roles {', '.join(Role)}"
)

GROUP = "group:"

LONGEST = 200
"""Characters of a name that is looked at."""

Kind = Literal["person", "domain", "group"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list.

    Attributes:
        kind: Whom it lets in.
        name: An e-mail or the name of a user, a domain without ``@``, or a group.
        role: What they may do.
    """

    kind: Kind
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class People:
    """Those who may come in."""

    entries: tuple[Entry, ...] = ()

    def role_of(self, name: str, groups: Iterable[str] = ()) -> Role | None:
        """Give the role of somebody; None where nobody has let him in.

        Args:
            name: An e-mail or the name of a user that is vouched for; empty where none is.
            groups: Groups that are vouched for.
        """
        person = small(name)
        own = self._roles("person", (person,)) if person else []
        if own:
            return own[0]
        _, at, domain = person.rpartition("@")
        wider = self._roles("group", groups) + (self._roles("domain", (domain,)) if at else [])
        return max(wider, key=list(Role).index, default=None)

    def _roles(self, kind: Kind, names: Iterable[str]) -> list[Role]:
        wanted = frozenset(names)
        return [each.role for each in self.entries if each.kind == kind and each.name in wanted]


def small(name: str) -> str:
    """Write a name in small letters, those of ASCII alone.

    Others have small forms that belong to other letters: that of the Kelvin sign is a plain k.
    """
    name = name.strip()
    if len(name) > LONGEST:
        return ""
    return "".join(sign.lower() if sign.isascii() else sign for sign in name)


def read_people(written: str) -> People:
    """Read the list.

    Args:
        written: Entries with ``;`` or line ends between them; what follows a ``#`` is a remark.

    Raises:
        SettingError: An entry cannot be read, or somebody has two.
    """
    lines = (line.partition("#")[0] for line in written.splitlines())
    parts = (part.strip() for line in lines for part in line.split(";"))
    entries = tuple(_entry(part) for part in parts if part)
    names = [(each.kind, each.name) for each in entries]
    for each in entries:
        if names.count((each.kind, each.name)) > 1:
            raise SettingError(SETTING, f"{each.name} twice", "a list that names everybody once")
    return People(entries)


def _entry(part: str) -> Entry:
    name, equals, said = (piece.strip() for piece in part.rpartition("="))
    try:
        role = Role(said.lower())
    except ValueError:
        raise SettingError(SETTING, part, WANTED) from None
    if name.startswith(GROUP):
        kind: Kind = "group"
        name = name.removeprefix(GROUP).strip()
    else:
        kind = "domain" if name.startswith("@") else "person"
        name = small(name.removeprefix("@"))
        if not _is_usable(kind, name):
            raise SettingError(SETTING, part, WANTED)
    if not (equals and name):
        raise SettingError(SETTING, part, WANTED)
    return Entry(kind, name, role)


def _is_usable(kind: Kind, name: str) -> bool:
    """Tell whether a name can be met at all: a domain has a dot, an e-mail one ``@``."""
    if re.search(r"[\s,*]", name):
        return False
    if kind == "domain":
        return "@" not in name and "." in name.strip(".")
    return name.count("@") < 2 and all(name.split("@"))
