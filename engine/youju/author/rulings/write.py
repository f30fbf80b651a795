"""A ruling put into the text of a file of rulings: comments, order and the words of others stay."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from youju.author.roundtrip import text_yaml
from youju.report import Document
from youju.source import CodedError

_HEAD = """\
# 审核裁定：审核人对事实和疑点的决定，按先后排列，同一件事以最后一条为准。可以手改，写法见 youju 的 docs/rulings.md。
# Rulings of auditors on facts and findings, in order; of several on one thing the last holds. May be edited by hand.
"""


def begun(document: Document) -> str:
    """The text of a file without rulings yet."""
    return _dumped({"report": document.name, "sha256": document.sha256, "rulings": []}, _HEAD)


def with_ruling(text: str, ruling: Mapping[str, str]) -> str:
    """The same text with a ruling behind the others."""
    root = _loaded(text)
    if not root.get("rulings"):
        root["rulings"] = CommentedSeq()
    root["rulings"].append(CommentedMap(ruling))
    return _dumped(root)


def with_withdrawal(text: str, number: int, withdrawn: Mapping[str, str]) -> str:
    """The same text with a ruling taken back, which stays as history; `number` counts from 1."""
    root = _loaded(text)
    root["rulings"][number - 1]["withdrawn"] = CommentedMap(withdrawn)
    return _dumped(root)


def _loaded(text: str) -> Any:
    try:
        return text_yaml().load(text)
    except YAMLError as error:
        zh, en = (
            "裁定文件的写法太特别，不能自动添加，请手改",
            "the file of rulings is too unusual to add to; edit it by hand",
        )
        raise CodedError("ruling-unclear", zh, en) from error


def _dumped(root: Any, head: str = "") -> str:
    yaml = text_yaml()
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(root, out)
    return head + out.getvalue()
