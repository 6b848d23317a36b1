"""Which role a route needs; each says it once, among its dependencies."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Scope

from sales_core.access.entering import NotAllowedError, allowed
from sales_core.values.actors import Actor, Role

KEY = "actor"
"""Under which name a request has who asks in ``scope["state"]``."""

HOW = (
    "Whoever administers this app makes a token that may: `python -m sales_core token create NAME "
    "--role {role}`."
)


class Needs:
    """What a route asks of whoever comes; None: nothing."""

    def __init__(self, role: Role | None) -> None:
        self.role = role

    async def __call__(self, request: Request) -> None:
        """Refuse whoever may not do what the route does."""
        if self.role is None:
            return
        try:
            allowed(actor_of(request.scope), self.role)
        except NotAllowedError as fault:
            raise HTTPException(403, f"{fault} {HOW.format(role=self.role)}") from None


ANYBODY, MAY_SEE, MAY_IMPORT, MAY_ADMINISTER = (
    Depends(Needs(role)) for role in (None, Role.SEE, Role.IMPORT, Role.ADMINISTER)
)


def actor_of(scope: Scope) -> Actor:
    """Give who asks, as the entrance found it."""
    found: Actor = scope["state"][KEY]
    return found


async def _actor(request: Request) -> Actor:
    return actor_of(request.scope)


By = Annotated[Actor, Depends(_actor)]
"""A parameter of an endpoint that receives who asks."""


def needed_by(route: Any) -> Role | None:
    """Give the role that a route needs; None where it is open to everybody.

    Raises:
        LookupError: It does not say so, or says it twice.
    """
    said = (
        [each.dependency for each in route.dependencies if isinstance(each.dependency, Needs)]
        if isinstance(route, APIRoute)
        else []
    )
    if len(said) != 1:
        raise LookupError(f"{getattr(route, 'path', route)} says {len(said)} times whom it needs")
    return said[0].role


def tell_role(route: Any) -> None:
    """Let the description of a route say which role it needs, as ``x-role``.

    Raises:
        LookupError: It does not say so, or says it twice.
    """
    needed = needed_by(route)
    route.openapi_extra = {**(route.openapi_extra or {}), "x-role": needed or "none"}
