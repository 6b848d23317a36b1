"""Receiving an upload: never more than the limit, on disk rather than in memory."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import anyio
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive

from sales_core.contract.answers import OPTIONS
from sales_core.temporary import temporary_folder

IDLE_SECONDS = 60
"""How long to wait for the next piece of a body."""

FORM_BYTES = 64 * 1024
"""What a form may take beside the file."""

_SEVERAL = ("column", "answer", "keep")
"""Fields that may be given several times."""

HOW = "Send the file as multipart/form-data in the field `file`."


@dataclass(frozen=True)
class Upload:
    """A form as received.

    Attributes:
        name: File name as the sender gives it; not to be trusted.
        file: The bytes of the file, spooled.
        chosen: Choices for the import by name, unchecked.
        columns: Columns said by hand, unchecked.
        answers: Answers to questions by their name, unchecked.
        keep: Headers of columns to keep as breakdowns, unchecked.
    """

    name: str
    file: BinaryIO
    chosen: Mapping[str, str]
    columns: tuple[str, ...]
    answers: tuple[str, ...]
    keep: tuple[str, ...] = ()

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """Give the file as a path while the block lasts."""
        with temporary_folder() as folder:
            path = folder / "export"
            with path.open("wb") as copy:
                shutil.copyfileobj(self.file, copy)
            yield path


@asynccontextmanager
async def received(request: Request, limit: int) -> AsyncIterator[Upload]:
    """Receive the form of an import.

    Args:
        request: With nothing of its body read yet.
        limit: Largest file in bytes.

    Raises:
        HTTPException: 400 for a form that is not as it must be, 408 for one
            that does not come, 413 for one over the limit.
    """
    said = request.headers.get("content-length", "0")
    if not said.isdecimal():
        raise HTTPException(400, "The Content-Length is not a number of bytes.")
    if int(said) > limit + FORM_BYTES:
        raise _too_large(limit)
    limited = Request(request.scope, _limited(request.receive, limit))
    async with limited.form(max_files=1, max_fields=32, max_part_size=FORM_BYTES) as form:
        yield _checked(form, limit)


def _limited(receive: Receive, limit: int) -> Receive:
    """Wrap ``receive`` so that it ends a body that is too large or stands still."""
    seen = 0

    async def receive_some() -> Message:
        nonlocal seen
        try:
            with anyio.fail_after(IDLE_SECONDS):
                message = await receive()
        except TimeoutError:
            raise HTTPException(
                408, "The body did not come in time. Nothing was imported."
            ) from None
        seen += len(message.get("body", b""))
        if seen > limit + FORM_BYTES:
            raise _too_large(limit)
        return message

    return receive_some


def _checked(form: FormData, limit: int) -> Upload:
    for name, value in form.multi_items():
        if name != "file" and (name not in (*OPTIONS, *_SEVERAL) or isinstance(value, UploadFile)):
            there = ", ".join(("file", *OPTIONS, *_SEVERAL))
            raise HTTPException(400, f"There is no field {name[:80]!r}. There is: {there}.")
        if name not in _SEVERAL and len(form.getlist(name)) > 1:
            raise HTTPException(400, f"The field {name} is given more than once. Give it once.")
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise HTTPException(400, f"The file is missing. {HOW}")
    if (file.size or 0) > limit:
        raise _too_large(limit)
    texts = {name: value for name, value in form.items() if isinstance(value, str)}
    chosen = {name: texts[name] for name in OPTIONS if name in texts}
    columns, answers, keep = (
        tuple(text for text in form.getlist(name) if isinstance(text, str)) for name in _SEVERAL
    )
    return Upload(file.filename or "", file.file, chosen, columns, answers, keep)


def _too_large(limit: int) -> HTTPException:
    return HTTPException(
        413,
        f"The file is larger than {limit:,} bytes. Export a shorter period, or raise "
        "SALES_UPLOAD_LIMIT_MB. Nothing was imported.",
    )
