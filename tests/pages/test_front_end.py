from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from components.early_files import ELEMENTS, early_files
from components.front_end import FILES, Files, FrontEnd
from components.security_headers import content_policy
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

SCRIPT = "export const word = 'sales'; " * 200
MANIFEST: dict[str, dict[str, Any]] = {
    "index.html": {"file": "js/index.1.js", "imports": ["_react"]},
    "_react": {"file": "js/react.1.js"},
    "_shared": {"file": "js/shared.1.js", "imports": ["index.html", "_react"]},
    "a/Metric.tsx": {"file": "js/metric.1.js", "name": "Metric", "imports": ["_shared"]},
    "a/Html.tsx": {"file": "js/html.1.js", "name": "Html", "imports": ["_react"]},
    "a/Plotly.tsx": {"file": "js/plotly.1.js", "name": "Plotly"},
    "fonts/MaterialSymbols-Rounded.woff2": {"file": "media/icons.1.woff2"},
}
BROWSER = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip, br"}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "metric.1.js").write_text(SCRIPT)
    (tmp_path / "icons.woff2").write_bytes(b"already compressed" * 20)
    (tmp_path / "index.html").write_text("<html><head></head><body></body></html>")
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    return Files(tmp_path)


@pytest.fixture
def site(files: Files, tmp_path: Path) -> TestClient:
    def start(_request: Request) -> FileResponse:
        return FileResponse(tmp_path / "index.html")

    def asked(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.headers.get("accept-encoding", "nothing"))

    def other(_request: Request) -> HTMLResponse:
        return HTMLResponse("<html><head></head><body>documentation</body></html>")

    def flow(_request: Request) -> StreamingResponse:
        return StreamingResponse(iter(["one ", "two"]), media_type="text/csv")

    routes = [Route("/docs", other), Route("/flow", flow), Route("/js/{name}", asked)]
    return TestClient(FrontEnd(Starlette(routes=[*routes, Route("/{page:path}", start)]), files))


def test_files_are_sent_compressed_and_kept_for_a_year(site: TestClient) -> None:
    answer = site.get("/js/metric.1.js", headers=BROWSER)
    assert answer.text == SCRIPT
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < len(SCRIPT) / 10
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_file_that_is_known_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/js/metric.1.js", headers=BROWSER).headers["ETag"]
    again = site.get("/js/metric.1.js", headers={**BROWSER, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_fonts_are_not_compressed_twice(site: TestClient) -> None:
    answer = site.get("/icons.woff2", headers=BROWSER)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Type"] == "font/woff2"


@pytest.mark.parametrize(
    "headers", [{"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}]
)
def test_whoever_wants_it_otherwise_is_answered_by_streamlit(
    site: TestClient, headers: dict[str, str]
) -> None:
    assert site.get("/js/metric.1.js", headers=headers).text == headers["Accept-Encoding"]


def test_no_path_leads_out_of_the_folder(site: TestClient) -> None:
    assert site.get("/js/..%2Fmanifest.json", headers=BROWSER).text != json.dumps(MANIFEST)


@pytest.mark.parametrize("path", ["/", "/revenue", "/revenue?days=2026-01-01..2026-01-31"])
def test_the_start_page_names_what_its_page_begins_with(site: TestClient, path: str) -> None:
    answer = site.get(path, headers=BROWSER)
    assert '<link rel="modulepreload" crossorigin href="./js/metric.1.js">' in answer.text
    assert 'as="font" type="font/woff2" crossorigin href="./media/icons.1.woff2"' in answer.text
    assert "plotly" not in answer.text
    assert ".stMainBlockContainer" in answer.text
    assert len(gzip.compress(answer.content)) - int(answer.headers["Content-Length"]) < 50


def test_other_answers_pass_as_they_are(site: TestClient) -> None:
    assert "documentation" in site.get("/docs", headers=BROWSER).text
    assert site.get("/flow", headers=BROWSER).text == "one two"
    assert site.get("/js/unknown.js", headers={"Accept-Encoding": "gzip"}).text == "gzip"


def test_what_the_start_page_names_itself_is_not_named_again() -> None:
    assert early_files(MANIFEST, "upload") == ("media/icons.1.woff2", "js/html.1.js")
    assert early_files(MANIFEST, "revenue") == (
        "media/icons.1.woff2", "js/metric.1.js", "js/shared.1.js", "js/html.1.js",
    )  # fmt: skip


@pytest.mark.parametrize("page", ELEMENTS)
def test_this_streamlit_has_all_that_a_page_begins_with(page: str) -> None:
    names = {entry.get("name") for entry in FILES.manifest.values()}
    assert set(ELEMENTS[page]) <= names
    named = early_files(FILES.manifest, page)
    assert sum(name.endswith(".woff2") for name in named) == 2
    assert set(named) <= set(FILES.paths)
    assert not [name for name in named if "Plotly" in name or "SyntaxHighlighter" in name]


def test_the_start_page_of_this_streamlit_can_be_exchanged() -> None:
    assert FILES.start.count(b"</head>") == 1
    assert FILES.start_page("revenue").count(b"<script>") == FILES.start.count(b"<script>")
    assert "style-src 'self' 'unsafe-inline'" in content_policy()
