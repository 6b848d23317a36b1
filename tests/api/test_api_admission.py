from __future__ import annotations

from ipaddress import ip_network

import pytest
from starlette.testclient import TestClient

from sales_core.access.network import Network
from tests.api.clients import MakeClient, assert_refused

TOKEN = "a-long-secret"  # noqa: S105 - not one that opens anything
PUBLIC = "https://sales.example"
NETWORK = Network(hosts=frozenset({"sales.example"}), proxies=(ip_network("192.168.1.0/24"),))
GUARDED = (
    "/api",
    "/api/",
    "/api/imports",
    "/api/docs",
    "/api/openapi.json",
    "/api/nothing",
    "/metrics",
)


@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize(
    ("address", "url", "headers"),
    [
        ("192.168.1.20", "http://127.0.0.1", {}),
        ("8.8.8.8", "http://localhost", {}),
        ("2001:db8::1", "http://localhost", {}),
        ("::ffff:10.0.0.1", "http://localhost", {}),
        ("testclient", "http://localhost", {}),
        ("127.0.0.1", "http://evil.example", {}),
        ("127.0.0.1", "http://localhost.evil.example", {}),
        ("127.0.0.1", "http://127.0.0.1.evil.example", {}),
        ("127.0.0.1", "http://192.168.1.10:8501", {}),
        ("127.0.0.1", "http://127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", "http://127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", "http://127.0.0.1", {"X-Real-IP": "127.0.0.1"}),
        ("127.0.0.1", "http://127.0.0.1", {"Origin": "https://evil.example"}),
        ("127.0.0.1", "http://127.0.0.1", {"Origin": "null"}),
        ("127.0.0.1", "http://localhost:8501", {"Origin": "http://localhost:3000"}),
        ("127.0.0.1", "http://127.0.0.1", {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_without_a_token_only_this_machine_comes_in(
    make_client: MakeClient, path: str, address: str, url: str, headers: dict[str, str]
) -> None:
    assert_refused(make_client(address=address, url=url).get(path, headers=headers), 403)


@pytest.mark.parametrize(
    ("address", "url", "headers"),
    [
        ("127.0.0.1", "http://127.0.0.1", {}),
        ("127.0.0.1", "http://localhost:8501", {}),
        ("127.8.9.1", "http://LOCALHOST", {}),
        ("::1", "http://[::1]:8501", {}),
        ("::ffff:127.0.0.1", "http://127.0.0.1", {}),
        ("127.0.0.1", "http://localhost:8501", {"Origin": "http://localhost:8501"}),
        ("127.0.0.1", "http://localhost:8501", {"Sec-Fetch-Site": "same-origin"}),
        ("127.0.0.1", "http://localhost:8501", {"Sec-Fetch-Site": "none"}),
        ("127.0.0.1", "http://localhost", {"Authorization": "Basic d2hhdDpldmVy"}),
    ],
)
def test_this_machine_comes_in(
    make_client: MakeClient, address: str, url: str, headers: dict[str, str]
) -> None:
    client = make_client(address=address, url=url)
    assert client.get("/api/imports", headers=headers).status_code == 200
    assert client.get("/metrics", headers=headers).status_code == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.20"])
@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer \xfc"},
        {"Cookie": f"token={TOKEN}"},
    ],
)
def test_with_a_token_nobody_comes_in_without_it(
    make_client: MakeClient, path: str, address: str, headers: dict[str, str]
) -> None:
    client = make_client(address=address, url=PUBLIC, api_token=TOKEN, network=NETWORK)
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    answer = client.get(path, headers=sent)
    assert_refused(answer, 401)
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert TOKEN not in answer.text


@pytest.mark.parametrize(
    ("address", "url", "forwarded", "scheme"),
    [
        ("192.168.1.20", PUBLIC, {"X-Forwarded-For": "1.2.3.4"}, "Bearer"),
        ("192.168.1.20", PUBLIC, {}, "Bearer"),
        ("8.8.8.8", PUBLIC, {}, "Bearer"),
        ("127.0.0.1", PUBLIC, {}, "bearer"),
    ],
)
def test_with_the_token_everybody_comes_in(
    make_client: MakeClient, address: str, url: str, forwarded: dict[str, str], scheme: str
) -> None:
    client = make_client(address=address, url=url, api_token=TOKEN, network=NETWORK)
    headers = {"Authorization": f"{scheme} {TOKEN}", **forwarded}
    assert client.get("/api/imports", headers=headers).status_code == 200
    assert client.get("/metrics", headers=headers).status_code == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.20", "8.8.8.8"])
@pytest.mark.parametrize("path", GUARDED)
def test_where_there_is_a_proxy_nobody_comes_in_without_a_token(
    make_client: MakeClient, path: str, address: str
) -> None:
    client = make_client(address=address, url=PUBLIC, network=NETWORK)
    assert_refused(client.get(path), 403, "SALES_API_TOKEN")


def test_two_tokens_are_none(make_client: MakeClient) -> None:
    client = make_client(api_token=TOKEN)
    both = [("Authorization", "Bearer x"), ("Authorization", f"Bearer {TOKEN}")]
    assert client.get("/api/imports", headers=both).status_code == 401


@pytest.mark.parametrize("token", [None, TOKEN])
@pytest.mark.parametrize("path", ["/health", "/health/"])
def test_health_is_open_to_everybody(make_client: MakeClient, path: str, token: str | None) -> None:
    client = make_client(address="8.8.8.8", url="https://sales.example", api_token=token)
    assert client.get(path).status_code == 200


def test_a_page_of_another_site_can_neither_import_nor_undo(client: TestClient) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = client.post("/api/import-sales", files={"file": ("a.csv", b"x")}, headers=headers)
    assert answer.status_code == 403
    assert client.delete("/api/imports/1", headers=headers).status_code == 403
    assert client.options("/api/imports/1", headers=headers).status_code == 403
