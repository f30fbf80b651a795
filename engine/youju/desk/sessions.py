"""Sessions: somebody logged in at a browser. Only the digest of a session's id is kept."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex, token_urlsafe

from sqlalchemy import Connection, delete, insert, select, update

from youju.desk.desk import Desk
from youju.desk.passwords import is_dated, is_right, keep_password, kept_hash
from youju.desk.who import User, is_account_name
from youju.source import CodedError
from youju.source.log import info
from youju.store.tables import ACCOUNTS, SESSIONS

IDLE = timedelta(minutes=60)
"""A session ends so long after the last request."""
WHOLE = timedelta(hours=12)
"""And so long after its login in any case."""
_TOUCHED = timedelta(minutes=1)
"""How old `seen_at` may get before it is written again: not every look is a write."""


@dataclass(frozen=True, slots=True)
class Session:
    """Whose it is, and the token that its forms send back."""

    user: User
    csrf: str


def log_in(desk: Desk, name: str, password: str, now: datetime, earlier: str | None = None) -> str:
    """Begins a session and returns its id; the earlier one of the same browser ends.

    CodedError `login-refused`, the same after the same work for a wrong password, a closed account and an unknown one.
    """
    account = name.strip()
    with desk.store.reading() as connection:
        known = _active(connection, account) if is_account_name(account) else None
        kept = None if known is None else kept_hash(connection, account)
    if not is_right(kept, password) or kept is None:
        info("login refused for {}", "an unknown account" if known is None else account)
        raise _refused()
    with desk.store.writing(account) as writer:
        # Looked at again: it may have been changed or closed while the hash was worked out.
        if kept_hash(writer.connection, account) != kept:
            raise _refused()
        if is_dated(kept):
            keep_password(writer.connection, account, password)
        _sweep(writer.connection, now)
        if earlier is not None:
            writer.connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == digest(earlier)))
        info("login of {}", account)
        return begin(writer.connection, account, now)


def begin(connection: Connection, account: str, now: datetime) -> str:
    """A new session of an account: its id, which nobody could guess and nothing keeps."""
    made, at = token_urlsafe(32), now.isoformat(timespec="seconds")
    values = {"hash": digest(made), "account": account, "csrf": token_hex(32), "made_at": at, "seen_at": at}
    connection.execute(insert(SESSIONS).values(**values))
    return made


def session_of(desk: Desk, given: str, now: datetime) -> Session | None:
    """The session of an id with the account as it is now; None where it ended or never was."""
    with desk.store.reading() as connection:
        row = connection.execute(select(SESSIONS).where(SESSIONS.c.hash == digest(given))).first()
        user = None if row is None else _active(connection, row.account)
    if row is None or user is None:
        return None
    made, seen = datetime.fromisoformat(row.made_at), datetime.fromisoformat(row.seen_at)
    if now - made >= WHOLE or now - seen >= IDLE:
        return None
    if now - seen >= _TOUCHED:
        # Whoever only looks is not refused because the store cannot be written for the moment.
        with contextlib.suppress(CodedError), desk.store.writing(user.name) as writer:
            touched = update(SESSIONS).where(SESSIONS.c.hash == row.hash)
            writer.connection.execute(touched.values(seen_at=now.isoformat(timespec="seconds")))
    return Session(user, row.csrf)


def log_out(desk: Desk, user: User, given: str) -> None:
    """Ends a session, in every window that has it."""
    with desk.store.writing(user.name) as writer:
        writer.connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == digest(given)))


def end_all(connection: Connection, account: str) -> None:
    """Ends every session of an account."""
    connection.execute(delete(SESSIONS).where(SESSIONS.c.account == account))


def digest(secret: str) -> str:
    """What is kept of a word that nobody could guess: it needs no slow hash."""
    return sha256(secret.encode()).hexdigest()


def _refused() -> CodedError:
    return CodedError("login-refused", "账号或密码不对", "wrong account or password")


def _active(connection: Connection, account: str) -> User | None:
    row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == account, ACCOUNTS.c.active)).first()
    return None if row is None else User(row.name, row.title, row.role)


def _sweep(connection: Connection, now: datetime) -> None:
    """Forgets sessions that have ended by themselves."""
    ended = (SESSIONS.c.made_at < (now - WHOLE).isoformat()) | (SESSIONS.c.seen_at < (now - IDLE).isoformat())
    connection.execute(delete(SESSIONS).where(ended))
