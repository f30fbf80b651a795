"""The task of writing a new indicator into a draft, and what it can be chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from youju.author.edits import EditError
from youju.author.listed import put_in_group
from youju.author.scaffold import NewIndicator, new_indicator, problem
from youju.desk.work.rubric import RubricAsk, opened
from youju.source import CodedError, Scalar, parse_yaml
from youju.source import Mapping as Node

HEAD = "rubric.yaml"


def added_files(ask: RubricAsk, new: NewIndicator, group: str) -> dict[str, str]:
    """The texts by path: its card, its facts, and rubric.yaml with it in the list of its group."""
    if (wrong := problem(new)) is not None:
        raise CodedError("rubric-new", *wrong)
    found = opened(ask)
    if found.head is None:
        zh = "rubric.yaml 有错误，读不出有哪些二级指标；请先改好"
        raise CodedError("draft-broken", zh, "rubric.yaml has mistakes and its groups cannot be read: mend it first")
    try:
        section, head = put_in_group(found.head, new.id, group, found.files[HEAD])
    except EditError as error:
        zh = "rubric.yaml 的写法不能就地加一项，请在 YAML 里加"
        raise CodedError("draft-broken", zh, f"rubric.yaml cannot be added to in place: {error}") from error
    files = new_indicator(new, section)
    if any(path in found.files for path in files) or any(path.endswith(f"/{new.id}.yaml") for path in found.files):
        raise CodedError("rubric-exists", f"指标 {new.id} 已经有卡片了", f"{new.id} has a card already")
    return {HEAD: head, **files}


def outline(ask: RubricAsk) -> dict[str, Any]:
    """The groups that an indicator can go into, and the titles of cards by their paths, as far as both can be read."""
    found = opened(ask)
    sections = () if found.head is None else found.head.sections
    groups = [
        {"id": one.id, **{lang: f"{section.title.of(lang)} › {one.title.of(lang)}" for lang in ("zh", "en")}}
        for section in sections
        for one in section.groups
    ]
    return {"groups": groups, "titles": dict(_titles(found.files))}


def _titles(files: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for path, text in files.items():
        if path.startswith("indicators/"):
            node, _ = parse_yaml(text, "")
            title = None if node is None else node.get("title")
            entries = title.entries if isinstance(title, Node) else ()
            said = {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
            if "zh" in said:
                yield path, {"zh": said["zh"], "en": said.get("en", said["zh"])}
