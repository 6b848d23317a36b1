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
from sales_core.api import audit, documentation, exporting, figures, imports, operations
from sales_core.api.answers import EXCEPTION_HANDLERS
from sales_core.api.context import ONE_CURRENCY, Context
from sales_core.api.door import Door
from sales_core.api.entrance import Entrance
from sales_core.api.leaving import Leaving
from sales_core.settings import Settings
from sales_core.store.database import Database

__all__ = ["Door", "Leaving", "routes"]

DESCRIPTION = (
    "What the pages show, for programs. Numbers carry the exact decimal text; read them as "
    "decimals. Days are written 2025-03-05, and a period includes both its days. "
    'Whatever goes wrong is answered with {"error": "a sentence"}.'
)


def routes(
    get_database: Callable[[], Database],
    settings: Settings,
    clock: Callable[[], datetime],
    leaving: Leaving | None = None,
) -> list[BaseRoute]:
    """Give the routes of the HTTP face.

    Args:
        get_database: Gives the open database; called in a worker thread for
            each request, and may raise what opening a database raises.
        settings: Currency, token and upload limit.
        clock: Tells the moment in UTC.
        leaving: Whether the server was told to end; None where nobody tells it.
    """
    context = Context(get_database, settings, clock, leaving or Leaving())
    face = Entrance(_application(context), settings.api_token, context.measurements)
    plain = ("/health", "/health/", "/metrics", "/metrics/", "/api")
    return [*(Route(path, face) for path in plain), Mount("/api", face)]


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
    for part in (operations, documentation, audit):
        application.include_router(part.router)
    for part in (figures, exporting, imports):
        application.include_router(part.router, dependencies=[ONE_CURRENCY])
    return application
