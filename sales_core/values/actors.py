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


class Face(StrEnum):
    """Where somebody comes in."""

    PAGES = "pages"
    API = "API"
    COMMAND = "command"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something.

    Attributes:
        name: An e-mail, the name of a token, or where nobody has to log in the face that was used.
        role: What it may do.
        face: Where it comes in.
        request: The identifier of the request that this is done in; empty where there is none.
    """

    name: str
    role: Role
    face: Face
    request: str = ""


ON_THE_PAGES = Actor("web page", Role.ADMINISTER, Face.PAGES)
BY_COMMAND = Actor("command line", Role.ADMINISTER, Face.COMMAND)
BY_API = Actor("API", Role.ADMINISTER, Face.API)
"""Whoever comes in where nobody has to log in, by the face that is used."""

WATCHED_FOLDER = Actor("watched folder", Role.IMPORT, Face.SERVER)
BY_ITSELF = Actor("server", Role.ADMINISTER, Face.SERVER)
"""What the server does unasked: it takes what comes into its folder, and looks after itself."""

WITHOUT_LOGIN = frozenset(
    each.name for each in (ON_THE_PAGES, BY_COMMAND, BY_API, WATCHED_FOLDER, BY_ITSELF)
)
"""Names of those who are nobody in particular."""
