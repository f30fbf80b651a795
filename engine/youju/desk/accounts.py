"""Accounts: who may log in, in which role. Names stay: records of the chain are by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import Connection, func, select

from youju.desk.desk import Desk
from youju.desk.passwords import forget_password, is_right, keep_password, kept_hash
from youju.desk.sessions import end_all
from youju.desk.versions import PROGRAM
from youju.desk.who import ALONE, Role, User, is_account_name, require
from youju.source import CodedError
from youju.store import Writer
from youju.store.events import AccountSet
from youju.store.tables import ACCOUNTS

_TAKEN = (ALONE.name, PROGRAM)
_TITLE = 40


def any_account(connection: Connection) -> bool:
    """Whether there is an account: from the first on everybody logs in."""
    return connection.execute(select(ACCOUNTS.c.name).limit(1)).first() is not None


def accounts(desk: Desk, user: User) -> Sequence[Any]:
    """All accounts by name, closed ones too."""
    require(user, "accounts")
    with desk.store.reading() as connection:
        return connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).all()


def titles(desk: Desk) -> Mapping[str, str]:
    """What each account is called on pages, by its name; those called alike have their names behind it."""
    with desk.store.reading() as connection:
        rows = connection.execute(select(ACCOUNTS.c.name, ACCOUNTS.c.title)).all()
    alike = Counter(row.title for row in rows)
    return {row.name: row.title if alike[row.title] == 1 else f"{row.title} ({row.name})" for row in rows}


def add_account(desk: Desk, user: User, name: str, title: str, role: str, password: str) -> None:
    """Makes an account. CodedError `account-name`, `account-exists`, `account-role`, `account-first`,
    `password-length`."""
    require(user, "accounts")
    name = name.strip()
    if not is_account_name(name) or name in _TAKEN:
        zh = f"“{name[:40]}”不能作账号：用 1 到 32 个字母、数字、汉字，中间可有点和横线；{'、'.join(_TAKEN)} 留作他用"
        en = f"“{name[:40]}” is no name of an account: 1 to 32 letters or digits, dots and hyphens between them"
        raise CodedError("account-name", zh, en)
    with desk.store.writing(user.name) as writer:
        if _find(writer.connection, name) is not None:
            zh = f"已经有账号“{name}”；关闭的账号也不再给别人用"
            raise CodedError("account-exists", zh, f"there is an account “{name}”; a closed one is not given away")
        if role != "admin" and not any_account(writer.connection):
            zh, en = "第一个账号要是管理员（admin），不然没有人能管理账号", "the first account must be an admin"
            raise CodedError("account-first", zh, en)
        _set(writer, name, title=title or name, role=role, active=True)
        keep_password(writer.connection, name, password)


def set_role(desk: Desk, user: User, name: str, role: str) -> None:
    """Changes a role and ends the sessions of the account. CodedError `account-unknown`, `account-last-admin`,
    `account-role`."""
    require(user, "accounts")
    with desk.store.writing(user.name) as writer:
        row = _open(writer.connection, name)
        if role != "admin":
            _require_other_admin(writer.connection, row)
        _set(writer, row.name, title=row.title, role=role, active=True)
        end_all(writer.connection, row.name)


def close_account(desk: Desk, user: User, name: str) -> None:
    """Closes an account with its sessions and tokens. CodedError `account-unknown`, `account-last-admin`."""
    require(user, "accounts")
    with desk.store.writing(user.name) as writer:
        row = _open(writer.connection, name)
        _require_other_admin(writer.connection, row)
        _set(writer, row.name, title=row.title, role=row.role, active=False)
        forget_password(writer.connection, row.name)
        end_all(writer.connection, row.name)


def set_password(desk: Desk, user: User, name: str, password: str) -> None:
    """Gives an account another password and ends its sessions. CodedError `account-unknown`, `password-length`."""
    require(user, "accounts")
    with desk.store.writing(user.name) as writer:
        row = _open(writer.connection, name)
        keep_password(writer.connection, row.name, password)
        end_all(writer.connection, row.name)


def change_password(desk: Desk, user: User, old: str, new: str) -> None:
    """Changes one's own password and ends all one's sessions. CodedError `password-wrong`, `password-length`."""
    with desk.store.reading() as connection:
        kept = kept_hash(connection, user.name)
    right = is_right(kept, old)
    with desk.store.writing(user.name) as writer:
        if not right or kept != kept_hash(writer.connection, user.name):
            zh, en = "现在的密码不对，没有改", "that is not your present password: nothing was changed"
            raise CodedError("password-wrong", zh, en)
        keep_password(writer.connection, user.name, new)
        end_all(writer.connection, user.name)


def set_title(desk: Desk, user: User, title: str) -> None:
    """Changes what oneself is called on pages. CodedError `account-unknown`, `account-title`."""
    with desk.store.writing(user.name) as writer:
        row = _open(writer.connection, user.name)
        _set(writer, row.name, title=title, role=row.role, active=True)


def _set(writer: Writer, name: str, title: str, role: str, active: bool) -> None:
    wanted: Role | None = next((one for one in get_args(Role) if one == role), None)
    if wanted is None:
        zh = f"没有“{role[:40]}”这个角色；可用 {'、'.join(get_args(Role))}"
        raise CodedError("account-role", zh, f"no role “{role[:40]}”: it is one of {', '.join(get_args(Role))}")
    shown = " ".join(title.split())
    if not 1 <= len(shown) <= _TITLE or not shown.isprintable():
        zh, en = f"称呼要有 1 到 {_TITLE} 个字", f"what an account is called has 1 to {_TITLE} characters"
        raise CodedError("account-title", zh, en)
    writer.append(AccountSet(name=name, title=shown, role=wanted, active=active))


def _find(connection: Connection, name: str) -> Any:
    return connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).first()


def _open(connection: Connection, name: str) -> Any:
    row = _find(connection, name)
    if row is None or not row.active:
        raise CodedError("account-unknown", f"没有账号“{name[:40]}”", f"there is no account “{name[:40]}”")
    return row


def _require_other_admin(connection: Connection, row: Any) -> None:
    """CodedError where an account is the last that manages accounts."""
    admins = select(func.count()).select_from(ACCOUNTS).where(ACCOUNTS.c.role == "admin", ACCOUNTS.c.active)
    if row.role == "admin" and connection.execute(admins).scalar_one() < 2:
        zh, en = "这是最后一个管理员；先另设一个管理员", "this is the last admin: make another one first"
        raise CodedError("account-last-admin", zh, en)
