"""Files by HTTP: the same bytes as by the command line and the pages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from sales_core.reporting.files.forms import FORMS, write_table
from sales_core.reporting.filters import Filters
from sales_core.reporting.journals.programs import PROGRAMS, journal
from sales_core.reporting.monthly.pdf import monthly_pdf
from sales_core.reporting.tables import TABLES
from sales_core.store.database import Database
from tests.api.clients import NOW, MakeClient, assert_refused, upload


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_a_file(client: TestClient, database: Database, form: str, table: str) -> None:
    upload(client)
    answer = client.get(f"/api/export/{form}", params={"table": table})
    assert answer.status_code == 200
    expected = write_table(TABLES[table](database, Filters()), form, "SGD")  # type: ignore[arg-type]
    assert answer.content == expected
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{table}.')


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_journal_is_a_file(client: TestClient, database: Database, program: str) -> None:
    upload(client)
    answer = client.get(f"/api/export/{program}")
    made = journal(database, Filters(), program, "SGD", now=NOW)  # type: ignore[arg-type]
    assert answer.content == made.content
    assert "sales-rounded" in answer.headers


def test_the_report_is_a_file(client: TestClient, database: Database) -> None:
    upload(client)
    answer = client.get("/api/report")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content == monthly_pdf(database, "SGD")


def test_what_cannot_be_is_a_sentence(client: TestClient, make_client: MakeClient) -> None:
    assert_refused(client.get("/api/report"), 404, "no sales yet")
    upload(client)
    assert_refused(client.get("/api/report?month=2001-01"), 404, "no sales in 2001-01")
    assert_refused(client.get("/api/report?month=May"), 400, "month")
    assert_refused(client.get("/api/export/odt"), 400, "form")
    assert_refused(client.get("/api/export/csv?table=all"), 400, "table")
    assert_refused(client.get("/api/export/datev?product=Tea"), 400, "products")
    years = {"start": "2024-01-01", "end": "2025-12-31"}
    assert_refused(client.get("/api/export/datev", params=years), 400, "one calendar year")
    other = make_client(accounts=("revenue=Sales",))
    assert_refused(other.get("/api/export/datev"), 400, "no account of DATEV")
    other = make_client(accounts=("nothing",))
    assert_refused(other.get("/api/export/datev"), 400, "names no account")
