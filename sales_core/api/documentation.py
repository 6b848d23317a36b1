"""The API's description: OpenAPI for programs, one plain page for people.

The page is made here, from the OpenAPI description, and loads nothing.
"""

from __future__ import annotations

import json
from decimal import Decimal
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from sales_core.api.answers import ExactJSON
from sales_core.api.roles import MAY_SEE

_EXAMPLES = {"start": "2025-03-05", "end": "2025-03-09", "month": "2025-03"}
"""Parameters that stand in the commands of the page."""

router = APIRouter(prefix="/api", include_in_schema=False)

STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4048);
  --soft: light-dark(#f4f6f8, #1d2126); --faint: light-dark(#57606a, #9aa4af);
  --accent: light-dark(#0b6e4f, #58c99d) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 52rem; margin: 0 auto;
  padding: 2rem 1.25rem 4rem; color: light-dark(#1c2126, #e6e9ec);
  background: light-dark(#fff, #14171a) }
h1 { margin: 0 0 .5rem } h1 small { color: var(--faint); font-weight: 400; font-size: 1rem }
section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem }
h2 { font: 600 1.05rem ui-monospace, monospace; margin: .5rem 0; overflow-wrap: anywhere }
h2 b { color: var(--accent); margin-right: .5rem } h3 { font-size: .9rem; margin: 1rem 0 .25rem }
code, pre { font: .875rem/1.5 ui-monospace, monospace }
pre { background: var(--soft); padding: .75rem 1rem; border-radius: .4rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% } td { border-top: 1px solid var(--line);
  padding: .3rem .75rem .3rem 0; vertical-align: top } p { margin: .4rem 0 }
a { color: var(--accent) } .faint { color: var(--faint) }
"""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
}


@router.get("/openapi.json", dependencies=[MAY_SEE])
async def description(request: Request) -> Response:
    """Answer with the OpenAPI description."""
    return ExactJSON(_with_examples(request.app.openapi()))


@router.get("/docs", dependencies=[MAY_SEE])
async def page(request: Request) -> Response:
    """Answer with the page for people."""
    return HTMLResponse(as_page(request.app.openapi()), headers=HEADERS)


def as_page(openapi: dict[str, Any]) -> str:
    """Write an OpenAPI description as one HTML page without scripts.

    Args:
        openapi: The description, as FastAPI makes it.
    """
    info = openapi["info"]
    sections = [
        _section(method, path, operation)
        for path, operations in openapi["paths"].items()
        for method, operation in operations.items()
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])} API</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(info['title'])} API <small>{escape(info['version'])}</small></h1>"
        f"<p>{escape(info['description'])}</p>"
        '<p>For programs: <a href="/api/openapi.json">openapi.json</a></p>'
        f"{''.join(sections)}</main></body></html>"
    )


def _section(method: str, path: str, operation: dict[str, Any]) -> str:
    about = operation.get("description", "")
    return (
        f"<section><h2><b>{escape(method.upper())}</b>{escape(path)}</h2>"
        f"<p>{escape(operation.get('summary', ''))}.</p>"
        f'<p class="faint">{escape(about)} {_role(operation)}</p>'
        f"{_command(method, path, operation)}{_parameters(operation)}{_form(operation)}"
        f"{''.join(_response(*item) for item in operation.get('responses', {}).items())}</section>"
    )


def _role(operation: dict[str, Any]) -> str:
    role = operation.get("x-role", "none")
    return "Open to everybody." if role == "none" else f"Needs the role {escape(role)}."


def _command(method: str, path: str, operation: dict[str, Any]) -> str:
    """Write how a person asks from a shell; without a scheme nothing in the page is a link."""
    if method != "get":
        return ""
    wanted = [found for found in operation.get("parameters", ()) if found["in"] == "query"]
    asked = "".join(
        f" -d {found['name']}={_EXAMPLES[found['name']]}"
        for found in wanted
        if found["name"] in _EXAMPLES
    )
    return f"<pre>curl -G localhost:8501{escape(path.replace('{form}', 'xlsx'))}{asked}</pre>"


def _parameters(operation: dict[str, Any]) -> str:
    return _table(
        "Parameters",
        [
            (found["name"], found.get("required", False), found.get("description", ""))
            for found in operation.get("parameters", ())
        ],
    )


def _form(operation: dict[str, Any]) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("multipart/form-data", {}).get("schema", {})
    return _table(
        "Form (multipart/form-data)",
        [
            (
                name,
                name in schema.get("required", ()),
                found.get("description") or " or ".join(found.get("enum", ())),
            )
            for name, found in schema.get("properties", {}).items()
        ],
    )


def _table(title: str, rows: list[tuple[str, bool, str]]) -> str:
    if not rows:
        return ""
    cells = "".join(
        f"<tr><td><code>{escape(name)}</code></td>"
        f'<td class="faint">{"needed" if needed else "optional"}</td><td>{escape(about)}</td></tr>'
        for name, needed, about in rows
    )
    return f"<h3>{escape(title)}</h3><table>{cells}</table>"


def _response(status: str, response: dict[str, Any]) -> str:
    if status == "default":
        return ""  # the same everywhere, and told at the top
    example = response.get("content", {}).get("application/json", {}).get("example", "")
    shown = f"<pre>{escape(example)}</pre>" if example else ""
    return f"<h3>{escape(status)}</h3><p>{escape(response['description'])}</p>{shown}"


def _with_examples(described: Any) -> Any:
    """Give a description with its examples, which it holds as JSON text, as JSON."""
    if isinstance(described, list):
        return [_with_examples(part) for part in described]
    if not isinstance(described, dict):
        return described
    return {
        key: json.loads(part, parse_float=Decimal) if key == "example" else _with_examples(part)
        for key, part in described.items()
    }
