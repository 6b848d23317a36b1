"""Who does something, and what that person or program may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each role may do all that the ones before it may."""

    SEE = "see"
    IMPORT = "import"
    ADMINISTER = "administer"

    def may(self, needed: Role) -> bool:
        """Tell whether this role is enough for what needs another one."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something.

    Attributes:
        name: An e-mail, the name of a token, or where nobody has to log in the face that was used.
        role: What it may do.
        request: The identifier of the request that this is done in; empty where there is none.
    """

    name: str
    role: Role
    request: str = ""


ON_THE_PAGES = Actor("web page", Role.ADMINISTER)
BY_COMMAND = Actor("command line", Role.ADMINISTER)
BY_API = Actor("API", Role.ADMINISTER)
"""Whoever comes in where nobody has to log in, by the face that is used."""
