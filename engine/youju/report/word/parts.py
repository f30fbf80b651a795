"""The parts of a Word package, found by its relationships, however its writer spells them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from youju.report.errors import ReportError
from youju.report.package import Package, broken
from youju.report.word.names import short
from youju.structs import Struct, field

DEEPEST = 200
"""How deep elements may be nested; the walk over them goes down as far. Word itself writes a few dozen."""


class Parts(Struct, dict=True):
    """A package and its main part. `damaged` collects the parts beside the main one that could not be read."""

    package: Package
    damaged: list[str] = field(default_factory=list[str])

    @cached_property
    def _names(self) -> dict[str, str]:
        return {_plain(name).lower(): name for name in sorted(self.package.names)}

    @cached_property
    def main(self) -> str:
        """The name of the main part. Raises ReportError `report-broken` where there is none."""
        named = [target for kind, target in self._related("") if kind == "officeDocument"]
        found = next((name for name in (*named, "word/document.xml") if name.lower() in self._names), None)
        if found is None:
            raise broken()
        return found

    @cached_property
    def _relations(self) -> list[tuple[str, str]]:
        return list(self._related(self.main))

    def has(self, ending: str) -> bool:
        """Whether a part's name ends so."""
        return any(name.endswith(ending) for name in self._names)

    def document(self) -> Element:
        """The root of the main part. Raises ReportError."""
        root = self._xml(self.main)
        if root is None:
            raise broken()
        return root

    def all_of(self, kind: str) -> Iterator[Element]:
        """The roots of the parts that the main part has a relationship of this kind with; damaged ones are noted."""
        for target in dict.fromkeys(target for related, target in self._relations if related == kind):
            try:
                root = self._xml(target)
            except ReportError as error:
                if error.code != "report-broken":
                    raise
                self.damaged.append(target)
                continue
            if root is not None:
                yield root

    def one(self, kind: str) -> Element | None:
        """The first of `all_of`."""
        return next(self.all_of(kind), None)

    def _xml(self, name: str) -> Element | None:
        root = self.package.xml(self._names.get(name.lower(), name))
        if root is not None:
            _refuse_depth(root)
        return root

    def _related(self, source: str) -> Iterator[tuple[str, str]]:
        """Kind and target of each relationship of a part inside the package; that of the package itself is ""."""
        folder, _, name = source.rpartition("/")
        try:
            root = self._xml(join(folder, "_rels", f"{name}.rels"))
        except ReportError as error:
            if error.code != "report-broken":
                raise
            # Without its relationships the main part can still be read.
            self.damaged.append(join(folder, "_rels", f"{name}.rels"))
            return
        for relation in root if root is not None else ():
            target, outside = relation.get("Target", ""), relation.get("TargetMode") == "External"
            if short(relation.tag) == "?:Relationship" and target and not outside:
                yield relation.get("Type", "").rpartition("/")[2], _resolved(target, dirname(source))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _resolved(target: str, folder: str) -> str:
    target = target.replace("\\", "/")
    return normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))


def _refuse_depth(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            zh = f"文件里的内容嵌套超过 {DEEPEST} 层，没有读；请用 Word 或 WPS 打开后另存"
            raise ReportError("report-too-heavy", zh, f"nested over {DEEPEST} levels deep and not read; save it anew")
        level = [inside for element in level for inside in element]
