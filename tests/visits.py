"""A visit without a browser: the live connection of the real server, until a page is drawn."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.servers import PATIENCE, Running


def visit(server: Running, page: str, *, host: str, origin: str) -> list[ForwardMsg]:
    """Open a page, and give what the server sent until its script had run to its end.

    Args:
        server: Where.
        page: The last part of its address; empty for the first page.
        host: The name that the server is asked under, resolved by nobody.
        origin: Where the browser says that the page is.
    """
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.context_info.timezone = "UTC"
    connected = socket.create_connection(("127.0.0.1", urlsplit(server.url).port or 0), PATIENCE)
    received: list[ForwardMsg] = []
    with connect(
        f"ws://{host}/_stcore/stream",
        sock=connected,
        origin=Origin(origin),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as live:
        live.send(asked.SerializeToString())
        while not received or received[-1].WhichOneof("type") != "script_finished":
            received.append(ForwardMsg.FromString(bytes(live.recv(PATIENCE, decode=False))))
    return received
