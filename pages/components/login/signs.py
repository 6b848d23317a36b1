"""What stands before the pages: you are logged out, nobody has let you in, it did not succeed.

They are written here and not by Streamlit, because nobody who sees them has come in.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

NEVER_KEPT = {"Cache-Control": "no-store"}

_MARK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="36" height="36"
 role="img" aria-label="Sales"><rect width="24" height="24" rx="6" fill="#0b6b5c"/><path
 d="M6 18.5h12" stroke="#f4f1ea" stroke-width="1.6" stroke-linecap="round"/><path
 d="M7.5 15.5v-4M12 15.5v-6.5M16.5 15.5V5.5" stroke="#f4f1ea" stroke-width="2.4"
 stroke-linecap="round"/></svg>"""

_ICON = f"data:image/svg+xml,{quote(_MARK)}"

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Sales</title><link rel="icon" href="{icon}"><style>
:root {{ color-scheme: light dark; --paper: light-dark(#fdfcf9, #0f1516);
  --ink: light-dark(#0c1518, #e9e6de); --pine: light-dark(#0b6b5c, #4fb8a5);
  --on-pine: light-dark(#ffffff, #0f1516); --edge: light-dark(#dedace, #344042) }}
body {{ margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Source Sans Pro", system-ui, sans-serif }}
main {{ max-width: 30rem; margin: 18vh auto 2rem; padding: 0 1.25rem }}
h1 {{ font: 600 1.75rem/1.25 "Source Serif Pro", Georgia, serif; margin: 1.25rem 0 .75rem }}
p {{ margin: 0 0 1.5rem; overflow-wrap: anywhere }}
a {{ display: inline-block; padding: .5rem 1rem; border-radius: .5rem; text-decoration: none;
  background: var(--pine); color: var(--on-pine) }}
a:focus-visible {{ outline: 2px solid var(--ink); outline-offset: 2px }}
</style></head><body><main>
{mark}<h1>{title}</h1><p>{sentence}</p>{way}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Sign:
    """A page before the pages.

    Attributes:
        status: Of the answer.
        title: What is so.
        sentence: Why, and what to do.
        way: What the button says; "" where there is none.
        leads: Where the button leads.
    """

    status: int
    title: str
    sentence: str
    way: str = ""
    leads: str = "/"


LOGGED_OUT = Sign(
    HTTPStatus.OK, "You are logged out", "Pages that are open in other tabs end, too.", "Log in"
)
NO_ANSWER = Sign(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Nobody can log in at the moment",
    "The provider that says who people are does not answer. Try again in a while; if it stays so, "
    "tell whoever runs this app.",
    "Try again",
)


def not_succeeded(back: str) -> Sign:
    """Say that somebody came back from the provider without being logged in."""
    return Sign(
        HTTPStatus.FORBIDDEN,
        "The login did not succeed",
        "It was stopped at the provider, took too long, or was begun in two tabs at once. Nothing "
        "was changed.",
        "Try again",
        back,
    )


def not_let_in(sentence: str, log_out: str) -> Sign:
    """Say that somebody is logged in and may not come in."""
    way = "Log in as somebody else" if log_out else ""
    return Sign(HTTPStatus.FORBIDDEN, "You have not been let in", sentence, way, log_out)


def wrong_clock(sentence: str) -> Sign:
    """Say that a login that was just made holds already no longer."""
    return Sign(HTTPStatus.FORBIDDEN, "The login does not hold", sentence, "Try again")


def answer(scope: Scope, sign: Sign) -> Response:
    """Answer a person with a page, and a program with JSON."""
    if not wants_page(scope):
        body = json.dumps({"error": sign.sentence})
        return Response(body, sign.status, NEVER_KEPT, "application/json")
    link = f'<a href="{html.escape(sign.leads)}">{html.escape(sign.way)}</a>' if sign.way else ""
    words = (html.escape(text) for text in (sign.title, sign.sentence))
    title, sentence = words
    page = _PAGE.format(title=title, sentence=sentence, way=link, mark=_MARK, icon=_ICON)
    return Response(page, sign.status, NEVER_KEPT, "text/html")


def leading(to: str) -> RedirectResponse:
    """Lead somewhere else."""
    return RedirectResponse(to, HTTPStatus.FOUND, NEVER_KEPT)


def wants_page(scope: Scope) -> bool:
    """Tell whether a person asks for a page."""
    wanted = "text/html" in Headers(scope=scope).get("accept", "")
    return scope["method"] in ("GET", "HEAD") and wanted
