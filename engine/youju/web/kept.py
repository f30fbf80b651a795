"""Bundles of audits as they were parsed, the last ones looked at: a view costs no parsing."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import Any

from youju.desk.kept import Kept
from youju.store import Blobs

MOST_BYTES = 24_000_000
"""What is kept, counted in bytes of the files: some sixty audits, about three times as much in memory."""

Bundle = dict[str, Any]
"""What `desk/work/bundle.py` makes; who reads one must not change it."""


class Bundles:
    """Bundles by digest, owned by an app; threads may share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._kept = Kept(most, weigh=itemgetter(0))

    def get(self, blobs: Blobs, digest: str) -> Bundle:
        """The bundle of a digest; the blob is read where it is not held."""
        return self._kept.of(digest, lambda: _read(blobs, digest))[1]


def _read(blobs: Blobs, digest: str) -> tuple[int, Bundle]:
    data = blobs.get(digest)
    return len(data), json.loads(data)
