from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from sales_core.api.documentation import as_page
from tests.api.clients import exact

OPERATIONS = [
    ("GET", "/health"),
    ("GET", "/health/details"),
    ("GET", "/metrics"),
    ("GET", "/api/audit"),
    ("GET", "/api/metrics/revenue"),
    ("GET", "/api/metrics/revenue/daily"),
    ("GET", "/api/metrics/revenue/figures"),
    ("GET", "/api/metrics/revenue/breakdown"),
    ("GET", "/api/metrics/revenue/taxes"),
    ("GET", "/api/metrics/revenue/hours"),
    ("GET", "/api/metrics/pace"),
    ("GET", "/api/notes"),
    ("GET", "/api/products"),
    ("GET", "/api/export/{form}"),
    ("GET", "/api/report"),
    ("GET", "/api/imports"),
    ("DELETE", "/api/imports/{import_id}"),
    ("GET", "/api/imports/{import_id}/undo"),
    ("POST", "/api/imports/{import_id}/redo"),
    ("POST", "/api/import-sales"),
    ("GET", "/api/where"),
]


class Page(HTMLParser):
    """Collects what a page would load and how its tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe"):
            self.loads.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_lists_everything_and_loads_nothing(client: TestClient) -> None:
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = Page()
    page.feed(answer.text)
    assert (page.loads, page.open) == ([], [])
    assert "http:" not in answer.text
    assert "https:" not in answer.text
    for method, path in OPERATIONS:
        assert f"<b>{method}</b>{path}</h2>" in answer.text
    for word in ("start", "end", "on_bad_rows", "2025-03-05", "multipart/form-data"):
        assert word in answer.text


def test_the_description_names_every_operation_and_no_other(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    found = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    assert sorted(found) == sorted(OPERATIONS)


@pytest.mark.parametrize(("path", "needed"), [("revenue", True), ("revenue/daily", True)])
def test_the_description_says_what_is_needed(
    client: TestClient, path: str, *, needed: bool
) -> None:
    operation = client.get("/api/openapi.json").json()["paths"][f"/api/metrics/{path}"]["get"]
    found = {one["name"]: one["required"] for one in operation["parameters"]}
    kinds = ("location", "payment_method", "product", "category", "staff", "channel", "kept")
    names = dict.fromkeys(kinds, False)
    assert found == {"start": needed, "end": needed} | names
    assert "422" not in operation["responses"]


def test_examples_are_json_with_exact_numbers(client: TestClient) -> None:
    paths = exact(client.get("/api/openapi.json").text)["paths"]
    answer = paths["/api/metrics/revenue/daily"]["get"]["responses"]["200"]
    example = answer["content"]["application/json"]["example"]
    assert example == [{"date": "2025-03-05", "revenue_sgd": Decimal("408.096")}]
    undo = paths["/api/imports/{import_id}"]["delete"]["responses"]["200"]
    assert undo["content"]["application/json"]["example"]["undone_at"] is None


def test_text_in_the_page_is_text() -> None:
    info = {"title": "<script>alert(1)</script>", "version": "1", "description": "a & b"}
    page = as_page({"info": info, "paths": {}})
    assert "<script" not in page
    assert "a &amp; b" in page


def test_the_description_says_how_to_answer_a_question(client: TestClient) -> None:
    upload = client.get("/api/openapi.json").json()["paths"]["/api/import-sales"]["post"]
    form = upload["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
    assert "date-order=dmy" in form["answer"]["description"]
    (question,) = upload["responses"]["422"]["content"]["application/json"]["example"]["questions"]
    assert {"name", "choices", "labels", "figures", "example"} <= question.keys()
    for name in ("name", "labels", "figures", "example"):
        assert name in upload["description"]
