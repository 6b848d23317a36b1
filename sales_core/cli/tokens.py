"""The commands of tokens: how programs come in by the HTTP interface."""

from __future__ import annotations

from datetime import date

import click

from sales_core.cli.output import table, tell, write_json
from sales_core.cli.session import Day, as_json_option, now, opened, settings
from sales_core.values.actors import BY_COMMAND, Role


@click.group()
def token() -> None:
    """Make and revoke tokens for programs that use the HTTP interface."""


@token.command()
@click.argument("name")
@click.option(
    "--role",
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What whoever shows it may do.",
)
@click.option("--until", type=Day(), help="The last day on which it holds; without it, no end.")
@as_json_option
def create(name: str, role: str, until: date | None, *, as_json: bool) -> None:
    """Make a token called NAME, and show it this once."""
    from sales_core.contract.tokens import token_answer  # noqa: PLC0415 - loads SQLAlchemy
    from sales_core.store.api_tokens import make_token  # noqa: PLC0415

    with opened(settings()) as database:
        made = make_token(database, name, Role(role), until, actor=BY_COMMAND, now=now())
    if as_json:
        write_json({**token_answer(made.token, now()), "token": made.shown})
        return
    tell(made.shown)
    tell("This is the only time it is shown. Send it as `Authorization: Bearer ...`.")


@token.command()
@click.argument("name")
@as_json_option
def revoke(name: str, *, as_json: bool) -> None:
    """Let the token called NAME hold no longer; its number will do, too."""
    from sales_core.store.api_tokens import revoke_token  # noqa: PLC0415 - loads SQLAlchemy

    with opened(settings()) as database:
        revoked = revoke_token(database, name, actor=BY_COMMAND, now=now())
    if as_json:
        write_json({"status": "revoked", "id": revoked.id, "name": revoked.name})
    else:
        tell(f"The token “{revoked.name}” holds no longer.")


@click.command()
@as_json_option
def tokens(*, as_json: bool) -> None:
    """List the tokens, the newest first; never the tokens themselves."""
    from sales_core.contract.tokens import token_answer  # noqa: PLC0415 - loads SQLAlchemy
    from sales_core.store.api_tokens import list_tokens  # noqa: PLC0415

    moment = now()
    with opened(settings()) as database:
        found = [token_answer(each, moment) for each in list_tokens(database)]
    if as_json:
        write_json({"tokens": found})
    elif found:
        columns = ("id", "name", "role", "state", "until", "last_used", "created_by")
        tell(table(columns, [tuple(str(each[one] or "") for one in columns) for each in found]))
    else:
        tell("There are no tokens. `token create NAME --role see` makes one.")
