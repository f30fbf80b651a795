"""A document as bytes and back: what a reader's own process hands over. Plain JSON, so that nothing in it can run."""

from __future__ import annotations

import json
from typing import Any

from youju.report.document import Document, Remark
from youju.report.places import Block
from youju.structs import astuple, fields_of

_HEAD = 8


def pack(document: Document) -> bytes:
    """All of a document in bytes."""
    plain: dict[str, Any] = {name: getattr(document, name) for name in fields_of(Document) or () if name != "boxes"}
    plain["blocks"] = [list(astuple(block)) for block in document.blocks]
    plain["remarks"] = [list(astuple(remark)) for remark in document.remarks]
    head = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return len(head).to_bytes(_HEAD, "big") + head + document.boxes


def unpack(data: bytes) -> Document:
    """The document that was packed. Raises ValueError for anything else."""
    size = int.from_bytes(data[:_HEAD], "big")
    head, boxes = data[_HEAD : _HEAD + size], data[_HEAD + size :]
    if len(head) != size:
        raise ValueError("cut short")
    plain = json.loads(head)
    plain["blocks"] = tuple(Block(*block) for block in plain["blocks"])
    plain["remarks"] = tuple(
        Remark(code, level, zh, en, tuple((start, end) for start, end in spans), lowers)
        for code, level, zh, en, spans, lowers in plain["remarks"]
    )
    if boxes and len(boxes) != 16 * len(plain["text"]):
        raise ValueError("cut short")
    return Document(**plain, boxes=boxes)
