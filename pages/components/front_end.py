"""Streamlit's own files as a browser wants them: compressed, from memory, and asked for early.

Streamlit sends them as they lie on the disk, one thread a file and 7 MB for a page of figures.
A browser asks once: the names say what is in the files, so it keeps them for a year.

All else passes unchanged: the page's live connection, files that are taken away, and the HTTP
interface, whose answers Streamlit compresses itself.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import anyio.to_thread
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.early_files import ELEMENTS, early_files

FOLDER = Path(st.__file__).parent / "static"

KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
}
"""What is sent from memory, by its ending; the rest is left to Streamlit."""

STYLE, SCRIPT = (Path(__file__).with_name(f"early.{kind}") for kind in ("css", "js"))
"""What holds on every page from its first moment."""

YEAR = 365 * 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Packed:
    """A file as it is sent."""

    body: bytes
    headers: dict[str, str]


class Files:
    """Streamlit's files, each read and compressed when it is first asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        found = (path for path in folder.rglob("*") if path.suffix in KINDS)
        self.paths = {path.relative_to(folder).as_posix(): path for path in found}
        self.manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        self.start = (folder / "index.html").read_bytes()
        self.style = STYLE.read_text("utf-8")
        # Like Streamlit's own, its name says what is in it: a browser keeps it for a year.
        self.script = f"early.{hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:8]}.js"
        self.paths[self.script] = SCRIPT
        self.packed: dict[str, Packed] = {}

    def pack(self, name: str) -> Packed:
        """Read a file, compressed where that makes it smaller.

        Args:
            name: One of ``paths``.
        """
        path = self.paths[name]
        plain = path.read_bytes()
        small = gzip.compress(plain, mtime=0)
        headers = {
            "Content-Type": KINDS[path.suffix],
            "Cache-Control": f"public, immutable, max-age={YEAR}",
            "Vary": "Accept-Encoding",
        }
        body = plain
        if len(small) < len(plain) and path.suffix != ".woff2":  # a font is compressed already
            headers["Content-Encoding"] = "gzip"
            body = small
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        self.packed[name] = Packed(body, headers)
        return self.packed[name]

    def warm_up(self) -> None:
        """Pack what the pages begin with, so that nobody waits for it."""
        self.pack(self.script)
        for page in ELEMENTS:
            for name in early_files(self.manifest, page):
                self.pack(name)

    def start_page(self, page: str) -> bytes:
        """Write the start page so that it names what the page under this address begins with."""
        links = "".join(
            f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{name}">'
            if name.endswith(".woff2")
            else f'<link rel="modulepreload" crossorigin href="./{name}">'
            for name in early_files(self.manifest, page)
        )
        script = f'<script type="module" src="./{self.script}"></script>'
        early = f"{links}<style>{self.style}</style>{script}</head>"
        return self.start.replace(b"</head>", early.encode(), 1)


FILES = Files()


class FrontEnd:
    """Answers for Streamlit's files, and adds to its start page."""

    def __init__(self, app: ASGIApp, files: Files = FILES) -> None:
        self.app = app
        self.files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whoever does not take gzip gets Streamlit's own answer."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        path = _path(scope)
        if path in self.files.paths:
            packed = self.files.packed.get(path)
            if packed is None:
                packed = await anyio.to_thread.run_sync(self.files.pack, path)
            await _response(packed, scope)(scope, receive, send)
        elif "text/html" in Headers(scope=scope).get("accept", ""):
            answer = _Answer(self.files, path, send)
            await self.app(_uncompressed(scope), receive, answer.send)
        else:
            await self.app(scope, receive, send)


class _Answer:
    """An answer on its way out: that of the start page is exchanged for ours."""

    def __init__(self, files: Files, path: str, onward: Send) -> None:
        self.files = files
        self.path = path
        self.onward = onward
        self.exchanged = False

    async def send(self, message: Message) -> None:
        """Send a part of the answer on."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self.exchanged = self._is_start_page(message["status"], headers)
            if self.exchanged:
                self.body = gzip.compress(self.files.start_page(self.path), mtime=0)
                headers["Content-Length"] = str(len(self.body))
                headers["Content-Encoding"] = "gzip"
                headers["Vary"] = "Accept-Encoding"
                del headers["ETag"]  # that of the file
        elif self.exchanged:
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": self.body}
        await self.onward(message)

    def _is_start_page(self, status: int, headers: Headers) -> bool:
        return (
            status == HTTPStatus.OK
            and headers.get("content-type", "").startswith("text/html")
            and headers.get("content-length") == str(len(self.files.start))
        )


def _uncompressed(scope: Scope) -> Scope:
    """Ask for an answer that can be read on its way out."""
    headers = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


def _takes_gzip(scope: Scope) -> bool:
    """Tell whether a request takes gzip and wants all of a file."""
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _path(scope: Scope) -> str:
    """Give the path below the app, without slashes at its ends."""
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return path.strip("/").removeprefix(base).strip("/")


def _response(packed: Packed, scope: Scope) -> Response:
    if packed.headers["ETag"] in Headers(scope=scope).get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=packed.headers)
    return Response(packed.body, headers=packed.headers)
