"""Which version of a rubric a page is of: from when to when it holds, and the changes that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from youju.author.history import history
from youju.publish.markdown import both, bullets, escaped
from youju.rubric import Authored


def version_told(authored: Authored, indicator: str | None = None) -> Iterator[str]:
    """The blocks of a page that say it, of the rubric or of an indicator; none where it always was as it is."""
    start, end = authored.span.start, authored.span.end
    if start is None and end is None:
        return
    last = None if end is None else end - timedelta(1)
    zh = f"{f'自 {start} 起施行' if start else '从最初起'}{f'，到 {last} 为止' if last else ''}"
    en = f"{f'In force from {start}' if start else 'In force from the first'}{f' to {last}' if last else ''}"
    yield f"**这一版 this version**：{zh}。{en}."
    found = history(authored, indicator)
    yield bullets(f"{one.day} 起 from then on，`{escaped(one.file)}`：{both(one.because)}" for one in found)
