"""Where a fact was looked for: the passage of its indicator, some chapters, or the whole report; in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from youju.audit import Audit
from youju.facts import FactSpec
from youju.facts.chapters import chapters
from youju.report import Folded, Heading, fold, outline
from youju.rubric import Text
from youju.structs import Struct

_WHOLE = Text(zh="报告全文", en="the whole report")


class Searches(Struct, dict=True):
    """The places of a report in which `extract` looks for facts; the text is laid out once, when first asked for."""

    audit: Audit

    def of(self, spec: FactSpec) -> tuple[Text, ...]:
        """Where a fact's phrases were looked for; nowhere, if the report has no such passage or chapter."""
        if spec.chapters:
            return tuple(self._chapters(spec))
        if spec.within:
            return tuple(self._passage(spec))
        return (_WHOLE,)

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.audit.document)

    @cached_property
    def _headings(self) -> tuple[Heading, ...]:
        return outline(self._folded)

    def _passage(self, spec: FactSpec) -> Iterator[Text]:
        """The first passage of `within` that the report has."""
        found = {passage.title: passage for passage in self.audit.reading.passages.values()}
        for title in [title for title in spec.within if title in found][:1]:
            lines = self._lines(found[title].start, found[title].end)
            yield Text(zh=f"「{title}」一段（{lines.zh}）", en=f"the passage of 「{title}」 ({lines.en})")

    def _chapters(self, spec: FactSpec) -> Iterator[Text]:
        """The chapters, by the words that their headings have."""
        words = "".join(f"「{word}」" for word in spec.chapters)
        for start, end in chapters(self._folded, self._headings, spec.chapters):
            lines = self._lines(start, end)
            yield Text(zh=f"标题有{words}的章节（{lines.zh}）", en=f"the chapter headed {words} ({lines.en})")

    def _lines(self, start: int, end: int) -> Text:
        """From where to where a stretch of the folded text goes in the file."""
        while end > start + 1 and self._folded.text[end - 1] == "\n":
            end -= 1
        if start >= end:
            return Text(zh="空的", en="empty")
        first, last = self._folded.quote(start, start + 1), self._folded.quote(end - 1, end)
        zh, en = ((first.where(lang), last.where(lang)) for lang in ("zh", "en"))
        if zh[0] == zh[1]:
            return Text(zh=zh[0], en=en[0])
        if not first.places:
            return Text(zh=f"第 {first.line} 至 {last.line} 行", en=f"lines {first.line} to {last.line}")
        return Text(zh=f"{zh[0]}至{zh[1]}", en=f"{en[0]} to {en[1]}")
