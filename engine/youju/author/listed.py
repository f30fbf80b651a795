"""A new indicator put in its place in rubric.yaml."""

from __future__ import annotations

from youju.author.splice import with_item
from youju.rubric.spec import RubricSpec
from youju.source import CodedError


def put_in_group(spec: RubricSpec, indicator: str, group: str | None, text: str) -> tuple[str, str]:
    """The section of a group, and the text of rubric.yaml with an indicator in the group's list."""
    groups = {
        one.id: (i, j, section.id) for i, section in enumerate(spec.sections) for j, one in enumerate(section.groups)
    }
    if group is None and len(groups) == 1:
        group = next(iter(groups))
    if group not in groups:
        zh, en = f"请用 --group 指明放进哪里：{'、'.join(groups)}", f"say where with --group: {', '.join(groups)}"
        raise CodedError("rubric-unknown-group", zh, en)
    i, j, section = groups[group]
    return section, with_item(text, ("sections", i, "groups", j, "indicators"), indicator)
