"""Runs migrations on the connection that ``store.migrate`` hands over."""

from __future__ import annotations

from alembic import context

from sales_core.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
context.run_migrations()
