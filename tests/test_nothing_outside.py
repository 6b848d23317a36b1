"""Nothing that the server does asks anything outside: no name is looked up, nothing is called.

The process of the real server, and each that it starts, tells of every look-up and connection that
Python knows of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO

import httpx2 as httpx
import pytest
from openpyxl import Workbook
from websockets.exceptions import InvalidStatus

from tests.builders import mindbody_csv, sale
from tests.servers import PATIENCE, Running, running
from tests.visits import visit

pytestmark = pytest.mark.slow

PUBLIC = "https://sales.test"
HOST = "sales.test"
OUTSIDE = "asked-outside"

WATCH = """
import os, sys

LOCAL = ("127.0.0.1", "::1", "", None, b"127.0.0.1")

def watch(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        where = args[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        where = args[1][0] if isinstance(args[1], tuple) else None  # a file of this machine
    else:
        return
    if where not in LOCAL:
        with open({path!r}, "a") as told:
            print(event, where, file=told)

sys.addaudithook(watch)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("watched")
    (folder / "sitecustomize.py").write_text(WATCH.format(path=str(folder / OUTSIDE)))
    settings = {
        "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
        "SALES_PUBLIC_URL": PUBLIC,
        "SALES_OPEN_TO_NETWORK": "without-login",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104 - asks most, if it could
    }
    with running(folder, f"sqlite:///{folder / 'sales.db'}", "SGD", **settings) as server:
        import_files(server)
        yield server


@pytest.fixture(autouse=True)
def _nothing_asked(server: Running) -> Iterator[None]:
    yield
    told = server.log.with_name(OUTSIDE)
    assert not told.exists(), told.read_text()


def workbook() -> bytes:
    """Give two sales of another day as a workbook."""
    book = Workbook()
    sheet = book.create_sheet("Sales", 0)
    written = mindbody_csv(*(sale(order_id=order, date="3/29/2025") for order in "34")).decode()
    for row in written.splitlines():
        sheet.append(row.split(","))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def import_files(server: Running) -> None:
    plain = mindbody_csv(*(sale(order_id=order) for order in "12"))
    for name, content in (("a.csv", plain), ("b.xlsx", workbook())):
        files = {"file": (name, content)}
        answer = httpx.post(f"{server.url}/api/import-sales", files=files, timeout=PATIENCE)
        assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    "path", ["export/csv", "export/xlsx", "export/parquet", "export/hledger", "report", "docs"]
)
def test_what_is_taken_away(server: Running, path: str) -> None:
    assert httpx.get(f"{server.url}/api/{path}", timeout=PATIENCE).status_code == 200


def refused() -> AbstractContextManager[object]:
    return pytest.raises(InvalidStatus, match="403")


@pytest.mark.parametrize("page", ["", "upload", "revenue", "products", "imports", "settings"])
def test_pages_under_a_name_that_nobody_can_look_up(server: Running, page: str) -> None:
    received = visit(server, page, host=HOST, origin=PUBLIC)
    assert [each for each in received if each.WhichOneof("type") == "delta"]


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (f"{HOST}:443", PUBLIC),  # Streamlit would compare the two and ask what its own name is
        (HOST, PUBLIC.upper()),
        (HOST, "https://evil.example"),
        ("evil.example", "https://evil.example"),
        ("127.0.0.1", PUBLIC),
    ],
)
def test_a_page_under_another_name_than_the_server(server: Running, host: str, origin: str) -> None:
    with nullcontext() if host.startswith(HOST) and origin.lower() == PUBLIC else refused():
        assert visit(server, "revenue", host=host, origin=origin)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/_stcore/health"),
        ("OPTIONS", "/_stcore/upload_file/session/file"),
        ("PUT", "/_stcore/upload_file/session/file"),
        ("GET", "/media/none.csv"),
        ("GET", "/auth/login"),
    ],
)
@pytest.mark.parametrize("origin", [PUBLIC, "https://evil.example"])
def test_what_a_page_asks_for(server: Running, method: str, path: str, origin: str) -> None:
    headers = {"Host": HOST, "Origin": origin}
    asked = httpx.request(method, f"{server.url}{path}", headers=headers, timeout=PATIENCE)
    assert (asked.status_code == 403) is (origin != PUBLIC) or method == "PUT"
