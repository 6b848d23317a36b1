"""Who comes in by a login: its claims or headers, held against the settings."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from sales_core.access.lifetime import LoginEndedError, login_of, still_holds
from sales_core.access.login_settings import LoginSettings, OpenId
from sales_core.access.vouched import Claims, by_claims, by_headers, let_in
from sales_core.errors import SalesError
from sales_core.values.actors import Actor, Face, Role

NOT_LOGGED_IN = "You are not logged in. Log in to go on."

MAY = {
    Role.SEE: "look at everything",
    Role.IMPORT: "import, undo and write notes",
    Role.ADMINISTER: "administer the app",
}
"""What a role may do, as the end of "You may"."""


class NotAllowedError(SalesError):
    """Somebody asks for what his role may not do."""

    code = "not-allowed"

    def __init__(self, actor: Actor, needed: Role) -> None:
        super().__init__(
            f"{actor.name} may {MAY[actor.role]}; this needs somebody who may {MAY[needed]} "
            f"(role {needed})."
        )


def allowed(actor: Actor, needed: Role) -> Actor:
    """Give back who asks, if he may do what is asked.

    Raises:
        NotAllowedError: He may not.
    """
    if not actor.role.may(needed):
        raise NotAllowedError(actor, needed)
    return actor


def entered_by_claims(
    claims: Claims,
    login: LoginSettings,
    ended: Container[str],
    now: datetime,
    face: Face = Face.PAGES,
) -> Actor:
    """Tell who comes in by the claims of an ID token.

    Args:
        claims: Of a token whose signature was checked; empty where nobody is logged in.
        login: Who may come in, and for how long; the way is a provider.
        ended: The keys of logins that their owners have ended.
        now: The moment, in UTC.
        face: Where he comes in.

    Raises:
        LoginEndedError: Nobody is logged in, or not any more.
        NotLetInError: Nobody has let him in.
    """
    way = login.way
    if not isinstance(way, OpenId) or not claims:
        raise LoginEndedError(NOT_LOGGED_IN)
    still_holds(login_of(claims), login.longest, ended, now)
    unstated = way.unstated_is_verified
    vouched = by_claims(claims, way.groups_claim, unstated_is_verified=unstated)
    return let_in(login.people, vouched, face)


def entered_by_headers(
    names: list[str], groups: list[str], login: LoginSettings, face: Face = Face.PAGES
) -> Actor:
    """Tell who comes in by what a trusted proxy says in headers.

    Args:
        names: The values of the header that names somebody; it must stand there once.
        groups: The values of the header with his groups.
        login: Who may come in.
        face: Where he comes in.

    Raises:
        LoginEndedError: The proxy names nobody, or several.
        NotLetInError: Nobody has let him in.
    """
    if len(names) != 1 or len(groups) > 1 or not names[0].strip():
        raise LoginEndedError("The proxy does not say who you are. Log in there to go on.")
    return let_in(login.people, by_headers(names[0], "".join(groups)), face)
