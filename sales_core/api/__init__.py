"""The HTTP face: health, metrics, and everything under ``/api``, on the app's own port.

``routes`` is all that the server needs; it gives plain ASGI routes, so that
they stand beside the pages. Every request has come in by the ``Door``, then by ``entrance``;
every answer that carries numbers leaves through ``answers``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route

from sales_core import __version__
from sales_core.api import (
    audit,
    documentation,
    exporting,
    figures,
    imports,
    operations,
    provenance,
)
from sales_core.api.admission import Admission
from sales_core.api.answers import EXCEPTION_HANDLERS
from sales_core.api.context import ONE_CURRENCY, Context
from sales_core.api.door import Door
from sales_core.api.entrance import Entrance
from sales_core.api.leaving import Leaving
from sales_core.api.roles import tell_role
from sales_core.api.turns import IN_TURN
from sales_core.api.under_way import UploadsUnderWay
from sales_core.settings import Settings
from sales_core.store.backups.schedule import Backups
from sales_core.store.database import Database

__all__ = ["Door", "Leaving", "UploadsUnderWay", "routes"]

DESCRIPTION = (
    "What the pages show, for programs. Numbers carry the exact decimal text; read them as "
    "decimals. Days are written 2025-03-05, and a period includes both its days. "
    'Whatever goes wrong is answered with {"error": "a sentence"}.'
)

WITHOUT_MONEY = (operations, documentation, audit)
WITH_MONEY = (figures, exporting, imports, provenance)
"""Where the routes are; those that show or take money want the currency that is set."""


def routes(
    get_database: Callable[[], Database],
    settings: Settings,
    clock: Callable[[], datetime],
    leaving: Leaving | None = None,
    backups: Backups | None = None,
) -> list[BaseRoute]:
    """Give the routes of the HTTP face.

    Args:
        get_database: Gives the open database; called in a worker thread for
            each request, and may raise what opening a database raises.
        settings: Currency, tokens, login and upload limit.
        clock: Tells the moment in UTC.
        leaving: Whether the server was told to end; None where nobody tells it.
        backups: What backs up the database; None where nobody does here.
    """
    context = Context(get_database, settings, clock, leaving or Leaving(), backups=backups)
    admission = Admission(get_database, settings, clock)
    face = Entrance(_application(context), admission, context.measurements)
    plain = ("/health", "/health/details", "/metrics")
    paths = (*plain, *(f"{path}/" for path in plain), "/api")
    return [*(Route(path, face) for path in paths), Mount("/api", face)]


def _application(context: Context) -> FastAPI:
    application = FastAPI(
        title="Sales",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,  # FastAPI's own pages load scripts from elsewhere
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers=EXCEPTION_HANDLERS,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    application.state.context = context
    for part in WITHOUT_MONEY:
        application.include_router(part.router)
    for part in WITH_MONEY:
        turns = [IN_TURN] if part is figures else []
        application.include_router(part.router, dependencies=[*turns, ONE_CURRENCY])
    for part in (*WITHOUT_MONEY, *WITH_MONEY):
        for route in part.router.routes:
            tell_role(route)  # a route that says no role is a fault, told before it is used
    return application
