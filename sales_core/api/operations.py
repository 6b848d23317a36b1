"""What those who run the app ask: whether it works, and how it fares."""

from __future__ import annotations

import logging

import anyio
from anyio import to_thread
from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from sales_core.api.answers import OF_THE_DATABASE, ExactJSON
from sales_core.api.context import Given
from sales_core.api.examples import answered
from sales_core.api.roles import ANYBODY, MAY_SEE
from sales_core.errors import UNREACHABLE, CurrencyDiffersError
from sales_core.store.backups.schedule import BackupState
from sales_core.store.schema import HEAD
from sales_core.store.self_check import self_check

log = logging.getLogger(__name__)

router = APIRouter(tags=["operations"])

WATCHERS = anyio.CapacityLimiter(2)
"""Threads of their own, so that ``/health`` answers also while all others work."""


@router.get(
    "/health",
    dependencies=[ANYBODY],
    summary="Whether the app and its database answer",
    description="Open to everybody. 503 where the database does not answer (`unreachable`; `error` "
    "says why where the file of the database is missing, of another program or damaged), where "
    "its amounts are in another currency than is set (`currency-differs`), and with the status "
    "`leaving` where the server was told to end: what is begun is still answered.",
    responses=answered('{"status": "ok", "database": "reachable"}'),
)
async def health(given: Given) -> Response:
    """Answer whether the database does."""

    def work() -> Response:
        try:
            given.look()
        except CurrencyDiffersError as fault:
            log.warning("%s", fault)
            return ExactJSON({"status": "error", "database": fault.code}, 503)
        except OF_THE_DATABASE as fault:
            log.warning("%s", fault)
            why = {} if fault.shown == UNREACHABLE else {"error": fault.shown}
            return ExactJSON({"status": "error", "database": "unreachable", **why}, 503)
        except Exception:
            log.warning("The database does not answer", exc_info=True)
            return ExactJSON({"status": "error", "database": "unreachable"}, 503)
        if given.leaving.begun:
            return ExactJSON({"status": "leaving", "database": "reachable"}, 503)
        return ExactJSON({"status": "ok", "database": "reachable"})

    return await to_thread.run_sync(work, limiter=WATCHERS)


@router.get(
    "/health/details",
    dependencies=[MAY_SEE],
    summary="How the database and its backups are",
    description="`found` is what a quick look finds wrong; `verify` looks at everything. `backup` "
    "is null where others back up the database. `old` says that something "
    "has waited too long for a backup, or that the last one failed.",
    responses=answered(
        '{"schema": "0017", "data_version": 12, "found": [], '
        '"backup": {"made_at": "2026-11-29T10:50:00Z", "bytes": 1310720, "count": 9, '
        '"verified": true, "old": false, "error": ""}}'
    ),
)
async def details(given: Given) -> Response:
    """Answer how the database and its backups are."""

    def work() -> Response:
        database = given.database()
        state = given.backups.state() if given.backups else None
        told: dict[str, object] = {"schema": HEAD, "data_version": database.data_version()}
        told["found"] = self_check(database)
        return ExactJSON({**told, "backup": None if state is None else _backup(state)})

    return await to_thread.run_sync(work, limiter=WATCHERS)


def _backup(state: BackupState) -> dict[str, object]:
    latest = state.latest
    return {
        "made_at": f"{latest.made_at:%Y-%m-%dT%H:%M:%SZ}" if latest else None,
        "bytes": latest.size if latest else None,
        "count": state.count,
        "verified": latest is not None,  # else it would not have its name
        "old": state.is_old,
        "error": state.failed,
    }


@router.get(
    "/metrics",
    dependencies=[MAY_SEE],
    summary="Requests and the state of the data, for Prometheus",
    response_class=Response,
    response_description="Prometheus' text format.",
)
async def metrics(given: Given) -> Response:
    """Answer in Prometheus' text format."""

    def work() -> bytes:
        return given.measurements.as_text(given.database)

    text = await to_thread.run_sync(work, limiter=WATCHERS)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
