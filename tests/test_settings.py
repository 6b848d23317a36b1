"""Settings from the environment: what they mean, and the sentence for one that cannot be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sales_core.errors import SettingError
from sales_core.settings import Settings

POSTGRES = "postgresql+psycopg://sales@db/sales"
COPY = "postgresql+psycopg://sales@copy/sales"


def test_one_server_on_a_file_is_what_holds_without_settings() -> None:
    settings = Settings.from_env({})
    assert replace(settings, backup_folder=None) == Settings()
    assert settings.migrates
    assert settings.read_url is None


def test_several_servers_with_a_copy() -> None:
    settings = Settings.from_env(
        {
            "DATABASE_URL": POSTGRES,
            "DATABASE_READ_URL": COPY,
            "SALES_SERVERS": "3",
            "SALES_MIGRATE": "by-command",
            "SALES_LEAVE_SECONDS": "15",
        }
    )
    assert (settings.database_url, settings.read_url) == (POSTGRES, COPY)
    assert not settings.migrates
    assert settings.leave_seconds == 15


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"SALES_SERVERS": "3"}, "several servers need PostgreSQL"),
        ({"SALES_SERVERS": "three"}, "SALES_SERVERS is 'three'. It must be the number of servers"),
        ({"SALES_MIGRATE": "never"}, "at-start or by-command"),
        ({"SALES_LEAVE_SECONDS": "-1"}, "a whole number of seconds"),
        ({"SALES_UPLOAD_LIMIT_MB": "0"}, "a whole number of megabytes"),
        ({"SALES_UPLOAD_LIMIT_MB": "many"}, "a whole number of megabytes"),
        ({"SALES_CURRENCY": "dollars"}, "a code of three letters"),
        ({"DATABASE_READ_URL": COPY}, "a copy of the PostgreSQL database that DATABASE_URL names"),
        (
            {"DATABASE_URL": POSTGRES, "DATABASE_READ_URL": "sqlite:///copy.db"},
            "a copy of the PostgreSQL database that DATABASE_URL names",
        ),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingError, match=sentence):
        Settings.from_env(environ)


def test_no_password_is_shown() -> None:
    secret = POSTGRES.replace("sales@", "sales:hidden@")
    with pytest.raises(SettingError) as raised:
        Settings.from_env({"DATABASE_READ_URL": secret})
    assert "hidden" not in str(raised.value)
    settings = Settings.from_env({"DATABASE_URL": secret, "DATABASE_READ_URL": secret})
    assert "hidden" not in repr(settings)
