"""What a login vouches for: the claims of an OpenID provider, or headers of a trusted proxy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sales_core.access.people import LONGEST, People, small
from sales_core.errors import SalesError
from sales_core.values.actors import Actor, Face
from sales_core.values.names import visible_line

MOST_GROUPS = 1_000

Claims = Mapping[str, object]


class NotLetInError(SalesError):
    """Somebody is logged in, and nobody has let him in."""

    code = "not-let-in"


@dataclass(frozen=True, slots=True)
class Vouched:
    """What is certain of somebody.

    Attributes:
        name: His e-mail or name as a user; empty where none is certain.
        groups: The groups he is in.
        called: What he is called where there is no name.
        doubt: Why there is no name, as a sentence.
    """

    name: str
    groups: frozenset[str] = frozenset()
    called: str = ""
    doubt: str = ""


NO_MAIL = (
    "The login gives no e-mail. Whoever looks after the provider can let it put the claim "
    "`email` into its ID token."
)
NOT_VERIFIED = (
    "The login gives an e-mail that the provider does not call verified (`email_verified`), so "
    "that anybody could have written it there."
)


def by_claims(claims: Claims, groups_claim: str, *, unstated_is_verified: bool = False) -> Vouched:
    """Take from the claims of an ID token what is certain.

    An e-mail counts only where ``email_verified`` is true. Where the provider leaves that out,
    it may be anything that its user wrote, so it does not count either, unless it is known that
    the provider gives only its own.

    Args:
        claims: Of a token whose signature was checked.
        groups_claim: Where the groups stand, such as ``groups`` or ``realm_access.roles``.
        unstated_is_verified: Whether an e-mail counts of which nothing is said.
    """
    said = claims.get("email")
    mail = said.strip() if isinstance(said, str) else ""
    stated = claims.get("email_verified", unstated_is_verified)
    verified = stated is True or stated == "true"
    subject = claims.get("sub")
    groups = _groups(claims, groups_claim)
    called = f"user {shown(subject)}" if isinstance(subject, str) else "unknown user"
    if "@" not in mail or len(mail) > LONGEST:
        return Vouched("", groups, called, NO_MAIL)
    if not verified:
        return Vouched("", groups, called, NOT_VERIFIED)
    return Vouched(small(mail), groups, called)


def by_headers(name: str, groups: str = "") -> Vouched:
    """Take what a trusted proxy says: a name or an e-mail, and groups with commas between."""
    found = frozenset(filter(None, (group.strip() for group in groups.split(","))))
    return Vouched(small(name), found, "unknown user", "The proxy names nobody.")


def let_in(people: People, vouched: Vouched, face: Face = Face.PAGES) -> Actor:
    """Tell who comes in, and what he may do.

    Raises:
        NotLetInError: Nobody has let him in; the sentence says why and what to do.
    """
    role = people.role_of(vouched.name, vouched.groups)
    who = shown(vouched.name) or vouched.called
    if role is not None:
        return Actor(who, role, face)
    if vouched.name:
        raise NotLetInError(
            f"You are logged in as {who}, and nobody has let you in here. Ask whoever runs this "
            "app to add you."
        )
    also = " and no group that is let in" if vouched.groups else ""
    raise NotLetInError(f"You are logged in, but it is not certain as whom{also}. {vouched.doubt}")


def shown(name: str) -> str:
    """Write a name as one line of signs that can be seen."""
    return visible_line(name)[:LONGEST]


def _groups(claims: Claims, path: str) -> frozenset[str]:
    """Find groups: a list of texts, or one text with commas or blanks between them."""
    found: object = claims.get(path)
    if found is None:  # a name may have a dot of its own, as where it is an address
        found = claims
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        found = [found, *found.replace(",", " ").split()]
    if not isinstance(found, list | tuple):
        return frozenset()
    return frozenset(each for each in found[:MOST_GROUPS] if isinstance(each, str))
