"""The store of the workbench: every change a record in a hash chain, what it led to in tables, documents on disk.

The chain and the documents are the truth; every other table but those of `secret.py` follows from the chain and can be
made again from it. Nothing is overwritten in either.
"""

from youju.store.blobs import Blobs, digest_of
from youju.store.opened import Store, open_store
from youju.store.writing import Writer

__all__ = ["Blobs", "Store", "Writer", "digest_of", "open_store"]
