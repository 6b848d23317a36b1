"""Imports: the list, undo, and a new one by upload."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import anyio
from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from sales_core.api.answers import ExactJSON
from sales_core.api.context import Given, Settled
from sales_core.api.examples import ASKED, ERRORS, IMPORT, RECORD, UNDO, UPLOAD, answered, text
from sales_core.api.parameters import only_known
from sales_core.api.roles import MAY_IMPORT, MAY_SEE, By
from sales_core.api.upload import Upload, received
from sales_core.contract import answers as contract
from sales_core.contract.trail import undo_answer
from sales_core.importing.files.export import SalesExport
from sales_core.imports import (
    ImportResult,
    import_sales,
    list_imports,
    preview_undo,
    redo_import,
    undo_import,
)
from sales_core.settings import Settings
from sales_core.values.actors import Actor

router = APIRouter(
    prefix="/api", tags=["imports"], dependencies=[Depends(only_known)], responses=ERRORS
)

WRITERS = anyio.CapacityLimiter(2)
"""Imports at work at once: one writes, one reads its file. The others wait without
holding a worker thread that questions and ``/health`` need."""


Number = Annotated[int, Path(description="Its number.")]


@router.get(
    "/imports",
    dependencies=[MAY_SEE],
    summary="All imports, newest first",
    responses=answered(text({"imports": [RECORD]})),
)
def imports(given: Given) -> Response:
    """Answer with the list of imports, the undone ones included."""
    records = [contract.import_record(record) for record in list_imports(given.database())]
    return ExactJSON({"imports": records})


@router.delete(
    "/imports/{import_id}",
    dependencies=[MAY_IMPORT],
    summary="Undo an import",
    description="The data is then as if it had never been made. 409 if it is undone already.",
    responses=answered(text(RECORD)),
)
async def undo(given: Given, by: By, import_id: Number) -> Response:
    """Undo an import and answer with its record."""
    number = contract.import_number(import_id)

    def work() -> Response:
        record = undo_import(given.database(), number, now=given.clock(), actor=by)
        return ExactJSON(contract.import_record(record))

    return await to_thread.run_sync(work, limiter=WRITERS)


@router.get(
    "/imports/{import_id}/undo",
    dependencies=[MAY_SEE],
    summary="What undoing an import would change, day by day",
    description="Nothing is written. days are those whose revenue would change.",
    responses=answered(text(UNDO)),
)
def what_undo_changes(given: Given, import_id: Number) -> Response:
    """Answer with the revenue of the days of an import, with and without it."""
    return ExactJSON(undo_answer(preview_undo(given.database(), contract.import_number(import_id))))


@router.post(
    "/imports/{import_id}/redo",
    dependencies=[MAY_IMPORT],
    summary="Let an import that was undone count again",
    description="As if it had never been undone. 409 if it is not undone, or its file was imported "
    "again meanwhile.",
    responses=answered(text(RECORD)),
)
async def redo(given: Given, use: Settled, by: By, import_id: Number) -> Response:
    """Redo an import and answer with its record."""
    number = contract.import_number(import_id)

    def work() -> Response:
        code = use.currency_of_imports
        record = redo_import(given.database(), number, code, now=given.clock(), actor=by)
        return ExactJSON(contract.import_record(record))

    return await to_thread.run_sync(work, limiter=WRITERS)


@router.post(
    "/import-sales",
    dependencies=[MAY_IMPORT],
    summary="Import a sales export",
    description=(
        "Wholly or not at all. 201 when it was imported, 200 when this very file is imported "
        "already, 422 when it is refused: the object then says why, line by line, or what must "
        "be answered. Each of its questions has a name and choices, which the field answer takes "
        "(date-order=dmy); labels says the choices in words, figures what each would make of the "
        "file (revenue, rows, first and last day; null where that is not known), example is a row "
        "of the file that the choices read otherwise."
    ),
    status_code=201,
    responses=answered(text({"imported_rows": 1661, **IMPORT}), 201)
    | answered(text(ASKED), 422, "What must be answered, among all that is known of the file."),
    openapi_extra=UPLOAD,
)
async def import_export(given: Given, by: By, use: Settled, request: Request) -> Response:
    """Import an uploaded sales export."""
    async with received(request, given.settings.upload_limit) as upload:
        result = await to_thread.run_sync(partial(_import, given, by, use, upload), limiter=WRITERS)
    answer = result.as_json()
    if result.status == "refused":
        return ExactJSON({"error": result.message, **answer}, 422)
    if result.status == "already_imported":
        return ExactJSON({"imported_rows": 0, **answer}, 200)
    return ExactJSON({"imported_rows": result.rows.imported, **answer}, 201)


def _import(given: Given, by: Actor, use: Settings, upload: Upload) -> ImportResult:
    options = contract.import_options(upload.chosen, upload.columns, upload.answers, upload.keep)
    with upload.on_disk() as path:
        return import_sales(
            given.database(),
            SalesExport(contract.shown_name(upload.name), path),
            options,
            use.currency_of_imports,
            now=given.clock(),
            actor=by,
        )
