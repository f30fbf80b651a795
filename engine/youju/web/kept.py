"""Bundles of audits as they were parsed, the last ones looked at: a view costs no parsing."""

from __future__ import annotations

import json
from collections import OrderedDict
from threading import Lock
from typing import Any

from youju.store import Blobs

MOST_BYTES = 24_000_000
"""What is kept, counted in bytes of the files: some sixty audits, about three times as much in memory."""

Bundle = dict[str, Any]
"""What `desk/work/bundle.py` makes; who reads one must not change it."""


class Bundles:
    """Bundles by digest, owned by an app; threads may share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._held: OrderedDict[str, tuple[int, Bundle]] = OrderedDict()
        self._lock = Lock()

    def get(self, blobs: Blobs, digest: str) -> Bundle:
        """The bundle of a digest; the blob is read where it is not held."""
        with self._lock:
            if digest in self._held:
                self._held.move_to_end(digest)
                return self._held[digest][1]
        data = blobs.get(digest)
        bundle: Bundle = json.loads(data)
        with self._lock:
            self._held[digest] = len(data), bundle
            self._held.move_to_end(digest)
            while len(self._held) > 1 and sum(size for size, _ in self._held.values()) > self._most:
                self._held.popitem(last=False)
        return bundle
