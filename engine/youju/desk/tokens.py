"""Tokens for the HTTP API: shown once, kept as a digest, ended by their date or at will."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import String, cast, insert, select

from youju.desk.desk import Desk
from youju.desk.sessions import digest
from youju.desk.who import User, require
from youju.source import CodedError
from youju.store.events import TokenEnded, TokenMade
from youju.store.tables import ACCOUNTS, SECRETS, TOKENS

LONGEST = 366
"""Days that a token may last."""
_KIND = "token"


def make_token(desk: Desk, user: User, title: str, days: int, now: datetime) -> str:
    """A new token of one's own: the only time that it is told. CodedError `token-days`, `account-unknown`."""
    require(user, "own-tokens")
    if not 1 <= days <= LONGEST:
        zh, en = f"令牌可用 1 到 {LONGEST} 天", f"a token lasts 1 to {LONGEST} days"
        raise CodedError("token-days", zh, en)
    token, ends = f"youju_{token_urlsafe(32)}", (now + timedelta(days=days)).isoformat(timespec="seconds")
    with desk.store.writing(user.name) as writer:
        if writer.connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == user.name)).first() is None:
            zh, en = "还没有账号，令牌要属于一个账号", "a token belongs to an account, and there is none yet"
            raise CodedError("account-unknown", zh, en)
        made = writer.append(TokenMade(account=user.name, title=title.strip()[:80], ends_at=ends))
        values = {"kind": _KIND, "of": str(made.seq), "hash": digest(token)}
        writer.connection.execute(insert(SECRETS).values(**values))
    return token


def end_token(desk: Desk, user: User, token: int) -> None:
    """Ends a token of one's own. CodedError `token-unknown`."""
    require(user, "own-tokens")
    with desk.store.writing(user.name) as writer:
        own = select(TOKENS).where(TOKENS.c.id == token, TOKENS.c.account == user.name)
        row = writer.connection.execute(own).first()
        if row is None:
            raise CodedError("token-unknown", f"您没有第 {token} 号令牌", f"you have no token {token}")
        if not row.ended:
            writer.append(TokenEnded(token=token))


def tokens_of(desk: Desk, user: User, now: datetime) -> Sequence[Any]:
    """One's own tokens that are still taken, the newest first."""
    require(user, "own-tokens")
    query = select(TOKENS).where(TOKENS.c.account == user.name, TOKENS.c.ended.is_(False)).order_by(TOKENS.c.id.desc())
    with desk.store.reading() as connection:
        rows = connection.execute(query).all()
    return [row for row in rows if datetime.fromisoformat(row.ends_at) > now]


def bearer_of(desk: Desk, token: str, now: datetime) -> User | None:
    """Who asks with a token, in the role of today; None where it is not taken."""
    same = (SECRETS.c.kind == _KIND) & (SECRETS.c.hash == digest(token)) & (SECRETS.c.of == cast(TOKENS.c.id, String))
    query = select(TOKENS.c.ends_at, ACCOUNTS).join(SECRETS, same).join(ACCOUNTS, ACCOUNTS.c.name == TOKENS.c.account)
    with desk.store.reading() as connection:
        row = connection.execute(query.where(TOKENS.c.ended.is_(False), ACCOUNTS.c.active)).first()
    if row is None or datetime.fromisoformat(row.ends_at) <= now:
        return None
    return User(row.name, row.title, row.role)
