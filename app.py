"""The one server: the pages, the HTTP interface and /health on one port.

Everything is put together here and nothing is decided here: the settings are
read once, the database is opened once, and both are handed to the pages and
to the routes.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import pkgutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import anyio.to_thread
import streamlit as st
import uvicorn.config
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from sales_core import freed_memory
from sales_core.api import Door, Leaving, UploadsUnderWay, routes
from sales_core.errors import SalesError
from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.questions import Answers
from sales_core.imports.watching.background import FolderWatch
from sales_core.settings import Settings
from sales_core.store.self_check import self_check
from sales_core.temporary import remove_left_behind

PAGES = Path(__file__).parent / "pages"
# For good, before any page runs: Streamlit adds it only while a script runs, and two scripts
# that run at the same time would take it away from each other.
sys.path.insert(0, str(PAGES))

import components  # noqa: E402 - found by the line above
from components import shared  # noqa: E402
from components.front_end import FILES, FrontEnd  # noqa: E402
from components.login.login_gate import LoginGate  # noqa: E402
from components.login.secure_cookies import SecureCookies  # noqa: E402
from components.login.streamlit_login import (  # noqa: E402
    need_packages,
    refuse_options,
    secrets_of,
)
from components.security_headers import SecurityHeaders  # noqa: E402

from sales_core.access.login_settings import OpenId  # noqa: E402

HEAVY = ("pandas", "pyarrow", "altair", "PIL.Image")
"""What takes long to import; done before the first page is asked for, as are all parts of pages."""


FIRST_FILE = b"Date,Product,Amount\n2025-03-31,Tea,10.00\n2025-04-01,Cake,12.50\n"
"""Is read before the first upload comes, so that the reader is loaded; and goes nowhere."""

TIDIED_EVERY = 15
"""Seconds after which memory that requests have freed goes back to the system."""


def now() -> datetime:
    """Give the time, in UTC."""
    return datetime.now(UTC)


def warm_up() -> None:
    """Import what is heavy and make ready what the first visitor sees.

    What is wrong with the database, the pages say, too.
    """
    parts = (part.name for part in pkgutil.walk_packages(components.__path__, "components."))
    for name in (*HEAVY, *parts):
        importlib.import_module(name)
    from components import first_visit  # noqa: PLC0415 - it is heavy

    log = logging.getLogger("sales")
    if left := remove_left_behind():
        log.warning("Files of %s servers or commands that were killed were removed", left)
    try:
        for found in self_check(shared.database()):
            log.warning("%s", found)
        first_visit.make_ready()
    except SalesError as fault:
        log.warning("%s", fault)
    except Exception:
        log.exception("The first pages could not be made ready; they are when they are opened")
    freed_memory.let_arrow_take_memory_alike()
    read_export(SalesExport("first.csv", FIRST_FILE), Answers(), None)
    FILES.warm_up()
    # Streamlit collects garbage after every run of a page; what is here for good is left out.
    gc.collect()
    gc.freeze()


def let_go() -> None:
    """Let go of the database and of dropped files: of a process that a signal ends, nobody does."""
    from components.uploading import kept  # noqa: PLC0415 - it is heavy

    shared.finish()
    kept.clear_all()


async def tidy() -> None:
    """Give memory that is freed back to the system, for good."""
    while True:
        await asyncio.sleep(TIDIED_EVERY)
        await anyio.to_thread.run_sync(freed_memory.give_back_rest)


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Warm up before the first request, and let go of the database after the last one."""
    await anyio.to_thread.run_sync(warm_up)
    tidying = asyncio.create_task(tidy())
    watched = settings.watch_folder
    watching = watched and FolderWatch(watched, shared.database, settings.currency_of_imports, now)
    if watching:
        watching.start()
    if backups:
        backups.start()
    try:
        with leaving.announced(settings.leave_seconds):
            yield
    finally:
        tidying.cancel()
        if watching:
            await anyio.to_thread.run_sync(watching.stop)
        if backups:
            await anyio.to_thread.run_sync(backups.stop)
        gc.unfreeze()
        await anyio.to_thread.run_sync(let_go)


def take_no_word_of_proxies() -> None:
    """Keep uvicorn from believing what any program on this machine says in X-Forwarded-For.

    It does so by default, Streamlit leaves it, and only the environment that the server was started
    in could say otherwise; whom a header says the truth about, the door alone decides.
    """
    uvicorn.config.ProxyHeadersMiddleware = _unchanged  # type: ignore[assignment, attr-defined]


def _unchanged(app: ASGIApp, trusted_hosts: object = None) -> ASGIApp:  # noqa: ARG001 - uvicorn's
    return app


def read_settings() -> Settings:
    """Read the settings, or end with the sentence that says which one is wrong."""
    try:
        found = Settings.from_env(os.environ)
        found.network.refuse_without_login(ADDRESS, login=found.login is not None)
        if found.login:
            refuse_options()
        if found.login and isinstance(found.login.way, OpenId):
            need_packages()
    except SalesError as fault:
        raise SystemExit(str(fault)) from fault
    return found


ADDRESS: str | None = st.get_option("server.address")
freed_memory.give_back_large_pieces()
freed_memory.share_memory()  # before threads begin
settings = read_settings()
take_no_word_of_proxies()
leaving = Leaving()
shared.use(settings)
backups = shared.back_up(settings.backup_folder, now)
login = settings.login
gate = [Middleware(LoginGate, login, now)] if login else []
app = st.App(
    PAGES / "navigation.py",
    secrets=secrets_of(login.way) if login and isinstance(login.way, OpenId) else None,
    routes=routes(shared.database, settings, now, leaving, backups),
    lifespan=lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Door, settings.network, ADDRESS),
        Middleware(SecureCookies),
        *gate,
        Middleware(UploadsUnderWay),
        Middleware(FrontEnd),
    ],
)
