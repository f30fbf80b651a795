"""`youju account`: who may log in at the workbench. A password is asked for or read from stdin, never an option."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from youju.cli.stored import needing_web, of_store

if TYPE_CHECKING:
    from youju.desk.desk import Desk

ROLES = click.Choice(["auditor", "policy", "chief", "admin"])


@click.group("account")
def account_group() -> None:
    """工作台的账号：谁能登录，是什么角色。 / The accounts of the workbench."""


@account_group.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, required=True, help="角色 / the role")
@click.option("--title", default="", help="页面上的称呼，不写就是账号 / what pages call it; else its name")
@of_store
def add_command(name: str, role: str, title: str, folder: Path | None, database: str | None) -> None:
    """新建账号；第一个要是 admin，有了账号，谁都要登录。 / Make an account; the first is an admin."""
    with _desk(folder, database) as desk:
        from youju.desk.accounts import add_account
        from youju.desk.who import ALONE

        add_account(desk, ALONE, name, title, role, _password())
    click.echo(f"已建账号 {name}（{role}） / made")


@account_group.command("list")
@of_store
def list_command(folder: Path | None, database: str | None) -> None:
    """所有账号：名称、角色、称呼，关闭的也列出。 / All accounts, closed ones too."""
    with _desk(folder, database) as desk:
        from youju.desk.accounts import accounts
        from youju.desk.who import ALONE

        rows = accounts(desk, ALONE)
    for row in rows:
        click.echo(f"{row.name}  {row.role}  {row.title}{'' if row.active else '  （已关闭 closed）'}")
    if not rows:
        click.echo("还没有账号 / no account yet")


@account_group.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@of_store
def role_command(name: str, role: str, folder: Path | None, database: str | None) -> None:
    """改角色；这个账号的登录都结束。 / Change a role; every login of the account ends."""
    with _desk(folder, database) as desk:
        from youju.desk.accounts import set_role
        from youju.desk.who import ALONE

        set_role(desk, ALONE, name, role)
    click.echo(f"{name} 现在是 {role} / changed")


@account_group.command("close")
@click.argument("name")
@of_store
def close_command(name: str, folder: Path | None, database: str | None) -> None:
    """关闭账号，连同它的登录和令牌。 / Close an account with its logins and tokens."""
    with _desk(folder, database) as desk:
        from youju.desk.accounts import close_account
        from youju.desk.who import ALONE

        close_account(desk, ALONE, name)
    click.echo(f"已关闭 {name} / closed")


@account_group.command("password")
@click.argument("name")
@of_store
def password_command(name: str, folder: Path | None, database: str | None) -> None:
    """另设密码；这个账号的登录都结束。 / Set another password; every login of the account ends."""
    with _desk(folder, database) as desk:
        from youju.desk.accounts import set_password
        from youju.desk.who import ALONE

        set_password(desk, ALONE, name, _password())
    click.echo(f"{name} 的密码已改 / changed")


@contextmanager
def _desk(folder: Path | None, database: str | None) -> Generator[Desk]:
    """The desk of a store whose workers are never asked for anything."""
    with needing_web():
        from youju.desk.desk import open_desk
        from youju.store.places import usual_folder
    desk = open_desk(folder or usual_folder(), database, 1)
    try:
        yield desk
    finally:
        desk.close()


def _password() -> str:
    """What is typed twice and not shown; where nobody types, the first line of standard input."""
    if sys.stdin.isatty():
        return click.prompt("密码 / password", hide_input=True, confirmation_prompt="再输一次 / once more")
    return sys.stdin.readline().rstrip("\r\n")
