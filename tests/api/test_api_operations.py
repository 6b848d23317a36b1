from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sales_core.errors import DatabaseUnreachableError
from sales_core.store.backups.schedule import Backups
from sales_core.store.database import Database
from sales_core.store.schema import HEAD
from tests.api.clients import NOW, MakeClient, make_app, upload
from tests.api.exports import export, sale


def figures(client: TestClient) -> dict[str, str]:
    lines = client.get("/metrics").text.splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def no_database() -> Database:
    raise DatabaseUnreachableError("/srv/secret/sales.db")


def broken_database() -> Database:
    raise RuntimeError("/srv/secret")


def test_health_of_a_working_app(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "reachable"}


@pytest.mark.parametrize("get_database", [no_database, broken_database])
def test_health_without_a_database(make_client: MakeClient, get_database: object) -> None:
    answer = make_client(get_database).get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"status": "error", "database": "unreachable"}


def test_a_file_that_went_is_told_at_once_and_used_again(
    client: TestClient, database: Database
) -> None:
    upload(client)
    assert database.path
    aside = database.path.with_name("aside.db")
    database.path.rename(aside)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")
    refused = client.get("/api/imports")
    assert refused.status_code == 503
    for told in (answer.json()["error"], refused.json()["error"]):
        assert "is not there any more" in told
        assert str(database.path.parent) not in told
    aside.rename(database.path)
    assert client.get("/health").status_code == 200
    assert len(client.get("/api/imports").json()) == 1


def test_health_does_not_mind_parameters(client: TestClient) -> None:
    assert client.get("/health?probe=1").status_code == 200


def test_metrics_tell_the_state_of_the_data(client: TestClient) -> None:
    before = figures(client)
    assert (before["sales_lines"], before["sales_imports"]) == ("0.0", "0.0")
    upload(client)
    upload(client, export(sale("4/15/2025")))
    client.delete("/api/imports/2")
    after = figures(client)
    assert after["sales_database_up"] == "1.0"
    assert (after["sales_lines"], after["sales_days"]) == ("4.0", "2.0")
    assert after["sales_imports"] == "1.0"
    assert float(after["sales_data_version"]) > float(before["sales_data_version"])


def test_metrics_count_requests_by_route_and_never_by_path(client: TestClient) -> None:
    client.get("/api/imports")
    client.get("/api/imports/")
    client.delete("/api/imports/7")
    client.delete("/api/imports/8")
    client.get("/api/no/such/path")
    client.request("BREW", "/api/imports")
    client.get("/health")
    found = figures(client)
    total = "sales_http_requests_total"
    assert found[total + '{method="GET",route="/api/imports",status="200"}'] == "2.0"
    route = "/api/imports/{import_id}"
    assert found[total + f'{{method="DELETE",route="{route}",status="404"}}'] == "2.0"
    assert found[total + '{method="GET",route="none",status="404"}'] == "1.0"
    assert found[total + '{method="other",route="/api/imports",status="405"}'] == "1.0"
    assert found[total + '{method="GET",route="/health",status="200"}'] == "1.0"
    assert found['sales_http_request_duration_seconds_count{route="/api/imports"}'] == "3.0"


def test_metrics_are_in_prometheus_format(client: TestClient) -> None:
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    for line in answer.text.splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) \S+ .+|[a-z_]+(\{[^}]*(\{\w+\})?[^}]*\})? \S+", line)


def test_metrics_without_a_database(make_client: MakeClient) -> None:
    client = make_client(no_database)
    found = figures(client)
    assert found["sales_database_up"] == "0.0"
    assert "sales_lines" not in found


def test_every_server_counts_for_itself(make_client: MakeClient) -> None:
    first, second = make_client(), make_client()
    first.get("/api/imports")
    assert not [name for name in figures(second) if "/api/imports" in name]


def test_details_say_how_the_database_and_its_backups_are(
    database: Database, tmp_path: Path
) -> None:
    backups = Backups(tmp_path / "kept", lambda: database, lambda: NOW)
    app = make_app(lambda: database, backups=backups)
    client = TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000))
    found = client.get("/health/details").json()
    assert (found["schema"], found["data_version"]) == (HEAD, 0)
    assert found["backup"]["made_at"] is None
    upload(client)
    made = backups.look()
    assert made
    assert client.get("/health/details/").json()["backup"] == {
        "made_at": "2025-04-18T08:15:00Z",
        "bytes": made.size,
        "count": 1,
        "verified": True,
        "old": False,
        "error": "",
    }


def test_details_of_a_database_that_others_back_up(client: TestClient) -> None:
    assert client.get("/health/details").json()["backup"] is None
