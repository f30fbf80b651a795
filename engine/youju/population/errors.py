"""What this room refuses: no database at hand, an expression without a translation, a column of another kind."""

from __future__ import annotations

from youju.feel import Expr, show
from youju.source import CodedError


class PopulationMissing(CodedError):
    """The database is not installed (`population-missing`)."""

    def __init__(self) -> None:
        zh = "没有安装 DuckDB，请先运行 pip install 'youju[population]'"
        super().__init__("population-missing", zh, "no DuckDB here: pip install 'youju[population]'")


class NotCompilable(Exception):
    """An expression that SQL over whole numbers cannot say exactly; `expr` is that part, `why` in English."""

    def __init__(self, expr: Expr, why: str) -> None:
        self.expr, self.why = expr, why
        super().__init__(f"`{show(expr)}`: {why}")


class ColumnKind(Exception):
    """A column of facts that is not there, or does not hold what it must: whole numbers, truth values or texts."""

    def __init__(self, column: str, wanted: str, found: str) -> None:
        self.column, self.wanted, self.found = column, wanted, found
        super().__init__(f"column `{column}` must be {wanted}, not {found}")


class Overflow(Exception):
    """A number outgrew 128 bits somewhere in the table: nothing was scored."""
