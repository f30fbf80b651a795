"""How often a login may be tried: in memory, by account and by address; each failure beyond some doubles the wait."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import BoundedSemaphore, Lock

from youju.source import CodedError

FREE = {"account": 5, "address": 20}
"""So many failures cost no wait; the people of an office come from one address."""
LONGEST = {"account": 60, "address": 900}
"""Seconds of the longest wait. That of an account is short, else a stranger could lock its owner out."""
FORGOTTEN = timedelta(hours=1)
_MOST = 10_000
_AT_ONCE = 2
"""Hashes that are worked out at a time: each takes 64 MiB."""


@dataclass(slots=True)
class _Tries:
    failed: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Throttle:
    """The failures of the last hour. A try counts as one until it has succeeded, so that many at once gain nothing."""

    tries: OrderedDict[tuple[str, str], _Tries] = field(default_factory=OrderedDict[tuple[str, str], _Tries])
    lock: Lock = field(default_factory=Lock)
    turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))

    @contextmanager
    def trying(self, account: str, address: str, now: datetime) -> Generator[None]:
        """Around a login. CodedError `login-wait` where it comes too early; then nothing is tried."""
        keys = (("account", account.strip()[:64]), ("address", _network(address)))
        with self.lock:
            wait = max(self._wait(key, now) for key in keys)
            if wait > 0:
                zh, en = f"试错太多次，请 {wait} 秒后再试", f"too many failures: try again in {wait} seconds"
                raise CodedError("login-wait", zh, en)
            for key in keys:
                self._count(key, now)
        with self.turns:
            yield
        with self.lock:
            self.tries.pop(keys[0], None)
            # Others of the same address may still be guessing: only this try is taken back.
            if (of_address := self.tries.get(keys[1])) is not None:
                of_address.failed -= 1

    def _wait(self, key: tuple[str, str], now: datetime) -> int:
        known = self.tries.get(key)
        if known is None or known.failed < FREE[key[0]] or now - known.last >= FORGOTTEN:
            return 0
        # Two to the tenth is more than the longest; a bound keeps the power small.
        seconds = min(LONGEST[key[0]], 2 ** min(10, known.failed - FREE[key[0]]))
        left = known.last + timedelta(seconds=seconds) - now
        return -(-left // timedelta(seconds=1))

    def _count(self, key: tuple[str, str], now: datetime) -> None:
        known = self.tries.pop(key, None)
        failed = 0 if known is None or now - known.last >= FORGOTTEN else known.failed
        self.tries[key] = _Tries(failed + 1, now)
        while len(self.tries) > _MOST:
            self.tries.popitem(last=False)


def _network(address: str) -> str:
    """The address, of IPv6 the network that one customer has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(found.exploded[:19])
    return str(found)
