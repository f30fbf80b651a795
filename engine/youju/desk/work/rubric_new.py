"""The task of writing a new indicator into a draft."""

from __future__ import annotations

from youju.author.edits import EditError
from youju.author.listed import put_in_group
from youju.author.scaffold import NewIndicator, new_indicator, problem
from youju.desk.work.rubric import RubricAsk, opened
from youju.source import CodedError

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


def groups(ask: RubricAsk) -> list[tuple[str, str, str]]:
    """The groups of a rubric that an indicator can go into: id, title in Chinese and English; none where unreadable."""
    head = opened(ask).head
    found = () if head is None else head.sections
    return [
        (one.id, f"{section.title.zh} › {one.title.zh}", f"{section.title.of('en')} › {one.title.of('en')}")
        for section in found
        for one in section.groups
    ]
