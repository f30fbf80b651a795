"""Passwords: argon2id by the parameters that argon2-cffi recommends, kept beside the chain and never in it."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select

from youju.source import CodedError
from youju.store.tables import SECRETS

SHORTEST = 12
"""Length is what makes a password hard to guess; nothing else is asked of it."""
LONGEST = 256
HASHER = PasswordHasher()
_KIND = "password"


def keep_password(connection: Connection, account: str, password: str) -> None:
    """Keeps the hash of a password in place of what was there. CodedError `password-length`."""
    if not SHORTEST <= len(password) <= LONGEST:
        zh = f"密码要有 {SHORTEST} 到 {LONGEST} 个字符；几个不相干的词连起来就好"
        en = f"a password has {SHORTEST} to {LONGEST} characters; some unrelated words in a row will do"
        raise CodedError("password-length", zh, en)
    forget_password(connection, account)
    values = {"kind": _KIND, "of": account, "hash": HASHER.hash(_same(password))}
    connection.execute(insert(SECRETS).values(**values))


def forget_password(connection: Connection, account: str) -> None:
    """After this nobody can log in by the account."""
    connection.execute(delete(SECRETS).where(SECRETS.c.kind == _KIND, SECRETS.c.of == account))


def kept_hash(connection: Connection, account: str) -> str | None:
    """What is kept of an account's password."""
    query = select(SECRETS.c.hash).where(SECRETS.c.kind == _KIND, SECRETS.c.of == account)
    return connection.execute(query).scalar_one_or_none()


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept. Where none was, the same work is done to say no."""
    typed = _same(password[: LONGEST + 1])
    if kept is None:
        HASHER.hash(typed)
        return False
    try:
        return HASHER.verify(kept, typed)
    except (VerificationError, InvalidHashError):
        return False


def is_dated(kept: str) -> bool:
    """Whether a hash was made by other parameters than are recommended now."""
    return HASHER.check_needs_rehash(kept)


def _same(password: str) -> str:
    """One form for what keyboards write differently (full-width letters, composed accents)."""
    return unicodedata.normalize("NFKC", password)
