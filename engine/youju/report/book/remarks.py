"""What a reviewer must know of a workbook beside its words: what it hides, and what it does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from youju.report.document import Remark, Span

_NAMED = 5


@dataclass
class Noticed:
    """What was met while a workbook was read; `hidden`: sheet, whether all of it, whether figures, the spans."""

    macros: bool = False
    hidden: list[tuple[str, bool, bool, tuple[Span, ...]]] = field(
        default_factory=list[tuple[str, bool, bool, tuple[Span, ...]]]
    )
    comments: list[Span] = field(default_factory=list[Span])
    errors: list[Span] = field(default_factory=list[Span])
    no_values: list[str] = field(default_factory=list[str])


def remarks_of(noticed: Noticed) -> Iterator[Remark]:
    """The remarks of a workbook; a clean one has none."""
    if noticed.no_values:
        yield _without_value(noticed.no_values)
    for name, whole, figures, spans in noticed.hidden:
        zh = f"工作表“{name}”是隐藏的" if whole else f"工作表“{name}”有隐藏的行、列或数值"
        zh += f"（{len(spans)} 格{'，其中有数字' if figures else ''}），没有当作报告内容"
        what = f"sheet “{name}” is hidden" if whole else f"sheet “{name}” has hidden rows, columns or values"
        en = f"{what} ({len(spans)} cells{', figures among them' if figures else ''}); not read as the report"
        yield Remark("hidden-sheet", "P1" if figures else "P2", zh, en, spans)
    if noticed.errors:
        count = len(noticed.errors)
        zh, en = f"有 {count} 格是错误值，不是数", f"{count} cells hold errors instead of numbers"
        yield Remark("cell-error", "P2", zh, en, tuple(noticed.errors))
    if noticed.comments:
        count = len(noticed.comments)
        zh, en = f"文件里有 {count} 条批注，没有当作报告内容", f"{count} comments; not read as the report"
        yield Remark("comment-in-report", "P2", zh, en, tuple(noticed.comments))
    if noticed.macros:
        yield Remark("macros-not-run", "P2", "文件里有宏，没有运行", "the file holds macros; they were not run")


def _without_value(cells: Sequence[str]) -> Remark:
    named = "、".join(cells[:_NAMED]) + ("等" if len(cells) > _NAMED else "")
    zh = f"{named} {len(cells)} 格是公式，文件里没有算好的结果，读作空格；请在 Excel 或 WPS 中打开并保存"
    en = f"{len(cells)} cells hold formulas without a stored result ({', '.join(cells[:_NAMED])}); read as empty"
    return Remark("formula-without-value", "P1", zh, en)
