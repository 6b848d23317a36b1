"""Cookies of somebody who comes by https are for https alone; Streamlit never says so."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sales_core.api.callers import caller_of


class SecureCookies:
    """An ASGI app that adds ``Secure`` to every cookie set over https."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or caller_of(scope).scheme != "https":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [_secured(*each) for each in message.get("headers", ())]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_secured)


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    marks = {part.strip().lower() for part in value.split(b";")[1:]}
    if name.lower() != b"set-cookie" or b"secure" in marks:
        return name, value
    return name, value + b"; Secure"
